import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderScript } from '../../src/shells/render.ts';
import { findShell, shellNames, shellTable } from '../../src/shells/table.ts';

const facts = { version: '1.2.3', contract: 1, envCommands: ['use', '__renew'] };
const inShells = (name: string): URL => new URL(`../../shells/${name}`, import.meta.url);

test('the tokens are replaced by version, contract and commands', () => {
  assert.equal(renderScript('# @VERSION@ @CONTRACT@\n@ENV_COMMANDS@ a@b.c', facts), '# 1.2.3 1\nuse __renew a@b.c');
});

test('the version stands in two parts where PowerShell wants it so', () => {
  const template = "'@MODULE_VERSION@' '@PRERELEASE@'";
  assert.equal(renderScript(template, facts), "'1.2.3' ''");
  assert.equal(renderScript(template, { ...facts, version: '1.2.3-rc1' }), "'1.2.3' 'rc1'");
});

test('a fact outside its alphabet is refused', () => {
  const bad = [
    { version: "1.2.3'; touch PWNED" },
    { version: '1.2' },
    { version: '1.2.3-rc.1' },
    { contract: 0 },
    { contract: 1.5 },
    { envCommands: ['use x'] },
    { envCommands: ['$(touch PWNED)'] },
    { envCommands: ['use\n'] },
    { envCommands: ['*'] },
  ];
  for (const wrong of bad)
    assert.throws(() => renderScript('', { ...facts, ...wrong }), /cannot stand in a shell script/);
});

test('an unknown token and a token without a value are refused', () => {
  assert.throws(() => renderScript('@SECRET@', facts), /@SECRET@/);
  assert.throws(() => renderScript('@ENV_COMMANDS@', { ...facts, envCommands: [] }), /@ENV_COMMANDS@/);
});

test('every row names a script that is there, and its id once', () => {
  for (const { id, script } of shellTable) {
    assert.ok(existsSync(inShells(script)), script);
    assert.equal(shellTable.filter((row) => row.id === id).length, 1);
    assert.equal(findShell(id)?.script, script);
  }
  assert.equal(new Set(shellNames).size, shellNames.length);
  assert.equal(findShell('sh')?.script, 'jpaws.sh');
  assert.equal(findShell('tcl'), undefined);
});

test('every plain script is renderable and names version, contract and commands by token', () => {
  for (const { script, family } of shellTable) {
    if (family === 'powershell') continue;
    const template = readFileSync(inShells(script), 'utf8');
    for (const token of ['@VERSION@', '@CONTRACT@', '@ENV_COMMANDS@'])
      assert.ok(template.includes(token), `${script}: ${token}`);
    assert.doesNotMatch(renderScript(template, facts), /@[A-Z_]+@/);
  }
});
