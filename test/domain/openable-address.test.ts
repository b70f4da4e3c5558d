import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpenableAddress } from '../../src/domain/openable-address.ts';

for (const address of [
  'https://device.sso.eu-west-1.amazonaws.com/?user_code=A',
  'http://127.0.0.1:4566/x',
  'http://localhost/',
  'http://[::1]:1/',
]) {
  test(`${address} may be opened`, () => assert.equal(isOpenableAddress(address), true));
}

for (const address of [
  'http://example.com/',
  'http://127.0.0.1.evil.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-msdt:/x',
  'https://',
  '',
  'calc.exe',
  '--help',
  '\\\\host\\share',
  'data:text/html,x',
  'http://localhost.evil.example/',
]) {
  test(`"${address}" may not be opened`, () => assert.equal(isOpenableAddress(address), false));
}
