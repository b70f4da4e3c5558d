import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, inspect } from 'node:util';
import { Secret } from '../../src/domain/secret.ts';

const secret = new Secret('hunter2');

test('reveal gives the value', () => {
  assert.equal(secret.reveal(), 'hunter2');
});

test('every other way to a text gives three stars', () => {
  const texts = [
    String(secret),
    `${secret}`,
    '' + secret,
    secret.toString(),
    secret.toJSON(),
    inspect(secret),
    format('%s %o %O', secret, secret, secret),
  ];
  for (const text of texts) assert.match(text, /^\*\*\*( \*\*\* \*\*\*)?$/);
});

test('a secret inside of something else stays hidden', () => {
  const holder = { secret, list: [secret] };
  const texts = [
    JSON.stringify(holder),
    inspect(holder, { showHidden: true, depth: 9 }),
    Object.values(secret).join(),
    Object.keys(secret).join(),
  ];
  for (const text of texts) assert.ok(!text.includes('hunter2'), text);
  assert.ok(inspect({ plain: 'hunter2' }).includes('hunter2'), 'the control is seen');
});
