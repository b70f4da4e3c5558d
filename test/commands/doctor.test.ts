import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld, type MemoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { CONFIG, HOWTO_CONFIG } from '../support/sample-files.ts';

const BASHRC = '/home/ada/.bashrc';
const LINE = 'eval "$(command jpaws init bash)"\n';
const LOADED = { JPAWS_SHELL: 'bash/0.1.0', SHELL: '/bin/bash' };

interface Doctor {
  readonly version: string;
  readonly program: string;
  readonly shell: string | null;
  readonly integration: string | null;
  readonly checks: readonly { id: string; state: string; says: string; fix: string | null }[];
  readonly exitCode: number;
}

/** A person for whom all is well, with what a test changes. */
const healthy = ({
  env = LOADED,
  files = {},
}: {
  env?: Readonly<Record<string, string>>;
  files?: Readonly<Record<string, string>>;
} = {}): MemoryWorld => memoryWorld({ env, files: { [BASHRC]: LINE, [CONFIG]: HOWTO_CONFIG, ...files } });

async function examined(memory: MemoryWorld): Promise<Doctor & { readonly status: number }> {
  const { stdout, exitCode } = await runInMemory(memory, 'doctor', '--json');
  return { ...(JSON.parse(stdout) as Doctor), status: exitCode };
}

/** The findings that are not ok, as `id state`. */
const wrong = ({ checks }: Doctor): string[] =>
  checks.filter(({ state }) => state !== 'ok').map(({ id, state }) => `${id} ${state}`);

test('where all is well, every check says so and nothing needs a fix', async () => {
  const { checks, ...facts } = await examined(healthy());
  assert.deepEqual(facts, {
    version: '0.1.0',
    program: '/usr/bin/jpaws',
    shell: 'bash',
    integration: '0.1.0',
    exitCode: 0,
    status: 0,
  });
  assert.deepEqual(
    checks.map(({ id, state, fix }) => [id, state, fix]),
    ['program', 'integration', 'start-up-file', 'aws-files', 'caches', 'environment'].map((id) => [id, 'ok', null]),
  );
});

test('people read one line for each finding and one for its fix', async () => {
  const { stdout, stderr, exitCode } = await runInMemory(healthy({ env: { SHELL: '/bin/bash' } }), 'doctor');
  assert.deepEqual([stderr, exitCode], ['', 3]);
  assert.match(stdout, /^ok {7}jpaws 0\.1\.0 runs from \/usr\/bin\/jpaws\nerror {4}this call did not come through/);
  assert.match(stdout, /\n {9}open a new session; if that does not help/);
});

test('set-up is advised where it has something to do, else a new session', async () => {
  const fixOf = async (text: string): Promise<string | null | undefined> => {
    const found = await examined(healthy({ env: { SHELL: '/bin/bash' }, files: { [BASHRC]: text } }));
    return found.checks.find(({ id }) => id === 'integration')?.fix;
  };
  for (const text of ['', '# >>> jpaws >>>\n']) assert.match((await fixOf(text)) ?? '', /^run: jpaws setup bash/, text);
  for (const text of [LINE, '# >>> jpaws >>>\nold\n# <<< jpaws <<<\n'])
    assert.match((await fixOf(text)) ?? '', /^open a new session; /, text);
});

test('a session that did not load jpaws is told the line or the mistake that keeps it from that', async () => {
  const fixes = async (memory: MemoryWorld): Promise<readonly (string | null | undefined)[]> => {
    const { checks } = await examined(memory);
    return ['integration', 'start-up-file'].map(
      (wanted) => checks.find(({ id, state }) => id === wanted && state !== 'ok')?.fix,
    );
  };
  const env = { SHELL: '/bin/bash' };
  const ends = healthy({ env, files: { [BASHRC]: `a\nreturn\n${LINE}` } });
  assert.deepEqual(await fixes(ends), [
    `${BASHRC} ends in line 2, above the lines of jpaws; move these above line 2`,
    'move these above line 2',
  ]);
  const broken = healthy({ env });
  broken.programs.onPath['bash'] = ['/bin/bash'];
  broken.programs.statuses['/bin/bash'] = 2;
  assert.match((await fixes(broken))[0] ?? '', /has a mistake, .*; bash -n '\/home\/ada\/\.bashrc' shows it$/);
  broken.env['JPAWS_SHELL'] = 'bash/0.1.0';
  assert.deepEqual(await fixes(broken), [undefined, undefined], 'it has loaded jpaws');
});

test('a cache folder that cannot be used is an error with the folder in it', async () => {
  const memory = healthy();
  memory.files.unreadable.add('/home/ada/.aws/sso/cache');
  const found = await examined(memory);
  assert.deepEqual([wrong(found), found.status], [['caches error'], 5]);
  assert.match(found.checks.find(({ id }) => id === 'caches')?.says ?? '', /sign-ins .*sso\/cache: not allowed$/);
});

test('a shell without the integration ends with 3, and says whether its start-up file would load it', async () => {
  const env = { SHELL: '/bin/bash' };
  assert.deepEqual(wrong(await examined(healthy({ env }))), ['integration error']);
  const bare = memoryWorld({ env, files: { [CONFIG]: HOWTO_CONFIG } });
  const found = await examined(bare);
  assert.deepEqual(wrong(found), ['integration error', 'start-up-file error']);
  assert.equal(found.status, 3);
});

test('an integration that is older or newer than the program is a warning with another fix each', async () => {
  for (const [loaded, fix] of [
    ['0.0.9', /open a new session/],
    ['0.10.0', /update the program/],
  ] as const) {
    const found = await examined(healthy({ env: { JPAWS_SHELL: `bash/${loaded}` } }));
    assert.deepEqual(wrong(found), ['integration warning']);
    assert.match(found.checks.find(({ id }) => id === 'integration')?.fix ?? '', fix);
    assert.equal(found.status, 0);
  }
});

test('what JPAWS_SHELL holds is believed in its own form only', async () => {
  for (const value of ['bash', 'bash/', 'csh/0.1.0', 'bash/0.1.0\nx', 'bash/\u001b[31m']) {
    const found = await examined(healthy({ env: { JPAWS_SHELL: value, SHELL: '/bin/bash' } }));
    assert.equal(found.integration, null, value);
  }
});

test('another jpaws that is first along PATH is asked for its version', async () => {
  const memory = healthy();
  memory.programs.onPath['jpaws'] = ['/opt/old/jpaws', '/usr/bin/jpaws'];
  memory.programs.outputs['/opt/old/jpaws'] = '0.0.9\n';
  const found = await examined(memory);
  assert.deepEqual(wrong(found), ['program warning']);
  assert.match(found.checks[1]?.says ?? '', /another jpaws \(0\.0\.9\) is found first along PATH: \/opt\/old\/jpaws/);
  memory.programs.outputs['/opt/old/jpaws'] = '\u001b]0;x\u0007 hello';
  assert.match((await examined(memory)).checks[1]?.says ?? '', /of an unknown version/);
});

test('without a jpaws on PATH the shells find none; the PowerShell module brings its own', async () => {
  const memory = healthy();
  memory.programs.onPath['jpaws'] = [];
  const found = await examined(memory);
  assert.deepEqual([wrong(found), found.status], [['program error'], 3]);
  assert.equal(found.checks[1]?.fix, 'add the folder /usr/bin to PATH');

  const module = healthy({ env: { JPAWS_SHELL: 'powershell/0.1.0' } });
  module.programs.onPath['jpaws'] = [];
  assert.deepEqual(wrong(await examined(module)), []);
});

test('a broken config is told once, with its line, and ends with 5', async () => {
  const found = await examined(healthy({ files: { [CONFIG]: '[profile a\n' } }));
  assert.deepEqual([wrong(found), found.status], [['aws-files error'], 5]);
  assert.match(found.checks.find(({ id }) => id === 'aws-files')?.says ?? '', /config, line 1:/);
});

test('profiles that cannot be used are named, the first five of them', async () => {
  const one = (name: string): string => `[profile ${name}]\nsso_session = gone\n`;
  const found = await examined(healthy({ files: { [CONFIG]: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(one).join('') } }));
  const says = found.checks.filter(({ id }) => id === 'aws-files').map((finding) => finding.says);
  assert.equal(says.length, 6);
  assert.match(says[0] ?? '', /"a" names the sso-session "gone"/);
  assert.match(says[5] ?? '', /2 more/);
});

test('a start URL that people copy with a mistake in it is told with the one that is meant', async () => {
  const mistaken = HOWTO_CONFIG.replace('https://jppol-sso.awsapps.com/start', 'https://jppol-sso-awsapps.com/start/#');
  const found = await examined(healthy({ files: { [CONFIG]: mistaken } }));
  const finding = found.checks.find(({ id }) => id === 'aws-files');
  assert.deepEqual([wrong(found), found.status], [['aws-files warning'], 0]);
  assert.equal(finding?.says, 'the start URL https://jppol-sso-awsapps.com/start/# is a misspelling');
  assert.equal(finding?.fix, 'write https://jppol-sso.awsapps.com/start in its place in your AWS config');
});

test('no profile at all is a warning', async () => {
  assert.deepEqual(wrong(await examined(healthy({ files: { [CONFIG]: '' } }))), ['aws-files warning']);
});

const noon = Date.UTC(2026, 10, 23, 12) / 1000;
for (const [what, env, state] of [
  ['a profile set after use', { JPAWS_PROFILE: 'koa-dev-customer', AWS_PROFILE: 'default' }, 'warning'],
  ['credentials that have ended', { JPAWS_PROFILE: 'koa-dev-customer', JPAWS_EXPIRES: String(noon - 60) }, 'warning'],
  ['half a pair of keys', { AWS_ACCESS_KEY_ID: 'HIDDEN' }, 'error'],
  ['keys of others', { AWS_ACCESS_KEY_ID: 'HIDDEN', AWS_SECRET_ACCESS_KEY: 'HIDDEN' }, 'warning'],
  ['a profile that is in no file', { AWS_PROFILE: 'gone' }, 'error'],
  ['the same in the other variable', { AWS_DEFAULT_PROFILE: 'gone' }, 'error'],
] as const) {
  test(`the environment: ${what}`, async () => {
    const files = { [CONFIG]: `${HOWTO_CONFIG}[default]\nregion = eu-west-1\n` };
    const found = await examined(healthy({ env: { ...LOADED, ...env }, files }));
    assert.deepEqual(wrong(found), [`environment ${state}`]);
    assert.equal(found.status, state === 'error' ? 5 : 0);
    assert.doesNotMatch(JSON.stringify(found), /HIDDEN/);
    const says = found.checks.find(({ id }) => id === 'environment')?.says ?? '';
    for (const [name, value] of Object.entries(env)) if (value === 'gone') assert.ok(says.startsWith(`${name} names`));
  });
}

test('without an environment to tell it, the program that started jpaws tells the shell', async () => {
  const memory = healthy({ env: {} });
  memory.programs.parent = '-bash';
  assert.equal((await examined(memory)).shell, 'bash');
  memory.programs.parent = 'sshd';
  const found = await examined(memory);
  assert.equal(found.shell, null);
  assert.deepEqual(wrong(found), ['integration error', 'start-up-file warning']);
});

test('a shell that is to name its start-up file in ENV may leave that out once it has loaded jpaws', async () => {
  assert.deepEqual(wrong(await examined(healthy({ env: { JPAWS_SHELL: 'dash/0.1.0' } }))), []);
  const found = await examined(healthy({ env: { SHELL: '/bin/dash' } }));
  assert.deepEqual([wrong(found), found.status], [['integration error', 'start-up-file error'], 3]);
});

test('half a block in the start-up file is named with its line', async () => {
  const found = await examined(healthy({ files: { [BASHRC]: 'a\n# >>> jpaws >>>\n' } }));
  assert.deepEqual([wrong(found), found.status], [['start-up-file error'], 5]);
});
