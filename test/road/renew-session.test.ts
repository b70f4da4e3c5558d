// A person's session in tmux: the prompt renews by itself while the sign-in can be refreshed, and says once that it cannot.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { shellTable, type ShellRow } from '../../src/shells/table.ts';
import { openPane, type Pane } from '../support/tmux.ts';
import { browserIn, browsersSeen } from './browsers.ts';
import { interactiveShell, variableIn, whyNotInteractive } from './interactive-shell.ts';
import { customer, type Person } from './person.ts';

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;

const minute = 60_000;
/** Never more than 15 minutes of life, so that nothing in the caches is fresh and each renewal asks both services. */
const lifetimes = { roleCredentials: 10 * minute, accessToken: 10 * minute };

interface Session {
  readonly person: Person;
  readonly pane: Pane;
  enter(line: string): void;
  /** Moves the time of the renewal into the past, as if the clock had gone on. */
  moveClock(): void;
  /** The text with the shell's variables put in. */
  shows(text: string): Promise<string>;
}

const MOVES_CLOCK = {
  posix: 'export JPAWS_RENEW_AT=5',
  fish: 'set -gx JPAWS_RENEW_AT 5',
  powershell: '$env:JPAWS_RENEW_AT = 5',
};

/** A shell in which `jpaws use` was typed. */
async function sessionIn(t: TestContext, row: ShellRow, under: readonly string[] = []): Promise<Session> {
  const person = await customer(t, { lifetimes });
  const { status, stderr } = await person.jpaws(['login', '--device-code', '--no-browser']);
  assert.equal(status, 0, stderr);
  const { command, env } = await interactiveShell(row, person);
  const words = [...under.map((word) => word.replace('TRACE', join(person.desk, 'trace'))), ...command];
  const pane = openPane(t, words, {
    env: { ...env, BROWSER: browserIn(person.desk, 'look') },
    cwd: person.home,
  });
  let count = 0;
  const enter = (line: string): void => {
    pane.type(line);
    pane.press('Enter');
  };
  const shows = async (text: string): Promise<string> => {
    count += 1;
    enter(`echo "${count}[${text}]"`);
    const shown = new RegExp(`^${count}\\[([^\\]]*)\\]`, 'm');
    await pane.until(shown);
    return shown.exec(pane.screen())?.[1] ?? '';
  };
  await pane.until(/[#$%>] *$/m);
  enter(row.loadLine);
  enter('jpaws use koa-dev-customer');
  await pane.until(/^koa-dev-customer: idp_customer_access in 931827427725, eu-west-1/m);
  person.forget();
  // PowerShell's own prompt is wrapped when its line editor has waited for a while (shells/README.md, "Renewal").
  if (row.family === 'powershell') await sleep(1500);
  const moveClock = (): void => enter(MOVES_CLOCK[row.family]);
  return { person, pane, enter, moveClock, shows };
}

for (const row of shellTable) {
  if (!row.renews) continue;
  const skip = whyNotInteractive(row);
  const key = variableIn(row, 'AWS_ACCESS_KEY_ID');
  const keyAndTime = `${key} ${variableIn(row, 'JPAWS_RENEW_AT')}`;

  test(`in ${row.id} the prompt renews by itself, and not a word is said`, { skip }, async (t) => {
    const { person, pane, moveClock, shows } = await sessionIn(t, row);
    const before = await shows(key);
    assert.match(before, /^ASIA/);
    assert.deepEqual(person.asked(), []);
    moveClock();
    const [after = '', at = ''] = (await shows(keyAndTime)).split(' ');
    assert.match(after, /^ASIA/);
    assert.notEqual(after, before);
    assert.ok(Number(at) > Date.now() / 1000 + 60, at);
    assert.deepEqual(person.asked(), ['/token', '/federation/credentials']);
    assert.deepEqual(browsersSeen(person.desk), []);
    assert.doesNotMatch(pane.screen(), /renewed|warning|error/i);
  });

  test(`in ${row.id} a prompt that cannot renew says so once, and goes on`, { skip }, async (t) => {
    const { person, pane, enter, moveClock, shows } = await sessionIn(t, row);
    const before = await shows(key);
    person.center.state.refreshTokens.clear();
    person.center.state.accessTokens.clear();
    moveClock();
    await pane.until(/^koa-dev-customer: not renewed, 9 min left: .*; run: jpaws use koa-dev-customer$/m);
    const [kept = '', at = ''] = (await shows(keyAndTime)).split(' ');
    assert.equal(kept, before);
    assert.ok(Math.abs(Number(at) - Date.now() / 1000 - 60) < 20, at);
    person.forget();
    for (let times = 0; times < 3; times += 1) enter('');
    await shows('again');
    assert.deepEqual(person.asked(), []);
    assert.equal(pane.screen().split('not renewed').length, 2);
    assert.deepEqual(browsersSeen(person.desk), []);
  });

  const traceable = skip !== false ? skip : canTrace ? false : 'strace cannot be used';
  test(`in ${row.id} no prompt starts a program or connects while there is time`, { skip: traceable }, async (t) => {
    const under = ['strace', '-f', '-qq', '-e', 'trace=execve,connect,sendto', '-o', 'TRACE'];
    const { person, enter, moveClock, shows } = await sessionIn(t, row, under);
    // fish's own prompt starts git.
    if (row.family === 'fish') enter("function fish_prompt; echo '> '; end");
    const acts = (): number =>
      readFileSync(join(person.desk, 'trace'), 'utf8')
        .split('\n')
        .filter((line) => /execve\(|AF_INET/.test(line)).length;
    await shows('before');
    const before = acts();
    for (let times = 0; times < 3; times += 1) enter('');
    await shows('between');
    assert.equal(acts(), before);
    moveClock();
    await shows('after');
    await sleep(50);
    assert.ok(acts() > before, 'the control');
  });
}
