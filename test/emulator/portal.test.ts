import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  LogoutCommand,
  paginateListAccountRoles,
  paginateListAccounts,
} from '@aws-sdk/client-sso';
import { emulatorFor, oidcOf, portalOf, refresh, signIn } from '../support/emulator-clients.ts';

const koaDev = { accountId: '931827427725', roleName: 'idp_customer_access' };

test('accounts are those in which the person has a role', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  emulator.settings.accounts.push({
    accountId: '111122223333',
    accountName: 'empty',
    emailAddress: 'e@example.com',
    roles: [],
  });
  const { accessToken } = await signIn(emulator);
  const { accountList, nextToken } = await portalOf(emulator).send(new ListAccountsCommand({ accessToken }));
  assert.deepEqual(
    accountList?.map(({ accountName }) => accountName),
    ['koa-dev', 'koa-prod', 'baker-dev', 'baker-prod'],
  );
  assert.deepEqual(accountList?.[0], {
    accountId: koaDev.accountId,
    accountName: 'koa-dev',
    emailAddress: 'koa-dev@example.com',
  });
  assert.equal(nextToken ?? undefined, undefined);
});

test('lists come in pages no longer than the client and the settings say', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic', pageSize: 3 });
  const { accessToken } = await signIn(emulator);
  const client = portalOf(emulator);
  const sizesOf = async (pageSize: number) => {
    const sizes: number[] = [];
    for await (const page of paginateListAccounts({ client, pageSize }, { accessToken })) {
      sizes.push(page.accountList?.length ?? 0);
    }
    return sizes;
  };
  assert.deepEqual(await sizesOf(100), [3, 1]);
  assert.deepEqual(await sizesOf(2), [2, 2]);
});

test('roles of an account come in pages too', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic', pageSize: 1 });
  const { accessToken } = await signIn(emulator);
  const names: (string | undefined)[] = [];
  const input = { accessToken, accountId: '175530482466' };
  for await (const { roleList } of paginateListAccountRoles({ client: portalOf(emulator) }, input)) {
    names.push(...(roleList ?? []).map(({ roleName }) => roleName));
  }
  assert.deepEqual(names, ['idp_customer_access', 'read_only']);
});

test('a foreign page token and an impossible page size are InvalidRequestException', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { accessToken } = await signIn(emulator);
  for (const change of [{ nextToken: 'foreign' }, { maxResults: 0 }, { maxResults: 101 }]) {
    const command = new ListAccountsCommand({ accessToken, ...change });
    await assert.rejects(portalOf(emulator).send(command), { name: 'InvalidRequestException' }, JSON.stringify(change));
  }
});

test('role credentials have the shape and the lifetime of real ones', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic', clockOffset: -5_000_000 });
  const { accessToken } = await signIn(emulator);
  const { roleCredentials } = await portalOf(emulator).send(new GetRoleCredentialsCommand({ accessToken, ...koaDev }));
  assert.match(roleCredentials?.accessKeyId ?? '', /^ASIA[A-Z2-7]{16}$/);
  assert.match(roleCredentials?.secretAccessKey ?? '', /^[\w+/]{40}$/);
  assert.ok((roleCredentials?.sessionToken ?? '').length > 500);
  const left = Number(roleCredentials?.expiration) - emulator.now();
  assert.ok(left > 59 * 60_000 && left <= 60 * 60_000, `${left} ms left`);
});

test('a role or an account that the person does not have is 403 ForbiddenException', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { accessToken } = await signIn(emulator);
  for (const change of [{ roleName: 'admin' }, { accountId: '999999999999' }]) {
    const command = new GetRoleCredentialsCommand({ accessToken, ...koaDev, ...change });
    await assert.rejects(portalOf(emulator).send(command), (error: { name: string; $metadata: object }) => {
      assert.equal(error.name, 'ForbiddenException');
      assert.equal((error.$metadata as { httpStatusCode: number }).httpStatusCode, 403);
      return true;
    });
  }
});

test('roles of an unknown account are ResourceNotFoundException, of a malformed one InvalidRequestException', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { accessToken } = await signIn(emulator);
  const roles = (accountId: string) => portalOf(emulator).send(new ListAccountRolesCommand({ accessToken, accountId }));
  await assert.rejects(roles('999999999999'), { name: 'ResourceNotFoundException' });
  await assert.rejects(roles('koa-dev'), { name: 'InvalidRequestException' });
});

test('an unknown and an expired token are UnauthorizedException at each operation', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const portal = portalOf(emulator);
  const { accessToken: expired } = await signIn(emulator);
  emulator.settings.clockOffset = 60 * 60_000 + 1;
  for (const accessToken of ['unknown', expired]) {
    const refused = { name: 'UnauthorizedException', message: 'Session token not found or invalid' };
    await assert.rejects(portal.send(new ListAccountsCommand({ accessToken })), refused);
    await assert.rejects(
      portal.send(new ListAccountRolesCommand({ accessToken, accountId: koaDev.accountId })),
      refused,
    );
    await assert.rejects(portal.send(new GetRoleCredentialsCommand({ accessToken, ...koaDev })), refused);
    await assert.rejects(portal.send(new LogoutCommand({ accessToken })), refused);
  }
});

test('logout ends the session with all its tokens, and no other session', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const portal = portalOf(emulator);
  const mine = await signIn(emulator);
  const other = await signIn(emulator);
  await portal.send(new LogoutCommand({ accessToken: mine.accessToken }));
  await assert.rejects(portal.send(new ListAccountsCommand({ accessToken: mine.accessToken })), {
    name: 'UnauthorizedException',
  });
  await assert.rejects(refresh(oidcOf(emulator), mine, mine.refreshToken), { name: 'InvalidGrantException' });
  assert.ok((await portal.send(new ListAccountsCommand({ accessToken: other.accessToken }))).accountList);
});

test('a role that is taken away while the service runs is gone at the next request', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { accessToken } = await signIn(emulator);
  const get = () => portalOf(emulator).send(new GetRoleCredentialsCommand({ accessToken, ...koaDev }));
  await get();
  emulator.settings.accounts = [];
  await assert.rejects(get(), { name: 'ForbiddenException' });
});
