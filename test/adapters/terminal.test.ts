import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test, type TestContext } from 'node:test';
import { inTerminal, noPseudoTerminal, type PseudoTerminal, type TerminalOptions } from '../support/pseudo-terminal.ts';
import { commandOf } from './child.ts';

const skip = noPseudoTerminal;

const open = (t: TestContext, act: string, options: TerminalOptions = {}): PseudoTerminal =>
  inTerminal(t, commandOf('ask-person', act), options);

/** What the terminal's own settings are after the command, and whether the cursor is shown. */
function openAndLook(t: TestContext, act: string): PseudoTerminal {
  return inTerminal(t, ['sh', '-c', `"$@"; echo "status $?"; stty -a`, 'sh', ...commandOf('ask-person', act)]);
}

async function assertClean(terminal: PseudoTerminal): Promise<void> {
  assert.equal(await terminal.over, 0);
  const shown = terminal.raw();
  assert.match(shown, /[^-]icanon/);
  assert.match(shown, / echo /);
  assert.match(shown, /[^-]isig/);
  assert.ok(shown.lastIndexOf('\u001b[?25h') >= shown.lastIndexOf('\u001b[?25l'), 'the cursor is hidden');
}

/** The screen with each escape character as a visible sign. */
const visible = (terminal: PseudoTerminal): string => terminal.raw().replaceAll('\u001b', '␛');

function withoutTerminal(act: string, env: NodeJS.ProcessEnv = {}, input = '') {
  const [node = '', ...words] = commandOf('ask-person', act);
  return spawnSync(node, words, { encoding: 'utf8', input, env: { PATH: process.env['PATH'], ...env } });
}

test('an answer is taken as it is typed', { skip }, async (t) => {
  const terminal = open(t, 'ask');
  await terminal.says('Which name?');
  terminal.type('koa-dev\r');
  await terminal.says('GOT "koa-dev"');
  assert.equal(await terminal.over, 0);
});

test('a wrong answer is named and asked for again', { skip }, async (t) => {
  const terminal = open(t, 'ask');
  await terminal.says('Which name?');
  terminal.type('bad\r');
  await terminal.says('that is not good');
  terminal.type('ly\r');
  await terminal.says('GOT "badly"');
});

test('Enter alone takes the default', { skip }, async (t) => {
  const terminal = open(t, 'ask-initial');
  await terminal.says('Which name?');
  terminal.type('\r');
  await terminal.says('GOT "koa"');
});

test('yes and no', { skip }, async (t) => {
  for (const [key, expected] of [
    ['\r', 'true'],
    ['n', 'false'],
    ['y', 'true'],
  ] as const) {
    const terminal = open(t, 'confirm');
    await terminal.says('Write it?');
    terminal.type(key);
    await terminal.says(`GOT ${expected}`);
  }
});

for (const columns of [80, 24]) {
  test(`one of hundreds is found by some of its letters, ${columns} columns wide`, { skip }, async (t) => {
    const terminal = open(t, 'choose', { columns, rows: 15 });
    await terminal.says('Which profile?');
    terminal.type('kprod287');
    await terminal.says('koa-prod-customer-287');
    terminal.type('\r');
    await terminal.says('GOT {"index":287}');
    assert.equal(terminal.raw().includes('\u001b[2J'), false, 'a label cleared the screen');
  });
}

test('the description is searched too, and arrows move', { skip }, async (t) => {
  const terminal = open(t, 'choose');
  await terminal.says('Which profile?');
  terminal.type('00000000000');
  await terminal.says('koa-dev-customer-0');
  terminal.type('\u007f'.repeat(11));
  await terminal.says('koa-test-customer-1');
  terminal.type('\u001b[B\u001b[B\r');
  await terminal.says('GOT {"index":2}');
});

test('Enter without a match says so and goes on', { skip }, async (t) => {
  const terminal = open(t, 'choose');
  await terminal.says('Which profile?');
  terminal.type('zzz');
  await terminal.says('No matches');
  terminal.type('\r');
  await terminal.says('nothing fits');
  terminal.type('\u007f\u007f\u007f');
  await terminal.says('koa-dev-customer-0');
  terminal.type('\r');
  await terminal.says('GOT {"index":0}');
});

for (const [name, key] of [
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
  ['Escape', '\u001b'],
] as const) {
  test(`${name} at a question ends with 130 and a clean terminal`, { skip }, async (t) => {
    for (const [act, question] of [
      ['ask', 'Which name?'],
      ['choose', 'Which profile?'],
      ['confirm', 'Write it?'],
    ] as const) {
      const terminal = openAndLook(t, act);
      await terminal.says(question);
      terminal.type(key);
      await terminal.says('FAILED INTERRUPTED');
      await terminal.says('status 130');
      await assertClean(terminal);
    }
  });
}

test('a pasted line longer than a terminal takes at once arrives whole', { skip }, async (t) => {
  const terminal = openAndLook(t, 'read');
  const pasted = `http://127.0.0.1:1/oauth/callback?code=${'x'.repeat(9_000)}`;
  setTimeout(() => terminal.type(`${pasted}\r`), 700);
  await terminal.says('GOT');
  await assertClean(terminal);
  assert.ok(terminal.raw().includes(`GOT ${JSON.stringify(pasted)}`));
});

test('Ctrl-C while a line is awaited ends with 130 and a clean terminal', { skip }, async (t) => {
  const terminal = openAndLook(t, 'read');
  setTimeout(() => terminal.type('\u0003'), 700);
  await terminal.says('FAILED INTERRUPTED');
  await terminal.says('status 130');
  await assertClean(terminal);
});

test('the end of the wait for a line leaves a clean terminal', { skip }, async (t) => {
  const terminal = openAndLook(t, 'read-aborted');
  await terminal.says('FAILED TimeoutError');
  await assertClean(terminal);
});

const questions = [
  ['ask', 'Which name?', 'x\r', 'GOT "x"'],
  ['choose', 'Which profile?', '\r', 'GOT {"index":0}'],
] as const;

for (const [act, question, keys, outcome] of questions) {
  test(`"${act}" goes on after Ctrl-Z and fg`, { skip }, async (t) => {
    const script = 'set -m; "$@"; echo STOPPED; sleep 0.3; fg >/dev/null';
    const terminal = inTerminal(t, ['bash', '-c', script, 'bash', ...commandOf('ask-person', act)]);
    await terminal.says(question);
    terminal.type('\u001a');
    await terminal.says('STOPPED');
    setTimeout(() => terminal.type(keys), 600);
    await terminal.says(outcome);
  });

  test(`"${act}" goes on at once where Ctrl-Z is not obeyed, and its terminal stays as it was`, { skip }, async (t) => {
    const terminal = open(t, act, { env: { JPAWS_CONTRACT: '1' } });
    await terminal.says(question);
    terminal.type('\u001a');
    setTimeout(() => terminal.type(keys), 300);
    await terminal.says(outcome);
    assert.ok(!terminal.raw().includes('^M'), 'the terminal was left in line mode');
  });
}

test('a line that is awaited goes on after Ctrl-Z and fg', { skip }, async (t) => {
  const script = 'set -m; "$@"; echo STOPPED; sleep 0.3; fg >/dev/null';
  const terminal = inTerminal(t, ['bash', '-c', script, 'bash', ...commandOf('ask-person', 'read')]);
  setTimeout(() => terminal.type('\u001a'), 700);
  await terminal.says('STOPPED');
  setTimeout(() => terminal.type('pasted\r'), 600);
  await terminal.says('GOT "pasted"');
});

test('a line comes from a pipe, too, and its end is told', () => {
  assert.equal(withoutTerminal('read', {}, 'one\ntwo\n').stdout, 'GOT "one"\n');
  assert.equal(withoutTerminal('read', {}, '').stdout, 'GOT undefined\n');
});

test('a person can be asked in a terminal only, not with CI and not with --no-input', { skip }, async (t) => {
  const answers = async (env: NodeJS.ProcessEnv, ...flags: string[]): Promise<string> => {
    const terminal = inTerminal(t, commandOf('ask-person', 'interactive', ...flags), { env });
    await terminal.over;
    return terminal.raw().trim();
  };
  assert.equal(await answers({}), 'GOT true');
  assert.equal(await answers({ CI: '' }), 'GOT true');
  assert.equal(await answers({ CI: '1' }), 'GOT false');
  assert.equal(await answers({}, '--no-input'), 'GOT false');
  assert.equal(withoutTerminal('interactive').stdout, 'GOT false\n');
});

test('a question without a terminal is an error at once', () => {
  for (const act of ['ask', 'confirm', 'choose']) {
    const { stdout, status } = withoutTerminal(act, {}, 'y\n');
    assert.equal(stdout, 'FAILED INPUT_NEEDED\n');
    assert.equal(status, 2);
  }
});

test('what is said is one clean line on stderr each', () => {
  const { stdout, stderr } = withoutTerminal('say');
  assert.equal(stderr, 'plain red next\nwarning: careful\n');
  assert.equal(stdout, 'GOT undefined\n');
});

test('a reader of stderr that has gone away is no failure', { skip }, () => {
  const [node = '', ...words] = commandOf('ask-person', 'during');
  const script = '{ "$@" 2>&1 >&3 | true; } 3>&1';
  const { stdout } = spawnSync('sh', ['-c', script, 'sh', node, ...words], { encoding: 'utf8' });
  assert.equal(stdout, 'GOT undefined\n');
});

test('a warning is coloured in a terminal, not with NO_COLOR and not in a dumb one', { skip }, async (t) => {
  const shownWith = async (env: NodeJS.ProcessEnv): Promise<string> => {
    const terminal = open(t, 'say', { env });
    await terminal.over;
    return visible(terminal);
  };
  assert.match(await shownWith({}), /␛\[33mwarning:/);
  assert.doesNotMatch(await shownWith({ NO_COLOR: '1' }), /␛/);
  assert.doesNotMatch(await shownWith({ TERM: 'dumb' }), /␛/);
  assert.doesNotMatch(await shownWith({ NO_COLOR: '1', FORCE_COLOR: '1' }), /␛/);
});

test('long work shows a sign in one line, which goes away again', { skip }, async (t) => {
  const terminal = open(t, 'during', { columns: 30 });
  assert.equal(await terminal.over, 0);
  const shown = visible(terminal);
  assert.match(shown, /\r␛\[2K[⠁-⣿] waiting for the browser, wh\r/);
  assert.doesNotMatch(shown, /narrow/);
  assert.match(shown, /\r␛\[2Ka line in between\r\n/);
  assert.match(shown, /\r␛\[2KGOT undefined\r\n$/);
  assert.doesNotMatch(shown, /␛\[\?25l/);
});

test('the sign goes away when the work fails', { skip }, async (t) => {
  const terminal = open(t, 'during-failing');
  await terminal.over;
  assert.match(visible(terminal), /failing work.*\r␛\[2KFAILED Error: no\r\n$/s);
});

test('short work, and work without a terminal, shows no sign', { skip }, async (t) => {
  const terminal = open(t, 'during-short');
  await terminal.over;
  assert.equal(visible(terminal), 'GOT undefined\r\n');
  assert.equal(withoutTerminal('during').stderr, 'a line in between\n');
});
