import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { authorizeAddress, base64url, callbackFromPastedAddress, VERIFIER_BYTES } from '../../src/domain/pkce.ts';

test('the challenge of RFC 7636, appendix B, comes out', () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const challenge = base64url(new Uint8Array(createHash('sha256').update(verifier).digest()));
  assert.equal(challenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

test('the verifier of RFC 7636, appendix B, comes out of its bytes', () => {
  const bytes = [
    116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240, 91,
    88, 5, 88, 83, 132, 141, 121,
  ];
  assert.equal(base64url(Uint8Array.from(bytes)), 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
});

test('base64url is what the platform makes of the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      assert.equal(base64url(bytes), Buffer.from(bytes).toString('base64url'));
    }),
  );
});

test('a verifier has between 43 and 128 characters and at least 256 bits', () => {
  const length = base64url(new Uint8Array(VERIFIER_BYTES)).length;
  assert.ok(VERIFIER_BYTES >= 32 && length >= 43 && length <= 128);
});

test('the address for the browser holds exactly what the service needs', () => {
  const address = authorizeAddress('https://oidc.eu-west-1.amazonaws.com/authorize', {
    clientId: 'client&id',
    redirectUri: 'http://127.0.0.1:8000/oauth/callback',
    state: 'the-state',
    challenge: Uint8Array.from([1, 2, 3]),
    scopes: ['sso:account:access', 'other'],
  });
  const url = new URL(address);
  assert.equal(url.origin + url.pathname, 'https://oidc.eu-west-1.amazonaws.com/authorize');
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    response_type: 'code',
    client_id: 'client&id',
    redirect_uri: 'http://127.0.0.1:8000/oauth/callback',
    state: 'the-state',
    code_challenge_method: 'S256',
    code_challenge: 'AQID',
    scopes: 'sso:account:access other',
  });
});

const expected = { redirectUri: 'http://127.0.0.1:8000/oauth/callback', state: 'right' };
const pasted = (text: string) => callbackFromPastedAddress(text, expected);

test('a pasted address gives its code', () => {
  assert.deepEqual(pasted('  http://127.0.0.1:8000/oauth/callback?code=abc&state=right\n'), {
    kind: 'code',
    code: 'abc',
  });
});

test('a pasted refusal gives its reason', () => {
  const text = 'http://127.0.0.1:8000/oauth/callback?error=access_denied&error_description=No&state=right';
  assert.deepEqual(pasted(text), { kind: 'refused', error: 'access_denied', description: 'No' });
});

const unusable = [
  '',
  'abc',
  'http://127.0.0.1:8000/oauth/callback?code=abc',
  'http://127.0.0.1:8000/oauth/callback?code=abc&state=wrong',
  'http://127.0.0.1:8000/oauth/callback?state=right',
  'http://127.0.0.1:8000/oauth/callback?code=&state=right',
  'http://127.0.0.1:8000/other?code=abc&state=right',
  'http://127.0.0.1:9000/oauth/callback?code=abc&state=right',
  'http://evil.example/oauth/callback?code=abc&state=right',
  // The wrong state is found out before a refusal is believed.
  'http://127.0.0.1:8000/oauth/callback?error=access_denied&state=wrong',
];

test('everything else that is pasted is unusable, with the reason', () => {
  for (const text of unusable) {
    const callback = pasted(text);
    assert.equal(callback.kind, 'unusable', text);
    assert.ok(callback.kind === 'unusable' && callback.reason !== '');
  }
});
