import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoEnvironment, demoStage } from '../../src/shells/demo-stage.ts';
import { shellTable, type ShellRow } from '../../src/shells/table.ts';

const home = '/tmp/demo';
const place = { home, programFolder: '/opt/bin', url: 'http://127.0.0.1:1', isAutomatic: true, pathDelimiter: ':' };

for (const row of shellTable as readonly ShellRow[]) {
  const { demo } = row;
  if (demo === undefined) continue;
  test(`${row.id}: every file of the demo is in the demo's home`, () => {
    const stage = demoStage({ row: { ...row, demo }, home, text: (path) => path, moduleFiles: ['shells/JpAws/x'] });
    assert.ok(stage.files.length > 1);
    for (const { path } of stage.files) assert.match(path, /^\/tmp\/demo\/[^$~ ]+$/);
  });
}

test("the demo's shell reads the demo's file, whatever ENV was", () => {
  const row = shellTable.find(({ id }) => id === 'dash') ?? assert.fail('there is no dash');
  const stage = demoStage({ row, home, text: (path) => path, moduleFiles: [] });
  const { ENV = '' } = demoEnvironment({ ENV: '/home/ada/.shrc' }, place);
  assert.ok(stage.files.some(({ path }) => path === ENV));
});
