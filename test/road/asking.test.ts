// Who is asked, who is not, and how a person gets out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { leaveSignIn, tokenPath } from './aws-cli-files.ts';
import { browserIn, browsersSeen } from './browsers.ts';
import { customer, howToConfig, type Person, profileName, somebody } from './person.ts';
import { KEYS, needsTerminal, startInTerminal } from './terminal.ts';

const inTerminal = { skip: needsTerminal };
const CONTRACT = { JPAWS_CONTRACT: '1' };

const isOpen = (port: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) }, () => resolve(!!socket.destroy()));
    socket.on('error', () => resolve(false));
  });

function assertNothingWritten(person: Person): void {
  assert.equal(person.read('config'), howToConfig);
  assert.ok(!person.list('sso', 'cache').includes(tokenPath[2] ?? ''));
  const drafts = [...person.list(), ...person.list('sso', 'cache'), ...person.list('cli', 'cache')];
  assert.deepEqual(
    drafts.filter((name) => name.endsWith('.tmp')),
    [],
  );
}

/** The next sign-in finds no lock in its way. */
async function assertNextLoginWorks(person: Person): Promise<void> {
  person.center.settings.approve = 'automatic';
  const { status, stderr } = await person.jpaws(['login'], { BROWSER: browserIn(person.desk, 'follow') });
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stderr, /waiting for it/);
}

test(
  'Ctrl-C during a sign-in by browser: 130, a clean terminal, the port closed, nothing written',
  inTerminal,
  async (t) => {
    const person = await customer(t);
    const use = startInTerminal(t, person, ['use', profileName], {
      ...CONTRACT,
      BROWSER: browserIn(person.desk, 'look'),
    });
    const [, address = ''] = await use.untilSaid(/^ {2}(http:\S+)\s/m);
    await use.untilSaid(/paste its address here/);
    const { port } = new URL(new URL(address).searchParams.get('redirect_uri') ?? '');
    assert.equal(await isOpen(port), true, 'the control');
    use.type(KEYS.ctrlC);
    const { status, stdout, isClean, screen } = await use.result();
    assert.deepEqual(
      { status, stdout, isClean, isOpen: await isOpen(port) },
      { status: 130, stdout: '', isClean: true, isOpen: false },
      screen,
    );
    assertNothingWritten(person);
    await assertNextLoginWorks(person);
  },
);

test('Ctrl-C during a sign-in by device code: 130, a clean terminal, nothing written', inTerminal, async (t) => {
  const person = await customer(t, { approve: 'manual' });
  const use = startInTerminal(t, person, ['use', profileName], CONTRACT);
  await use.untilSaid(/Confirm only a sign-in/);
  use.type(KEYS.ctrlC);
  const { status, stdout, isClean, screen } = await use.result();
  assert.deepEqual({ status, stdout, isClean }, { status: 130, stdout: '', isClean: true }, screen);
  assertNothingWritten(person);
  await assertNextLoginWorks(person);
});

test('Ctrl-C while the service does not answer: 130 at once', inTerminal, async (t) => {
  const person = await customer(t, { faults: [{ path: '/federation/credentials', fault: { kind: 'hang' } }] });
  leaveSignIn(person);
  const use = startInTerminal(t, person, ['use', profileName], CONTRACT);
  while (person.asked().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const start = Date.now();
  use.type(KEYS.ctrlC);
  const { status, stdout, isClean, screen } = await use.result();
  assert.deepEqual({ status, stdout, isClean }, { status: 130, stdout: '', isClean: true });
  assert.match(screen, /jpaws: interrupted/, 'it ended by itself, not by the limit for what does not end');
  assert.ok(Date.now() - start < 2500);
});

test('Ctrl-C during a refresh does not lose the refresh token that works once', async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'delay', milliseconds: 300 } }] });
  leaveSignIn(person, -1);
  const use = person.start(['use', profileName], CONTRACT);
  while (!person.asked().includes('/token')) await new Promise((resolve) => setTimeout(resolve, 5));
  use.kill('SIGINT');
  const { status, stdout } = await use.ended;
  assert.deepEqual([status, stdout], [130, '']);
  const { status: next, stderr } = await person.use([profileName]);
  assert.equal(next, 0, stderr);
});

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  test(
    `${signal} during a sign-in ends it with 130, the port closed, nothing written`,
    { skip: process.platform === 'win32' },
    async (t) => {
      const person = await customer(t);
      const login = person.start(['login', '--pkce', '--no-browser']);
      const [, address = ''] = await login.untilSaid(/^ {2}(http:\S+)\s/m);
      const { port } = new URL(new URL(address).searchParams.get('redirect_uri') ?? '');
      login.kill(signal);
      const { status } = await login.ended;
      assert.deepEqual([status, await isOpen(port)], [130, false]);
      assertNothingWritten(person);
      await assertNextLoginWorks(person);
    },
  );
}

const twoProfiles = `${howToConfig}[profile baker-dev-customer]
sso_session = koa-dev-customer
sso_account_id = 175530482466
sso_role_name = idp_customer_access
`;

for (const [name, key] of [
  ['Ctrl-C', KEYS.ctrlC],
  ['Ctrl-D', KEYS.ctrlD],
] as const) {
  test(`${name} in the list of profiles: 130 and a clean terminal`, inTerminal, async (t) => {
    const person = await customer(t);
    person.write(['config'], twoProfiles);
    const use = startInTerminal(t, person, ['use'], CONTRACT);
    await use.untilSaid(/Which profile\?[^]*baker-dev-customer/);
    use.type(key);
    const { status, stdout, isClean, screen } = await use.result();
    assert.deepEqual({ status, stdout, isClean }, { status: 130, stdout: '', isClean: true }, screen);
    assert.ok(screen.lastIndexOf('\u001b[?25h') >= screen.lastIndexOf('\u001b[?25l'), 'the cursor is shown again');
  });
}

test('a profile that was picked is used', inTerminal, async (t) => {
  const person = await customer(t);
  person.write(['config'], twoProfiles);
  leaveSignIn(person);
  const use = startInTerminal(t, person, ['use'], CONTRACT);
  await use.untilSaid(/Which profile\?[^]*baker-dev-customer/);
  use.type('baker');
  await use.untilSaid(/baker/);
  await new Promise((resolve) => setTimeout(resolve, 100));
  use.type(KEYS.enter);
  const { status, stdout, isClean, screen } = await use.result();
  assert.deepEqual([status, isClean], [0, true], screen);
  assert.match(stdout, /^set JPAWS_PROFILE=baker-dev-customer$/m);
});

test('in a terminal, use signs in on the way', inTerminal, async (t) => {
  const person = await customer(t);
  const use = startInTerminal(t, person, ['use', profileName], {
    ...CONTRACT,
    BROWSER: browserIn(person.desk, 'follow'),
  });
  const { status, stdout, isClean, screen } = await use.result();
  assert.deepEqual([status, isClean], [0, true], screen);
  assert.match(stdout, /^set AWS_ACCESS_KEY_ID=ASIA/m);
});

test(
  'in a terminal, an unknown name that fits the preset is set up, with the start URL shown',
  inTerminal,
  async (t) => {
    const person = await somebody(t);
    const use = startInTerminal(t, person, ['use', profileName], {
      ...CONTRACT,
      BROWSER: browserIn(person.desk, 'follow'),
    });
    await use.untilSaid(/Set up "koa-dev-customer"\? You would sign in at https:\/\/jppol-sso\.awsapps\.com\/start/);
    assert.deepEqual([person.list(), person.asked()], [[], []]);
    use.type(KEYS.enter);
    const { status, stdout, screen } = await use.result();
    assert.equal(status, 0, screen);
    assert.match(stdout, /^set JPAWS_PROFILE=koa-dev-customer$/m);
    assert.equal(person.read('config'), howToConfig);
  },
);

test('an account that the service does not name is not written', inTerminal, async (t) => {
  const person = await somebody(t);
  const use = startInTerminal(t, person, ['use', 'koala-customer'], {
    ...CONTRACT,
    BROWSER: browserIn(person.desk, 'follow'),
  });
  await use.untilSaid(/Set up "koala-customer"\?/);
  use.type(KEYS.enter);
  const { status, screen } = await use.result();
  assert.equal(status, 5, screen);
  assert.match(screen, /none of your accounts is "koala"/);
  assert.ok(!person.list().includes('config'));
});

test('login without a terminal prints address and code, waits, and succeeds', async (t) => {
  const person = await customer(t, { approve: 'manual' });
  const login = person.start(['login']);
  login.endInput();
  const [, code = ''] = await login.untilSaid(/enter the code: {2}([A-Z]{4}-[A-Z]{4})/);
  assert.match(login.stderr(), new RegExp(`^  ${person.center.url}/device$`, 'm'));
  assert.match(login.stderr(), /Confirm only a sign-in that you have started yourself\./);
  while (!person.asked().includes('/token')) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const grant of person.center.state.deviceGrants.values()) if (grant.userCode === code) grant.decision = 'allow';
  const { status, stdout } = await login.ended;
  assert.deepEqual([status, stdout], [0, '']);
});

async function neverAsked(t: TestContext, words: readonly string[], env: Record<string, string>): Promise<void> {
  const person = await customer(t);
  const use = startInTerminal(t, person, words, { ...CONTRACT, BROWSER: browserIn(person.desk, 'follow'), ...env });
  const { status, stdout, screen } = await use.result();
  assert.deepEqual([status, stdout], [4, ''], screen);
  assert.match(screen, /run: jpaws login --session koa-dev-customer/);
  assert.deepEqual([person.asked(), browsersSeen(person.desk)], [[], []]);
}

test('use with CI set never starts a sign-in', inTerminal, (t) => neverAsked(t, ['use', profileName], { CI: '1' }));
test('use --no-input never starts a sign-in', inTerminal, (t) => neverAsked(t, ['use', profileName, '--no-input'], {}));
test('use --no-login never starts a sign-in', inTerminal, (t) => neverAsked(t, ['use', profileName, '--no-login'], {}));

for (const words of [
  ['use', profileName],
  ['export', profileName],
  ['whoami', profileName],
]) {
  test(`jpaws ${words[0] ?? ''} without a terminal and with a dead session ends in 4 and says what to run`, async (t) => {
    const person = await customer(t);
    const { status, stdout, stderr } = await person.jpaws(words, {
      ...CONTRACT,
      BROWSER: browserIn(person.desk, 'follow'),
    });
    assert.deepEqual([status, stdout], [4, '']);
    assert.match(
      stderr,
      /^jpaws: the session "koa-dev-customer" needs a sign-in: .*\n {2}run: jpaws login --session koa-dev-customer\n$/,
    );
    assert.deepEqual([person.asked(), browsersSeen(person.desk)], [[], []]);
  });
}

for (const [words, flag] of [
  [['use'], 'jpaws use NAME'],
  [['configure'], 'jpaws configure NAME'],
  [['configure', 'new'], '--account'],
  [['configure', 'new', '--account', '123456789012'], '--start-url'],
] as const) {
  test(`jpaws ${words.join(' ')} without a terminal says which word is missing`, async (t) => {
    const person = await customer(t);
    const { status, stderr } = await person.jpaws(words, CONTRACT);
    assert.equal(status, 2, stderr);
    assert.ok(stderr.includes(`give it with ${flag}`), stderr);
  });
}

/** The field after the name, which stands in brackets (proc_pid_stat(5)); T is a stopped process. */
const stateOf = (pid: number): string => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0] ?? '';
const noProc = process.platform === 'linux' ? false : 'needs /proc';

test('Ctrl-Z does not stop a captured call: the shell around it would hang', { skip: noProc }, async (t) => {
  const fault = { kind: 'delay', milliseconds: 400 } as const;
  const person = await customer(t, { faults: [{ path: '/federation/credentials', fault }] });
  leaveSignIn(person);
  const use = person.start(['use', profileName], CONTRACT);
  while (person.asked().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  use.kill('SIGTSTP');
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.notEqual(stateOf(use.pid), 'T');
  use.kill('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(stateOf(use.pid), 'T', 'the control');
  use.kill('SIGCONT');
  assert.equal((await use.ended).status, 0);
});

test('names of accounts are shown cleaned in the list to pick from', inTerminal, async (t) => {
  const hostile = {
    accountId: '111122223333',
    accountName: 'evil\u001b]0;owned\u0007\u001b[8m\u202e',
    emailAddress: '',
    roles: ['r'],
  };
  const honest = { ...hostile, accountId: '444455556666', accountName: 'honest' };
  const person = await customer(t, { accounts: [hostile, honest] });
  leaveSignIn(person);
  const words = [
    'configure',
    'new',
    '--session',
    profileName,
    '--role',
    'r',
    '--region',
    'eu-west-1',
    '--output',
    'json',
  ];
  const configure = startInTerminal(t, person, words);
  await configure.untilSaid(/Which account\?[^]*honest/);
  assert.match(configure.stdout(), /evil/);
  for (const raw of ['owned', '\u001b[8m', '\u202e']) assert.ok(!configure.stdout().includes(raw));
  configure.type(KEYS.enter);
  const { status, screen } = await configure.result();
  assert.equal(status, 0, screen);
  assert.match(person.read('config'), /^sso_account_id = 111122223333$/m);
});
