import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { shellTable, type ShellRow } from '../../src/shells/table.ts';
import { binary } from '../support/binary-run.ts';
import { noTmux, openPane } from '../support/tmux.ts';
import { howToConfig, type Person, somebody } from './person.ts';

const isRequired = (id: string): boolean => (process.env['JPAWS_REQUIRE_SHELLS'] ?? '').split(',').includes(id);
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;

/** A shell in tmux that has loaded the packed program's integration; lines are typed and entered by `enter`. */
async function loadedShell(t: TestContext, { row, person, under }: { row: ShellRow; person: Person; under: string[] }) {
  const env = { ...person.env, PATH: `${dirname(binary)}:/usr/local/bin:/usr/bin:/bin`, SHELL: '/bin/sh' };
  const pane = openPane(t, [...under, row.program, ...row.bareArguments, '-i'], { env, cwd: person.home });
  const enter = (line: string): void => {
    pane.type(line);
    pane.press('Enter');
  };
  await pane.until(/[#$%>] *$/m);
  enter(row.loadLine);
  enter("echo load''ed");
  await pane.until(/^loaded\n.*[#$%>] *$/m);
  return { pane, enter };
}

for (const row of shellTable) {
  // PowerShell's line editor is no part of its engine: test/powershell/tab.test.ts has a pseudo-terminal for it.
  if (!row.completes || row.family === 'powershell') continue;
  const isMissing = spawnSync(row.program, ['-c', ':'], { stdio: 'ignore' }).status !== 0;
  const reason = isMissing ? `${row.program} is not installed` : noTmux;
  const skip = isRequired(row.id) ? false : reason;

  test(`in ${row.id}, jpaws use ko<Tab> becomes the profile's name, and Enter activates it`, { skip }, async (t) => {
    const person = await somebody(t);
    person.write(['config'], howToConfig);
    const { status, stderr } = await person.jpaws(['login', '--device-code', '--no-browser']);
    assert.equal(status, 0, stderr);

    const { pane, enter } = await loadedShell(t, { row, person, under: [] });
    pane.type('jpaws use ko');
    pane.press('Tab');
    await pane.until(/jpaws use koa-dev-customer/);
    pane.press('Enter');
    await pane.until(/^koa-dev-customer: idp_customer_access in 931827427725, eu-west-1/m);
    enter('echo "<$AWS_SSO_PROFILE>"');
    await pane.until(/^<koa-dev-customer>/m);
  });

  const traceable = reason !== false ? reason : canTrace ? false : 'strace cannot be used';
  test(`in ${row.id}, Tab starts one process, __complete, and no other program`, { skip: traceable }, async (t) => {
    const person = await somebody(t);
    person.write(['config'], howToConfig);
    const trace = join(person.desk, 'trace');
    const under = ['strace', '-f', '-qq', '-s', '200', '-e', 'trace=execve', '-o', trace];
    const { pane, enter } = await loadedShell(t, { row, person, under });
    const started = (): string[] =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => line.includes('execve('));
    const before = started().length;

    pane.type('jpaws use ko');
    pane.press('Tab');
    await pane.until(/jpaws use koa-dev-customer/);
    const during = started().slice(before);
    assert.equal(during.length, 1, during.join('\n'));
    assert.match(during[0] ?? '', /dist\/jpaws", \["[^"]*jpaws", "__complete", "--", "use", "ko"\]/);

    // The control: what Enter starts is seen as well.
    pane.press('C-c');
    enter('/bin/true');
    enter("echo again''again");
    await pane.until(/^againagain/m);
    assert.match(
      started()
        .slice(before + 1)
        .join('\n'),
      /"\/bin\/true"/,
    );
  });
}
