import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isError, JpawsError } from '../../src/domain/errors.ts';
import { Secret } from '../../src/domain/secret.ts';
import { tokenFromText } from '../../src/domain/sso-token.ts';
import { minutes } from '../../src/domain/units.ts';
import { sessionToken } from '../../src/flows/session-token.ts';
import { memoryWorld, networkDown, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { LEGACY, SESSION } from '../support/sample-context.ts';
import { AT, START_URL, tokenFile, tokenText } from '../support/sample-files.ts';

const OLD = { refreshToken: 'SECRET-refresh-old' };

const withToken = (text: string): MemoryWorld => memoryWorld({ files: { [tokenFile()]: text } });

/** The access token that comes out, or why there is none. */
async function outcome(memory: MemoryWorld): Promise<string> {
  const state = await sessionToken(memory.world, SESSION);
  return state.kind === 'token' ? state.token.accessToken.reveal() : `none: ${state.why}`;
}

const stored = ({ files }: MemoryWorld) => tokenFromText(files.texts.get(tokenFile()) ?? '');

test('a token with more than 15 minutes is used as it is: no request, no lock, no write', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.fresh, ...OLD }));
  assert.equal(await outcome(memory), 'SECRET-access-old');
  assert.deepEqual([memory.services.calls, memory.lock.taken, memory.files.written], [[], [], []]);
});

for (const expiresAt of [AT.soon, AT.past]) {
  test(`a token that ends ${expiresAt} is refreshed under the lock and stored`, async () => {
    const memory = withToken(tokenText({ expiresAt, ...OLD }));
    memory.services.next('createToken', () => {
      assert.ok(memory.lock.isHeld(memory.lock.taken[0] ?? ''), 'the lock is held during the call');
      return {
        accessToken: new Secret('SECRET-new'),
        expiresIn: minutes(60),
        refreshToken: new Secret('SECRET-refresh-new'),
      };
    });
    assert.equal(await outcome(memory), 'SECRET-new');
    const [grant] = memory.services.grants;
    assert.ok(grant?.grantType === 'refresh_token' && grant.refreshToken.reveal() === 'SECRET-refresh-old');
    assert.equal(stored(memory)?.renewal?.refreshToken?.reveal(), 'SECRET-refresh-new');
    assert.equal(stored(memory)?.renewal?.clientId, 'client-old');
  });
}

test('an answer without a refresh token keeps the old one', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  memory.services.next('createToken', { accessToken: new Secret('SECRET-new'), expiresIn: minutes(60) });
  await outcome(memory);
  assert.equal(stored(memory)?.renewal?.refreshToken?.reveal(), 'SECRET-refresh-old');
  assert.equal(stored(memory)?.startUrl, START_URL);
});

test('many at once refresh once, and all get the new token', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(memory)));
  assert.equal(memory.services.named('createToken').length, 1);
  assert.deepEqual(new Set(outcomes), new Set(['SECRET-access-1']));
});

test('a token that another process has refreshed before the lock was taken is used', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  memory.files.afterRead = (path, count) => {
    if (path === tokenFile() && count === 1) memory.files.texts.set(path, tokenText({ expiresAt: AT.fresh, ...OLD }));
  };
  assert.equal(await outcome(memory), 'SECRET-access-old');
  assert.deepEqual(memory.services.calls, []);
});

test('a refresh token that another tool used first is no failure: its token is taken', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  memory.services.next('createToken', () => {
    memory.files.texts.set(
      tokenFile(),
      tokenText({ expiresAt: AT.fresh, ...OLD }).replace('SECRET-access-old', 'SECRET-other'),
    );
    return refusal('InvalidGrantException');
  });
  assert.equal(await outcome(memory), 'SECRET-other');
});

test('a refresh that is refused while the token lives is a warning', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.soon, ...OLD }));
  memory.services.next('createToken', refusal('InvalidGrantException'));
  assert.equal(await outcome(memory), 'SECRET-access-old');
  assert.match(memory.terminal.warned.join(), /could not be renewed/);
});

test('a refresh that is refused with a dead token asks for a sign-in', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  memory.services.next('createToken', refusal('InvalidGrantException'));
  assert.equal(await outcome(memory), 'none: the last one can no longer be renewed');
});

test('without a network, a token that lives is used with a warning', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.soon, ...OLD }));
  memory.services.next('createToken', networkDown());
  assert.equal(await outcome(memory), 'SECRET-access-old');
  assert.match(memory.terminal.warned.join(), /cannot reach/);
});

test('without a network, and with trouble of the service, a dead token is an error and the file stays', async () => {
  for (const failure of [
    networkDown(),
    refusal('InternalServerException', 500),
    refusal('InvalidGrantException', 400, { clockSkewSeconds: 900 }),
  ]) {
    const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
    memory.services.next('createToken', failure);
    await assert.rejects(outcome(memory), (error) => error === failure);
    assert.equal(memory.files.texts.get(tokenFile()), tokenText({ expiresAt: AT.past, ...OLD }));
  }
});

test('a logout during the refresh is not undone by it', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  memory.services.next('createToken', () => {
    memory.files.texts.delete(tokenFile());
    return { accessToken: new Secret('SECRET-new'), expiresIn: minutes(60) };
  });
  assert.equal(await outcome(memory), 'none: the session was signed out');
  assert.equal(memory.files.texts.has(tokenFile()), false);
});

test('a sign-in of another tool during the refresh is not overwritten', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  const other = tokenText({ expiresAt: AT.fresh, ...OLD }).replace('SECRET-access-old', 'SECRET-other');
  memory.services.next('createToken', () => {
    memory.files.texts.set(tokenFile(), other);
    return { accessToken: new Secret('SECRET-new'), expiresIn: minutes(60) };
  });
  assert.equal(await outcome(memory), 'SECRET-other');
  assert.equal(memory.files.texts.get(tokenFile()), other);
});

test('a new token that cannot be stored is still used, which is said', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.past, ...OLD }));
  memory.files.isReadOnly = true;
  assert.equal(await outcome(memory), 'SECRET-access-1');
  assert.match(memory.terminal.warned.join(), /disk is full.*this call only/);
});

const unrefreshable = {
  'no refresh token': tokenText({ expiresAt: AT.past }),
  'an expired registration': tokenText({ expiresAt: AT.past, ...OLD, registrationExpiresAt: AT.past }),
  'a registration date that is none': tokenText({ expiresAt: AT.past, ...OLD, registrationExpiresAt: 'NaN' }),
};
for (const [what, text] of Object.entries(unrefreshable)) {
  test(`a dead token with ${what} asks for a sign-in without a request`, async () => {
    const memory = withToken(text);
    assert.equal(await outcome(memory), 'none: the last one has expired');
    assert.deepEqual(memory.services.calls, []);
  });
}

test('a token that ends soon and cannot be refreshed is used to its end', async () => {
  assert.equal(await outcome(withToken(tokenText({ expiresAt: AT.soon }))), 'SECRET-access-old');
});

test('a legacy token is never refreshed', async () => {
  const memory = memoryWorld({ files: { [tokenFile(START_URL)]: tokenText({ expiresAt: AT.past, ...OLD }) } });
  const state = await sessionToken(memory.world, LEGACY);
  assert.deepEqual(state, { kind: 'none', why: 'the last one has expired' });
  assert.deepEqual(memory.services.calls, []);
});

test('no file, a broken one and one that cannot be read ask for a sign-in; the broken one is named', async () => {
  assert.equal(await outcome(memoryWorld()), 'none: nobody has signed in yet');
  const broken = withToken('{"accessToken": ');
  assert.equal(await outcome(broken), 'none: nobody has signed in yet');
  assert.match(broken.terminal.warned.join(), new RegExp(`${tokenFile()} is damaged`));
  const unreadable = withToken('x');
  unreadable.files.unreadable.add(tokenFile());
  assert.equal(await outcome(unreadable), 'none: nobody has signed in yet');
});

test('a file that another tool is just writing is read once more', async () => {
  const memory = withToken('{"startUrl": "ht');
  memory.files.afterRead = (path) => {
    memory.files.texts.set(path, tokenText({ expiresAt: AT.fresh }));
  };
  assert.equal(await outcome(memory), 'SECRET-access-old');
  assert.deepEqual(memory.terminal.warned, []);
});

test('Ctrl-C during a refresh ends it', async () => {
  const memory = withToken(tokenText({ expiresAt: AT.soon, ...OLD }));
  memory.services.next('createToken', new JpawsError('INTERRUPTED', {}));
  await assert.rejects(outcome(memory), (error) => isError(error, 'INTERRUPTED'));
});
