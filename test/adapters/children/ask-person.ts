// Does with the terminal what the first argument says, shows the outcome on stdout and exits as jpaws would.
import { setTimeout as sleep } from 'node:timers/promises';
import { createTerminal } from '../../../src/adapters/terminal.ts';
import { JpawsError } from '../../../src/domain/errors.ts';

const terminal = createTerminal({ io: process, env: process.env, noInput: process.argv.includes('--no-input') });

// As main.ts does it while a shell captures the output.
if (process.env['JPAWS_CONTRACT'] !== undefined) process.on('SIGTSTP', () => {});

const profiles = Array.from({ length: 300 }, (_, index) => ({
  value: { index },
  label: `${['koa-dev', 'koa-test', 'koa-prod'][index % 3]}-customer-${index}\u001b[2J`,
  description: `account ${100_000_000_000 + index}`,
}));

const check = (answer: string): string | undefined => (answer === 'bad' ? 'that is \u001b[2Jnot good' : undefined);

const acts: Record<string, () => Promise<unknown>> = {
  ask: () => terminal.ask('Which\nname?', { check }),
  'ask-initial': () => terminal.ask('Which name?', { initial: 'koa', check }),
  confirm: () => terminal.confirm('Write it?', true),
  choose: () => terminal.choose('Which profile?', profiles),
  read: () => terminal.readLine(AbortSignal.timeout(10_000)),
  'read-aborted': () => terminal.readLine(AbortSignal.timeout(300)),
  interactive: async () => terminal.interactive,
  say: async () => {
    terminal.say('plain \u001b[31mred\u001b[0m\u202e\nnext');
    terminal.warn('careful\u0007');
  },
  during: () =>
    terminal.during('waiting for the browser, which takes its time and more than one narrow line', async () => {
      await sleep(900);
      terminal.say('a line in between');
      await sleep(400);
    }),
  'during-short': () => terminal.during('short work', () => sleep(200)),
  'during-failing': () =>
    terminal.during('failing work', async () => sleep(700).then(() => Promise.reject(new Error('no')))),
};

try {
  console.log(`GOT ${JSON.stringify(await acts[process.argv[2] ?? '']?.())}`);
} catch (error) {
  console.log(`FAILED ${error instanceof JpawsError ? error.code : String(error)}`);
  process.exitCode = error instanceof JpawsError ? error.exitCode : 1;
}
