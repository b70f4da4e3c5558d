import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { shellTable } from '../../src/shells/table.ts';
import { binary } from '../support/binary-run.ts';
import { noTmux, openPane } from '../support/tmux.ts';
import { howToConfig, somebody } from './person.ts';

const isRequired = (id: string): boolean => (process.env['JPAWS_REQUIRE_SHELLS'] ?? '').split(',').includes(id);

for (const { id, program, bareArguments, completes, family, loadLine } of shellTable) {
  // PowerShell's line editor is no part of its engine: test/powershell/tab.test.ts has a pseudo-terminal for it.
  if (!completes || family === 'powershell') continue;
  const isMissing = spawnSync(program, ['-c', ':'], { stdio: 'ignore' }).status !== 0;
  const skip = isRequired(id) ? false : isMissing ? `${program} is not installed` : noTmux;

  test(`in ${id}, jpaws use ko<Tab> becomes the profile's name, and Enter activates it`, { skip }, async (t) => {
    const person = await somebody(t);
    person.write(['config'], howToConfig);
    const { status, stderr } = await person.jpaws(['login', '--device-code', '--no-browser']);
    assert.equal(status, 0, stderr);

    const env = { ...person.env, PATH: `${dirname(binary)}:/usr/local/bin:/usr/bin:/bin`, SHELL: '/bin/sh' };
    const pane = openPane(t, [program, ...bareArguments, '-i'], { env, cwd: person.home });
    const enter = (line: string): void => {
      pane.type(line);
      pane.press('Enter');
    };
    await pane.until(/[#$%>] *$/m);
    enter(loadLine);
    enter("echo load''ed");
    await pane.until(/^loaded/m);
    pane.type('jpaws use ko');
    pane.press('Tab');
    await pane.until(/jpaws use koa-dev-customer/);
    pane.press('Enter');
    await pane.until(/^koa-dev-customer: idp_customer_access in 931827427725, eu-west-1/m);
    enter('echo "<$AWS_SSO_PROFILE>"');
    await pane.until(/^<koa-dev-customer>/m);
  });
}
