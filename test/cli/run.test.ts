import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { defineCommand, type Command } from '../../src/cli/command.ts';
import { JpawsError } from '../../src/domain/errors.ts';
import { memoryWorld, networkDown, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { runInMemory, type Ran } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, roleFile, roleText, tokenFile, tokenText } from '../support/sample-files.ts';

const FILES = { [CONFIG]: HOWTO_CONFIG, [tokenFile()]: tokenText({ expiresAt: AT.fresh }) };

const world = (env: Readonly<Record<string, string>> = {}): MemoryWorld => memoryWorld({ env, files: FILES });

interface Failing {
  readonly what: string;
  readonly words: string;
  readonly exitCode: number;
  readonly prepare?: (memory: MemoryWorld) => void;
}

const failing: readonly Failing[] = [
  { what: 'a missing value', words: 'profile get koa-dev-customer nothing', exitCode: 1 },
  { what: 'usage', words: 'whoami a b', exitCode: 2 },
  { what: 'a missing integration', words: 'use koa-dev-customer', exitCode: 3 },
  {
    what: 'a needed sign-in',
    words: 'export koa-dev-customer',
    exitCode: 4,
    prepare: ({ files }) => files.texts.delete(tokenFile()),
  },
  { what: 'an unknown profile', words: 'export koa', exitCode: 5 },
  { what: 'a broken config', words: 'list', exitCode: 5, prepare: ({ files }) => files.texts.set(CONFIG, 'nonsense') },
  {
    what: 'a dead network',
    words: 'whoami koa-dev-customer',
    exitCode: 6,
    prepare: ({ services }) => services.next('getRoleCredentials', networkDown()),
  },
  {
    what: 'a refusal',
    words: 'whoami koa-dev-customer',
    exitCode: 7,
    prepare: ({ services }) => services.next('getRoleCredentials', refusal('ForbiddenException', 403)),
  },
  {
    what: 'a bug',
    words: 'whoami koa-dev-customer',
    exitCode: 70,
    prepare: ({ services }) => services.next('getCallerIdentity', new TypeError('SECRET-in-a-bug')),
  },
  {
    what: 'an interruption',
    words: 'whoami koa-dev-customer',
    exitCode: 130,
    prepare: ({ services }) => services.next('getCallerIdentity', new JpawsError('INTERRUPTED', {})),
  },
];

test('what the person has to load is named for the shell that called, whatever the log-in shell is', async () => {
  const memory = world({ SHELL: '/bin/bash' });
  memory.programs.parent = 'fish';
  const { stderr } = await runInMemory(memory, 'use', 'koa-dev-customer');
  assert.match(stderr, /run: jpaws setup fish .*config\.fish: command jpaws init fish/);
});

for (const { what, words, exitCode, prepare } of failing) {
  test(`${what} ends with ${exitCode}, nothing on stdout, and two lines without a stack`, async () => {
    const memory = world();
    prepare?.(memory);
    const ran = await runInMemory(memory, ...words.split(' '));
    assert.deepEqual([ran.stdout, ran.exitCode], ['', exitCode]);
    assert.match(ran.stderr, /^jpaws: [^\n]+\n {2}[^\n]+\n$/);
    assert.doesNotMatch(ran.stderr, /SECRET| {4}at /);
  });

  test(`${what}: with --json the same is an object`, async () => {
    const memory = world();
    prepare?.(memory);
    const ran = await runInMemory(memory, ...words.split(' '), '--json');
    assert.equal(ran.stdout, '');
    const { error } = JSON.parse(ran.stderr) as { error: Record<string, unknown> };
    assert.deepEqual(Object.keys(error), ['code', 'message', 'hint', 'exitCode']);
    // Where there is no --json, asking for it is the mistake.
    assert.ok(error['exitCode'] === exitCode || error['code'] === 'USAGE');
    assert.equal(ran.exitCode, error['exitCode']);
  });
}

for (const { what, words, exitCode, prepare } of failing) {
  test(`${what}: with JPAWS_ERRORS=record code, message and hint are three lines on stdout`, async () => {
    const memory = world({ JPAWS_ERRORS: 'record' });
    prepare?.(memory);
    const plain = world();
    prepare?.(plain);
    const ran = await runInMemory(memory, ...words.split(' '));
    const [, says = '', hint = ''] =
      /^jpaws: (.+)\n {2}(.+)\n$/m.exec((await runInMemory(plain, ...words.split(' '))).stderr) ?? [];
    assert.deepEqual([ran.exitCode, ran.stderr], [exitCode, '']);
    assert.match(ran.stdout, /^error [A-Z_]+\n/);
    assert.deepEqual(ran.stdout.split('\n').slice(1), [says, hint, '']);
  });
}

test('an unknown error tells class and place for the report, and asks for one', async () => {
  const memory = world();
  memory.services.next('getCallerIdentity', () => {
    throw new RangeError('SECRET-text');
  });
  const { stderr } = await runInMemory(memory, 'whoami', 'koa-dev-customer');
  assert.match(stderr, /^jpaws: this is a bug in jpaws \(RangeError at [\w.-]+:\d+\)\n {2}please report it/);
});

test('what is thrown and is no error is a bug too', async () => {
  const broken: Command = defineCommand({
    name: 'broken',
    summary: 'Breaks',
    examples: [],
    positionals: [],
    options: {},
    // eslint-disable-next-line prefer-promise-reject-errors -- exactly that is what is tested
    run: () => Promise.reject('SECRET-text'),
  });
  const { exitCode, stderr } = await run(['broken'], world().world, { broken: async () => broken });
  assert.equal(exitCode, 70);
  assert.doesNotMatch(stderr, /SECRET/);
});

const ENV_COMMANDS = ['use koa-dev-customer', 'clear'];

for (const line of ENV_COMMANDS) {
  test(`jpaws ${line} without the integration does nothing and says which line to add`, async () => {
    for (const [SHELL, loads] of [
      ['/bin/zsh', /~\/\.zshrc.*jpaws init zsh/],
      ['/usr/bin/fish', /config\.fish.*jpaws init fish/],
    ] as const) {
      const memory = world({ SHELL, JPAWS_PROFILE: 'a' });
      const { stdout, stderr, exitCode } = await runInMemory(memory, ...line.split(' '));
      assert.deepEqual([stdout, exitCode], ['', 3]);
      assert.match(stderr, loads);
      assert.deepEqual([memory.files.reads, memory.services.calls], [[], []]);
    }
  });

  test(`jpaws ${line} with an integration of another version does nothing`, async () => {
    for (const JPAWS_CONTRACT of ['0', '2', '1.0', 'x\u001b[2J']) {
      const memory = world({ JPAWS_CONTRACT });
      const { stdout, stderr, exitCode } = await runInMemory(memory, ...line.split(' '));
      assert.deepEqual([stdout, exitCode, memory.files.reads], ['', 3, []]);
      assert.match(stderr, /speaks contract/);
      assert.doesNotMatch(stderr, RAW);
    }
  });
}

test('PowerShell is told its own line', async () => {
  const { stderr } = await runInMemory(world({ PSModulePath: '/x', SHELL: '/bin/bash' }), 'clear');
  assert.match(stderr, /\$PROFILE.*Import-Module JpAws/);
});

test('a shell that is not in the table is not guessed at', async () => {
  const { stderr } = await runInMemory(world({ SHELL: '/bin/tcsh' }), 'clear');
  assert.match(stderr, /jpaws init --help/);
});

/** Ends with text that a terminal would act on: it clears the screen, sets a title, turns the line around. */
const EVIL = '\u001b[2J\u001b]0;x\u0007\u009b31m\u202e\u2066\u061c\u200b\u{e0041}';
const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test('the control: such text is seen', () => {
  assert.match(EVIL, RAW);
});

const hostileConfig = `[profile a${EVIL}]
sso_session = s${EVIL}
sso_account_id = 931827427725
sso_role_name = role${EVIL}
region = eu-west-1
s3 =
  x = y${EVIL}
other = z${EVIL}
[sso-session s${EVIL}]
sso_start_url = https://example.awsapps.com/start?${EVIL.replaceAll('\u001b', '')}
sso_region = eu-west-1
[profile broken${EVIL}]
sso_session = gone${EVIL}
`;

const NAME = `a${EVIL}`;
const everywhere: readonly (readonly string[])[] = [
  ['list'],
  ['list', '--json'],
  ['list', '--names'],
  ['status'],
  ['status', '--json'],
  ['use', NAME],
  ['use', `b${EVIL}`],
  ['use', `broken${EVIL}`],
  ['export', `broken${EVIL}`],
  ['login'],
  ['login', NAME],
  ['login', '--session', EVIL],
  ['logout', NAME],
  ['logout'],
  ['whoami', NAME],
  ['whoami', NAME, '--json'],
  ['profile', 'get', NAME, 'other'],
  ['profile', 'get', NAME, 's3.x', '--json'],
  ['profile', 'get', NAME, EVIL],
  ['profile', 'set', NAME, 'k', EVIL],
  ['profile', 'remove', `b${EVIL}`],
  ['configure', NAME, '--account', EVIL, '--yes'],
  ['init', EVIL],
  [EVIL],
  ['use', `--${EVIL}`],
  ['__complete', '--', 'use', ''],
  ['__complete', '--', 'login', '--session', ''],
  ['clear'],
  ['use', NAME, '--mode', EVIL],
];

for (const words of everywhere) {
  test(`text from files, environment, service and command line is shown clean: ${JSON.stringify(words.join(' '))}`, async () => {
    for (const json of [[], ['--json']]) {
      for (const interactive of [true, false]) {
        const ran = await withEvil(interactive, [...words, ...json]);
        assert.doesNotMatch(ran.stderr, RAW);
        if (!ran.stdout.startsWith('jpaws/1\n')) assert.doesNotMatch(ran.stdout, RAW);
        assert.notEqual(ran.exitCode, 70, ran.stderr);
      }
    }
  });
}

async function withEvil(interactive: boolean, words: readonly string[]): Promise<Ran> {
  const env = {
    JPAWS_CONTRACT: '1',
    JPAWS_PROFILE: NAME,
    AWS_REGION: EVIL,
    AWS_PROFILE: `o${EVIL}`,
    JPAWS_PREVIOUS: EVIL,
  };
  const memory = memoryWorld({ env, files: { [CONFIG]: hostileConfig } });
  const evil = { message: EVIL };
  const denied = refusal(`Denied${EVIL}`, 400, evil);
  memory.services.next('startDeviceAuthorization', denied, denied);
  memory.services.next('getRoleCredentials', denied);
  memory.services.next('getCallerIdentity', { account: EVIL, arn: EVIL, userId: EVIL });
  memory.services.next('logout', denied);
  memory.terminal.interactive = interactive;
  memory.terminal.answers.push(...Array.from({ length: 9 }, () => NAME));
  try {
    return await runInMemory(memory, ...words);
  } catch (error) {
    return assert.fail(error as Error);
  }
}

test('an identity that is hostile is shown clean', async () => {
  for (const json of [[], ['--json']]) {
    const memory = memoryWorld({ files: { ...FILES, [roleFile()]: roleText(AT.fresh) } });
    memory.services.next('getCallerIdentity', { account: EVIL, arn: `arn${EVIL}`, userId: EVIL });
    const { stdout } = await runInMemory(memory, 'whoami', 'koa-dev-customer', ...json);
    assert.match(stdout, /arn/);
    assert.doesNotMatch(stdout, RAW);
  }
});

test('no command but export and the reply ever shows a secret', async () => {
  const lines = [
    'list',
    'list --json',
    'status',
    'status --json',
    'whoami koa-dev-customer',
    'whoami koa-dev-customer --json',
    'login',
    'login --force',
    'login --force --device-code',
    'profile get koa-dev-customer region',
    'configure x --account 931827427725 --yes',
    'use koa-dev-customer',
    'use koa-dev-customer --force',
    'clear',
    'logout',
    'logout --all',
    '__complete -- use ',
  ];
  for (const line of lines) {
    const env = {
      JPAWS_CONTRACT: '1',
      DISPLAY: ':0',
      AWS_SECRET_ACCESS_KEY: 'SECRET-env',
      AWS_SESSION_TOKEN: 'SECRET-env',
      AWS_SECURITY_TOKEN: 'SECRET-env',
    };
    const memory = memoryWorld({ interactive: true, env, files: { ...FILES, [roleFile()]: roleText(AT.soon) } });
    memory.files.isReadOnly = line.includes('--force');
    const { stdout, stderr, exitCode } = await runInMemory(memory, ...line.split(' '));
    assert.notEqual(exitCode, 70, line + stderr);
    assert.doesNotMatch(stderr.replaceAll('AWS_SECRET', ''), /SECRET/, line);
    if (!stdout.startsWith('jpaws/1\n')) assert.doesNotMatch(stdout, /SECRET/, line);
  }
});

test('the control: export and the reply do show them', async () => {
  const memory = memoryWorld({ env: { JPAWS_CONTRACT: '1' }, files: FILES });
  for (const word of ['export', 'use'])
    assert.match((await runInMemory(memory, word, 'koa-dev-customer')).stdout, /SECRET/);
});
