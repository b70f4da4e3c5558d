import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { GetRoleCredentialsCommand } from '@aws-sdk/client-sso';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { instantOfAmzDate, signatureOf } from '../../src/emulator/sts/sigv4.ts';
import { emulatorFor, portalOf, signIn } from '../support/emulator-clients.ts';

async function issuedCredentials(t: TestContext, roleName = 'idp_customer_access') {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { accessToken } = await signIn(emulator);
  const command = new GetRoleCredentialsCommand({ accessToken, accountId: '175530482466', roleName });
  const { roleCredentials = {} } = await portalOf(emulator).send(command);
  const { accessKeyId = '', secretAccessKey = '', sessionToken = '' } = roleCredentials;
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const sts = (change: Partial<typeof credentials> = {}, options: object = {}) =>
    new STSClient({
      region: 'eu-north-1',
      endpoint: emulator.url,
      maxAttempts: 1,
      credentials: { ...credentials, ...change },
      ...options,
    });
  return { emulator, sts, credentials };
}

const whoAmI = (client: STSClient) => client.send(new GetCallerIdentityCommand({}));

test('a request that was signed with issued credentials is told who it is', async (t) => {
  const { sts } = await issuedCredentials(t);
  const { Account, Arn, UserId } = await whoAmI(sts());
  assert.equal(Account, '175530482466');
  assert.match(
    Arn ?? '',
    /^arn:aws:sts::175530482466:assumed-role\/AWSReservedSSO_idp_customer_access_[0-9a-f]{16}\/kim@example\.com$/,
  );
  assert.match(UserId ?? '', /^AROA[0-9A-F]{17}:kim@example\.com$/);
});

test('two roles of an account have two identities, each the same at every call', async (t) => {
  const first = await whoAmI((await issuedCredentials(t)).sts());
  const again = await whoAmI((await issuedCredentials(t)).sts());
  const other = await whoAmI((await issuedCredentials(t, 'read_only')).sts());
  assert.equal(first.Arn, again.Arn);
  assert.notEqual(first.UserId, other.UserId);
});

const wrongKeys = [
  { what: 'a wrong secret', change: { secretAccessKey: 'wrong' }, name: 'SignatureDoesNotMatch' },
  { what: 'an unknown key', change: { accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' }, name: 'InvalidClientTokenId' },
  { what: 'a foreign session token', change: { sessionToken: 'foreign' }, name: 'InvalidClientTokenId' },
  { what: 'no session token', change: { sessionToken: '' }, name: 'InvalidClientTokenId' },
];
for (const { what, change, name } of wrongKeys) {
  test(`${what} is ${name}`, async (t) => {
    const { sts } = await issuedCredentials(t);
    await assert.rejects(whoAmI(sts(change)), { name });
  });
}

test('credentials past their expiration are ExpiredToken', async (t) => {
  const { emulator, sts } = await issuedCredentials(t);
  emulator.settings.clockOffset = 60 * 60_000 + 1;
  await assert.rejects(whoAmI(sts()), { name: 'ExpiredToken', message: /expired/ });
});

test('a clock that is off by more than fifteen minutes is SignatureDoesNotMatch', async (t) => {
  const { sts } = await issuedCredentials(t);
  await whoAmI(sts({}, { systemClockOffset: 14 * 60_000 }));
  for (const minutes of [-16, 16]) {
    const client = sts({}, { systemClockOffset: minutes * 60_000 });
    await assert.rejects(whoAmI(client), { name: 'SignatureDoesNotMatch', message: /^Signature (expired|not yet)/ });
  }
});

test('an operation that is not there is InvalidAction', async (t) => {
  const { sts } = await issuedCredentials(t);
  const command = new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::175530482466:role/x', RoleSessionName: 'x' });
  await assert.rejects(sts().send(command), { name: 'InvalidAction' });
});

test('a request without a signature, or with half of one, is refused', async (t) => {
  const { url } = await emulatorFor(t);
  const ask = (headers: Record<string, string>) => fetch(`${url}/?Action=GetCallerIdentity`, { headers });
  const unsigned = await ask({});
  assert.equal(unsigned.status, 403);
  assert.match(await unsigned.text(), /<Code>MissingAuthenticationToken<\/Code>/);
  const half = await ask({ authorization: 'AWS4-HMAC-SHA256 Credential=AKID' });
  assert.equal(half.status, 400);
  assert.match(await half.text(), /<Code>IncompleteSignature<\/Code>/);
});

test('a signed GET works like the POST', async (t) => {
  const { emulator, credentials } = await issuedCredentials(t);
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const headers = {
    host: `127.0.0.1:${emulator.port}`,
    'x-amz-date': date,
    'x-amz-security-token': credentials.sessionToken,
  };
  const claim = { scope: `${date.slice(0, 8)}/eu-west-1/sts/aws4_request`, signedHeaders: Object.keys(headers) };
  const target = '/?Version=2011-06-15&Action=GetCallerIdentity';
  const request = { method: 'GET', target, headers, body: Buffer.alloc(0) };
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${claim.scope}, ` +
    `SignedHeaders=${claim.signedHeaders.join(';')}, Signature=${signatureOf(request, claim, credentials.secretAccessKey)}`;
  const answer = await fetch(emulator.url + target, { headers: { ...headers, authorization } });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /<Account>175530482466<\/Account>/);
});

test('the signature is that of the examples in the AWS documentation', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const listUsers = {
    method: 'GET',
    target: '/?Action=ListUsers&Version=2010-05-08',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      host: 'iam.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
    },
    body: Buffer.alloc(0),
  };
  const iam = { scope: '20150830/us-east-1/iam/aws4_request', signedHeaders: ['content-type', 'host', 'x-amz-date'] };
  const expected = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
  assert.equal(signatureOf(listUsers, iam, secret), expected);
  const vanilla = {
    ...listUsers,
    target: '/',
    headers: { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' },
  };
  const service = { scope: '20150830/us-east-1/service/aws4_request', signedHeaders: ['host', 'x-amz-date'] };
  const expectedVanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
  assert.equal(signatureOf(vanilla, service, secret), expectedVanilla);
});

test('a date that is none has no instant', () => {
  assert.equal(instantOfAmzDate('20150830T123600Z'), Date.UTC(2015, 7, 30, 12, 36));
  for (const text of ['', '2015-08-30T12:36:00Z', '20151330T123600Z']) assert.equal(instantOfAmzDate(text), undefined);
});
