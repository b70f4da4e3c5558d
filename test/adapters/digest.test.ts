import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createDigest } from '../../src/adapters/digest.ts';

const digest = createDigest();

test("the SHA-1 of a session's name is the AWS CLI's file name", () => {
  assert.equal(digest.sha1Hex('my-sso'), '0ad374308c5a4e22f723adf10145eafad7c4031c');
  assert.equal(digest.sha1Hex('https://example.awsapps.com/start'), 'e8be5486177c5b5392bd9aa76563515b29358e6e');
  assert.equal(digest.sha1Hex('blåbær'), 'b34a60bb4d696a8a95b7c01ba9fc34a4f0efc9b7');
});

test('SHA-1 agrees with OpenSSL for every length around the block borders', () => {
  for (let length = 0; length <= 300; length += 1) {
    const text = String.fromCharCode(33 + (length % 90)).repeat(length);
    assert.equal(digest.sha1Hex(text), createHash('sha1').update(text).digest('hex'), `length ${length}`);
  }
});

test('SHA-1 agrees with OpenSSL for texts of many scripts', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const text = Array.from({ length: seed }, (_, at) =>
      String.fromCodePoint(0x20 + ((seed * 7919 + at * 104_729) % 0xd000)),
    );
    assert.equal(digest.sha1Hex(text.join('')), createHash('sha1').update(text.join('')).digest('hex'));
  }
});

test("SHA-256 gives the challenge of RFC 7636's example", () => {
  const challenge = digest.sha256('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
  assert.equal(Buffer.from(challenge).toString('base64url'), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});
