import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

const secrets = ['AKIATRACED', 'secret/traced', 'token-traced'];
const answers = {
  'use traced': {
    stdout: reply(
      'unset AWS_PROFILE',
      `set AWS_ACCESS_KEY_ID=${secrets[0]}`,
      `set AWS_SECRET_ACCESS_KEY=${secrets[1]}`,
      `set AWS_SESSION_TOKEN=${secrets[2]}`,
    ),
  },
  'use -- traced': { stdout: reply(`set AWS_ACCESS_KEY_ID=${secrets[0]}`, `set AWS_SECRET_ACCESS_KEY=${secrets[1]}`) },
  'use -- failing': { stdout: reply(`set AWS_SECRET_ACCESS_KEY=${secrets[1]}`), status: 4 },
  'use -- cut': { stdout: `jpaws/1\nset AWS_SECRET_ACCESS_KEY=${secrets[1]}\n` },
  'use broken': { stdout: `jpaws/1\nset AWS_SECRET_ACCESS_KEY=${secrets[1]}\nunset AWS_X=${secrets[2]}\nend\n` },
};

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  for (const level of [1, 2]) {
    test(`Set-PSDebug -Trace ${level} shows no secret${where}`, skipWithoutEngine(), async () => {
      const { stdout, stderr, probes } = await runSession({
        constrained,
        script: `
          Set-PSDebug -Trace ${level}
          jpaws use traced
          Use-JpAws traced
          Use-JpAws failing -ErrorAction SilentlyContinue
          Use-JpAws cut -ErrorAction SilentlyContinue -Verbose
          jpaws use broken
          $control = 'control' + '-is-traced'
          Set-PSDebug -Off
          & $probe`,
        answers,
      });
      const shown = stdout + stderr;
      assert.equal(probes[0]?.['AWS_SECRET_ACCESS_KEY'], secrets[1]);
      assert.ok(shown.includes('jpaws use traced'), 'the control: the trace is on');
      if (level === 2) assert.ok(shown.includes('control-is-traced'), 'the control: assignments are traced');
      for (const secret of secrets) assert.ok(!shown.includes(secret), secret);
    });
  }
}

test('no variable of the session or of the module holds a secret afterwards', skipWithoutEngine(), async () => {
  const { lines } = await runSession({
    script: `
      jpaws use traced
      $control = @{ inside = 'secret/traced' }
      foreach ($scope in { Get-Item Variable:* }, { & (Get-Module JpAws) { Get-Item Variable:* } }) {
        foreach ($variable in & $scope) {
          if ((ConvertTo-Json -Compress -Depth 2 @(foreach ($one in $variable.Value) { "$one"; if ($one -is [hashtable]) { "$($one.Values)" } })) -like '*traced*') { $variable.Name }
        }
      }`,
    answers,
  });
  assert.deepEqual(lines, ['control', 'control']);
});

test('the error list and the history hold no secret', skipWithoutEngine(), async () => {
  const { lines } = await runSession({
    script: `
      jpaws use traced
      jpaws use broken
      Use-JpAws failing -ErrorAction SilentlyContinue
      Use-JpAws cut -ErrorAction SilentlyContinue
      foreach ($one in $Error) { "$one $($one.ScriptStackTrace) $($one.TargetObject) $($one.ErrorDetails.RecommendedAction)" }
      Get-History | ForEach-Object { $_.CommandLine }`,
    answers,
  });
  for (const secret of secrets) assert.ok(!lines.join('\n').includes(secret));
});
