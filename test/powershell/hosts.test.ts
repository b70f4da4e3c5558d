import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canBuildHost } from './engine.ts';
import { reply, runSession } from './session.ts';

// A host's name is its own: only the test host can take another.
const skip = canBuildHost() ? false : 'another host needs dotnet >= 10';

const hosts = ['Windows PowerShell ISE Host', 'Visual Studio Code Host', 'ServerRemoteHost'];
const answers = {
  'use -- koa': { stdout: reply('set AWS_A=new'), stderr: 'koa: 59 min left\n' },
  'use koa': { stdout: reply('set AWS_A=new'), stderr: 'koa: 59 min left\n' },
  'login -- koa': { stderr: 'open this page\n  https://example.test/\n' },
  'list --json': { stdout: '[]\n', stderr: 'warning: left out\n' },
  whoami: { stdout: 'arn:aws\n', stderr: 'warning: soon\n' },
};
const script = 'Use-JpAws koa; Connect-JpAws koa; $null = Get-JpAwsProfile; jpaws use koa; jpaws whoami; & $probe';
const shown = [
  'koa: 59 min left',
  'open this page',
  '  https://example.test/',
  'warning: left out',
  'koa: 59 min left',
  'warning: soon',
];

/** Runs the script; `$errors` is the number of errors that reached the host. (Full language only.) */
const errorsOf = (inner: string): string => `
  $nested = [powershell]::Create('CurrentRunspace').AddScript({ ${inner} })
  $nested.Invoke()
  $errors = $nested.Streams.Error.Count`;

for (const host of hosts) {
  for (const constrained of [false, true]) {
    const where = constrained ? ' in Constrained Language Mode' : '';
    test(`in ${host}${where} nothing turns red on success`, { skip }, async () => {
      const { lines, stderr, probes } = await runSession({
        host,
        constrained,
        answers,
        before: "$ErrorActionPreference = 'Stop'",
        script: constrained ? `${script}; 'errors: 0'` : `${errorsOf(script)}; "errors: $errors"`,
      });
      assert.equal(stderr, '');
      assert.deepEqual(lines.toSorted(), ['arn:aws', 'errors: 0', ...shown].toSorted());
      assert.equal(probes[0]?.['AWS_A'], 'new');
    });
  }
}

test('such a host too makes an error of a program that fails where the session wants that', { skip }, async () => {
  const failing = { whoami: { stderr: 'jpaws: no\n', status: 4 } };
  const attempt = `try { jpaws whoami; "$LASTEXITCODE $($Error.Count)" } catch { "thrown $LASTEXITCODE" }`;
  const { lines } = await runSession({
    host: 'Visual Studio Code Host',
    answers: failing,
    script: `
      ${attempt}
      $PSNativeCommandUseErrorActionPreference = $true; $ErrorActionPreference = 'SilentlyContinue'
      ${attempt}
      $ErrorActionPreference = 'Stop'
      ${attempt}`,
  });
  assert.deepEqual(lines, ['jpaws: no', '4 0', 'jpaws: no', '4 1', 'jpaws: no', 'thrown 4']);
});

test('the control: an error made of what a program writes to stderr would have been counted', { skip }, async () => {
  const careless = `${errorsOf("& /bin/sh -c 'echo careful >&2'")}; "errors: $errors"`;
  const { lines } = await runSession({ host: 'Windows PowerShell ISE Host', script: careless });
  assert.deepEqual(lines, ['errors: 1']);
});

test('in the console what a program writes to stderr is left alone', { skip }, async () => {
  const { stderr, lines } = await runSession({ answers, script: `${script}; "errors: $($Error.Count)"` });
  assert.equal(stderr, `${shown.join('\n')}\n`);
  assert.deepEqual(lines, ['arn:aws', 'errors: 0']);
});
