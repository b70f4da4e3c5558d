import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { shellTable, type ShellRow } from '../../src/shells/table.ts';
import { openPane } from '../support/tmux.ts';
import { interactiveShell, variableIn, whyNotInteractive } from './interactive-shell.ts';
import { howToConfig, type Person, somebody } from './person.ts';

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;

/** A shell in tmux that has loaded the packed program's integration; lines are typed and entered by `enter`. */
async function loadedShell(t: TestContext, { row, person, under }: { row: ShellRow; person: Person; under: string[] }) {
  const { command, env } = await interactiveShell(row, person);
  const pane = openPane(t, [...under, ...command], { env, cwd: person.home });
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
  if (!row.completes) continue;
  const skip = whyNotInteractive(row);

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
    enter(`echo "<${variableIn(row, 'AWS_SSO_PROFILE')}>"`);
    await pane.until(/^<koa-dev-customer>/m);
  });

  const traceable = skip !== false ? skip : canTrace ? false : 'strace cannot be used';
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
    enter("/bin/true; echo again''again");
    await pane.until(/^againagain/m);
    assert.match(
      started()
        .slice(before + 1)
        .join('\n'),
      /"\/bin\/true"/,
    );
  });
}
