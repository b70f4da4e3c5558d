import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions } from '../../src/domain/version.ts';

test('versions are compared number by number', () => {
  for (const [one, other, sign] of [
    ['0.1.0', '0.1.0', 0],
    ['0.9.0', '0.10.0', -1],
    ['1.0.0', '0.10.9', 1],
    ['0.1.0-beta.1', '0.1.0-beta.2', -1],
  ] as const) {
    assert.equal(Math.sign(compareVersions(one, other)), sign, `${one} ${other}`);
  }
});
