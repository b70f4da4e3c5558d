// What only a console with PowerShell's line editor shows: its own prompt is wrapped when it has waited for a while.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { interactiveShell, whyNotInteractive } from '../road/interactive-shell.ts';
import { customer } from '../road/person.ts';
import { quoteText } from '../powershell/module.ts';
import { findShell } from '../../src/shells/table.ts';
import { binary } from '../support/binary-run.ts';
import { openPane, type Pane } from '../support/tmux.ts';

const row = findShell('powershell') ?? assert.fail('no row');
const skip = whyNotInteractive(row);
const manifest = quoteText(join(binary, '..', 'powershell', 'JpAws', 'JpAws.psd1'));

interface Console {
  readonly pane: Pane;
  readonly home: string;
  /** Types a line, and waits until the screen shows the pattern. */
  enter(line: string, shown: RegExp): Promise<void>;
}

/** A person at the console whose sign-in is live; keys that run out are never fresh, so that each renewal brings others. */
async function atConsole(t: TestContext): Promise<Console> {
  const minutes = 60_000;
  const person = await customer(t, { lifetimes: { roleCredentials: 10 * minutes, accessToken: 60 * minutes } });
  const { status, stderr } = await person.jpaws(['login', '--device-code', '--no-browser']);
  assert.equal(status, 0, stderr);
  const { command, env } = await interactiveShell(row, person);
  const pane = openPane(t, command, { env, cwd: person.home });
  await pane.until(/^PS .*> *$/m);
  return {
    pane,
    home: person.home,
    async enter(line, shown) {
      pane.type(line);
      pane.press('Enter');
      await pane.until(shown);
    },
  };
}

const ACTIVE = /^koa-dev-customer: idp_customer_access in 931827427725/m;
const WRAPPED = /^wrapped True/m;
/** Waits until PowerShell's own prompt is wrapped: another one, in a module of ours. */
async function untilWrapped({ pane, enter }: Console): Promise<void> {
  await sleep(1500);
  await enter('"wrapped $($null -ne $function:prompt.Module)"', WRAPPED);
  assert.match(pane.screen(), WRAPPED);
}

test('the debugger marks the prompt as ever', { skip }, async (t) => {
  const session = await atConsole(t);
  await session.enter(`Import-Module ${manifest}; Use-JpAws koa-dev-customer`, ACTIVE);
  await untilWrapped(session);
  await session.enter(
    'function halt { $inside = 1; $inside }; $null = Set-PSBreakpoint -Command halt; halt',
    /^\[DBG\]: PS /m,
  );
});

test('a session renews also where another module has loaded JpAws', { skip }, async (t) => {
  const session = await atConsole(t);
  const own = `New-Module Mine { Import-Module ${manifest}; function work { Use-JpAws koa-dev-customer }; Export-ModuleMember work } | Import-Module`;
  await session.enter(`${own}; work`, ACTIVE);
  await untilWrapped(session);
  await session.enter('"before $env:AWS_ACCESS_KEY_ID"; $env:JPAWS_RENEW_AT = 5', /^before ASIA\w+/m);
  await session.enter('"after $env:AWS_ACCESS_KEY_ID"', /^after ASIA\w+/m);
  const [, before] = /^before (\w+)/m.exec(session.pane.screen()) ?? [];
  const [, after] = /^after (\w+)/m.exec(session.pane.screen()) ?? [];
  assert.notEqual(after, before);
});

test('neither the history nor the screen has a secret', { skip }, async (t) => {
  const session = await atConsole(t);
  await session.enter(`Import-Module ${manifest}; Use-JpAws koa-dev-customer`, ACTIVE);
  await session.enter('"$env:AWS_SECRET_ACCESS_KEY" > secret; "written"', /^written/m);
  const secret = readFileSync(join(session.home, 'secret'), 'utf8').trim();
  assert.ok(secret.length > 20);
  assert.ok(!session.pane.screen().includes(secret));
  const history = join(session.home, '.local', 'share', 'powershell', 'PSReadLine', 'ConsoleHost_history.txt');
  const lines = readFileSync(history, 'utf8');
  assert.match(lines, /Use-JpAws koa-dev-customer/, 'the control');
  assert.ok(!lines.includes(secret));
});
