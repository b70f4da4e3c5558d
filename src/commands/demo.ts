import { defineCommand } from '../cli/command.ts';
import { JpawsError } from '../domain/errors.ts';
import { folderOf } from '../domain/folder-of.ts';
import type { World } from '../ports.ts';
import { demoEnvironment, demoStage, type DemoStage } from '../shells/demo-stage.ts';
import { shellOfPerson } from '../shells/load-advice.ts';
import { shellTable, type ShellRow } from '../shells/table.ts';

export const demo = defineCommand({
  name: 'demo',
  summary: 'Walk the whole road on this machine, without an AWS account',
  examples: [
    ['jpaws demo', 'set up, sign in, use, who am I, clear, in a home of its own; then stay in that shell'],
    ['jpaws demo --yes', 'sign in by itself and end after the last step'],
  ],
  positionals: [],
  options: { yes: { type: 'boolean', describes: 'Ask nothing: the sign-in is allowed by itself, and the demo ends' } },
  run: async ({ yes }, world) => {
    const isAutomatic = yes || !world.terminal.interactive;
    const shell = await playableShell(world);
    const center = await world.emulator.start({ approve: isAutomatic ? 'automatic' : 'manual' });
    try {
      await world.sandbox.withFolder((home) => play(world, shell, { home, url: center.url, isAutomatic }));
    } finally {
      await center.close();
    }
    return { kind: 'done', message: 'The demo is over; its files are removed, and nothing of yours was touched.' };
  },
});

interface PlayableShell {
  readonly row: ShellRow & { readonly demo: NonNullable<ShellRow['demo']> };
  readonly program: string;
}

/** The person's own shell, else the first one of the table that is installed. */
async function playableShell({ machine, programs }: World): Promise<PlayableShell> {
  const own = shellOfPerson(machine.env);
  for (const row of [...(own === undefined ? [] : [own]), ...shellTable] as readonly ShellRow[]) {
    const [program] = await programs.findAll(row.program);
    if (row.demo !== undefined && program !== undefined)
      return { row: { ...row, demo: row.demo }, program: program.path };
  }
  const names = shellTable.map(({ program }) => program).join(', ');
  throw new JpawsError('DEMO_FAILED', { reason: `it is played in one of ${names}, and none of them is on PATH` });
}

interface Place {
  readonly home: string;
  readonly url: string;
  readonly isAutomatic: boolean;
}

async function play(world: World, { row, program }: PlayableShell, { home, url, isAutomatic }: Place): Promise<void> {
  const { assets, files, machine, programs, sandbox, terminal } = world;
  const stage: DemoStage = demoStage({ row, home, text: assets.text, moduleFiles: assets.names('shells/JpAws/') });
  for (const { path, text } of stage.files) files.write(path, text);
  const pathDelimiter = machine.platform === 'win32' ? ';' : ':';
  const programFolder = folderOf(await programs.own());
  const env = demoEnvironment(machine.env, { home, programFolder, url, isAutomatic, pathDelimiter });
  terminal.say(
    `The demo runs in ${row.title}, with a home folder of its own and an Identity Center on this machine (${url}).`,
  );
  const status = await sandbox.run(program, stage.roadArguments, env);
  if (world.interrupted.aborted) throw new JpawsError('INTERRUPTED', {});
  if (status !== 0) throw new JpawsError('DEMO_FAILED', { reason: `the step above ended with status ${status}` });
  if (isAutomatic) return;
  terminal.say('');
  terminal.say(
    `Now it is yours: you are in ${row.title} with jpaws loaded and signed in. Try: jpaws use, jpaws list, jpaws configure`,
  );
  terminal.say('exit ends it.');
  await sandbox.run(program, stage.stayArguments, env);
}
