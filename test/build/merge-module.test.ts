import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeModule } from '../../src/build/merge-module.ts';

const files = (module: string, ...parts: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
  new Map([
    ['JpAws.psm1', module],
    ['Core.ps1', '# core\n. "$PSScriptRoot/Call.ps1"\n'],
    ['Call.ps1', "'call'\n"],
    ...parts,
  ]);

test('the text of each part stands where the module loads it, and the part is gone', () => {
  const source = files(
    '# first\n. "$PSScriptRoot/One.ps1"\n. "$PSScriptRoot/Two.ps1"\n# last\n',
    ['One.ps1', "'one $& $1'\n"],
    ['Two.ps1', "'two'\n"],
    ['JpAws.psd1', '@{}\n'],
    ['en-US/about.txt', 'about\n'],
  );
  assert.deepEqual(
    mergeModule(source),
    new Map([
      ['JpAws.psm1', "# first\n'one $& $1'\n'two'\n# last\n"],
      ['Core.ps1', "# core\n'call'\n"],
      ['JpAws.psd1', '@{}\n'],
      ['en-US/about.txt', 'about\n'],
    ]),
  );
});

test('a part that is not there, is loaded twice, or is not loaded at all is a mistake', () => {
  const load = '. "$PSScriptRoot/One.ps1"\n';
  const one = ['One.ps1', '1\n'] as const;
  assert.throws(() => mergeModule(files(load)), /no file One\.ps1/);
  assert.throws(() => mergeModule(files(load + load, one)), /no file One\.ps1, or loads it twice/);
  assert.throws(() => mergeModule(files('# nothing\n', one)), /do not load One\.ps1/);
});
