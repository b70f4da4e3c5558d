import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checked, problemOf, type Checked } from '../../src/domain/checked-value.ts';
import { isError } from '../../src/domain/errors.ts';
import { START_URL } from '../support/sample-files.ts';

const BAD: Readonly<Record<Checked, readonly string[]>> = {
  profile: ['', ' a', 'a ', 'a\nb', 'a]', '[a', 'a\u001b[2J', 'a\u007f', 'a\u0085b', 'a\u2028b'],
  account: ['', '1', '12345678901', '1234567890123', '12345678901a', '１２３４５６７８９０１２'],
  role: ['', 'a b', 'a/b', 'a\nb', 'a'.repeat(65), 'å'],
  region: ['', 'EU', 'eu west', 'eu.example.com', 'eu-west-1\n'],
  startUrl: ['', 'http://example.com', 'javascript:alert(1)', 'https://a b', 'https://example.com\n'],
  output: ['', 'JSON', 'a b', 'json\n'],
  scopes: ['', ',', 'a,,b', 'a b', 'a\n'],
};

const GOOD: Readonly<Record<Checked, readonly string[]>> = {
  profile: ['koa-dev-customer', 'two words', 'blåbær', "it's", 'default'],
  account: ['931827427725'],
  role: ['idp_customer_access', 'A+=,.@-_1'],
  region: ['eu-west-1', 'us-gov-east-1'],
  startUrl: [START_URL],
  output: ['json', 'yaml-stream'],
  scopes: ['sso:account:access', 'a,b', 'a, b'],
};

for (const kind of Object.keys(problemOf) as Checked[]) {
  test(`a ${kind} of the wrong form is refused without being repeated, one of the right form is not`, () => {
    for (const text of BAD[kind]) {
      const isRefused = (error: unknown): boolean =>
        isError(error, 'CONFIG_VALUE_REFUSED') && (text.length < 4 || !error.message.includes(text));
      assert.throws(() => checked(kind, text), isRefused, JSON.stringify(text));
    }
    for (const text of GOOD[kind]) assert.equal(checked(kind, text), text);
  });
}
