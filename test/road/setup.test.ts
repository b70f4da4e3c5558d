// `jpaws setup` and `jpaws setup --uninstall` with the packed program on real start-up files, read by the real shells.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { scratchFolder } from '../adapters/scratch.ts';
import { runScript, skipWithoutEngine } from '../powershell/engine.ts';
import { testModule } from '../powershell/session.ts';
import { shellTable } from '../../src/shells/table.ts';
import { binary, type Ended, type Env, runCommand } from '../support/binary-run.ts';
import { inTerminal, noPseudoTerminal } from '../support/pseudo-terminal.ts';
import { makeStartUpFile, type StartUpFileKind, startUpFileKinds, startUpFilesWithBlocks } from './start-up-files.ts';

const dist = dirname(binary);
const onPath = { PATH: [dist, process.env['PATH']].join(delimiter) };
const noUnix = process.platform === 'win32' ? 'start-up files of Unix shells' : false;

const namesIn = (home: string): readonly string[] => readdirSync(home, { recursive: true, encoding: 'utf8' }).sort();

/** fish 3.1 leaves files there whenever it is started, also to look for mistakes. */
const dataElsewhere = (t: TestContext) => ({ XDG_DATA_HOME: scratchFolder(t) });

/** Every file, link and folder below a home: its kind, mode and content. */
function treeOf(home: string): Record<string, string> {
  const contents = namesIn(home).map((name) => {
    const path = join(home, name);
    const found = lstatSync(path);
    const content = found.isFile() ? textOf(path) : found.isSymbolicLink() ? readlinkSync(path) : '';
    return [name, `${found.mode.toString(8)} ${content}`] as const;
  });
  return Object.fromEntries(contents);
}

/** For others than root a file may be out of reach. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    return String(error);
  }
}

interface Home {
  readonly home: string;
  readonly path: string;
  readonly env: Env;
  setup(...words: readonly string[]): Promise<Ended>;
}

function homeWith(t: TestContext, kind: StartUpFileKind): Home {
  const home = scratchFolder(t);
  const env = { HOME: home, TERM: 'dumb', LANG: 'C.UTF-8', ...onPath, ...dataElsewhere(t), ...kind.env?.(home) };
  const setup = (...words: readonly string[]) =>
    runCommand(t, { program: binary, words: ['setup', kind.shell, '--yes', ...words], env, cwd: home });
  return { home, path: makeStartUpFile(home, kind), env, setup };
}

/** What an interactive session of the shell knows about the word `jpaws`. */
async function wordIn(shell: string, { home, path, env }: Home): Promise<string> {
  if (shell === 'powershell') {
    // Get-Command would load the module by itself.
    const script = `. '${path}'\nif (Get-Module JpAws) { (Get-Command jpaws).CommandType }`;
    return (await runScript({ script, env: { PSModulePath: dirname(testModule()), HOME: home } })).stdout;
  }
  const question = shell === 'fish' ? 'type -t jpaws' : 'command -V jpaws';
  const [program = '', ...words] = commandOf(shell);
  return spawnSync(program, [...words, '-i', '-c', question], { env, cwd: home, encoding: 'utf8', timeout: 30_000 })
    .stdout;
}

/** ash is a word of busybox. */
const commandOf = (shell: string): readonly string[] => (shell === 'ash' ? ['busybox', 'ash'] : [shell]);

const isHere = (shell: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${commandOf(shell)[0]}`], { stdio: 'ignore' }).status === 0;

function skipWithout(shell: string): { readonly skip: string | false } {
  if (noUnix !== false) return { skip: noUnix };
  if (shell === 'powershell') return skipWithoutEngine();
  const isRequired = process.env['JPAWS_REQUIRE_SHELLS']?.split(',').includes(shell) === true;
  return { skip: isHere(shell) || isRequired ? false : `${shell} is not installed` };
}

test('there are at least twenty kinds of start-up files', () => {
  assert.ok(startUpFileKinds.length >= 20);
});

for (const kind of startUpFileKinds) {
  test(
    `${kind.name}: loads jpaws after setup, and is byte for byte as before after removal`,
    skipWithout(kind.shell),
    async (t) => {
      const at = homeWith(t, kind);
      const before = treeOf(at.home);
      assert.doesNotMatch(await wordIn(kind.shell, at).catch(String), /function/i, 'the shell knows the word already');
      // A shell may leave files of its own in the home at its first start.
      const left = new Set(Object.keys(treeOf(at.home)).filter((name) => before[name] === undefined));
      const ours = (): Record<string, string> =>
        Object.fromEntries(Object.entries(treeOf(at.home)).filter(([name]) => !left.has(name)));

      const done = await at.setup();
      assert.equal(done.status, 0, done.stderr);
      assert.match(await wordIn(kind.shell, at), /function/i);

      const after = readFileSync(at.path);
      const again = await at.setup();
      assert.equal(again.status, 0);
      assert.match(again.stderr, /is set up already/);
      assert.deepEqual(readFileSync(at.path), after);

      const removed = await at.setup('--uninstall');
      assert.equal(removed.status, 0, removed.stderr);
      assert.deepEqual(ours(), before);
    },
  );
}

test('folders that lacked are made, and go again unless something else is in them', { skip: noUnix }, async (t) => {
  const at = homeWith(t, { name: 'x', shell: 'fish', file: 'x' });
  const config = join(at.home, '.config', 'fish', 'config.fish');
  assert.equal((await at.setup()).status, 0);
  assert.ok(existsSync(config));
  assert.equal((await at.setup('--uninstall')).status, 0);
  assert.deepEqual(treeOf(at.home), {});
  assert.equal((await at.setup()).status, 0);
  writeFileSync(join(at.home, '.config', 'other'), '');
  assert.equal((await at.setup('--uninstall')).status, 0);
  assert.deepEqual(Object.keys(treeOf(at.home)), ['.config', '.config/other']);
});

for (const kind of startUpFilesWithBlocks) {
  test(`${kind.name}: setup renews it, and removal leaves the rest`, skipWithout(kind.shell), async (t) => {
    const at = homeWith(t, kind);
    assert.equal((await at.setup()).status, 0);
    assert.match(await wordIn(kind.shell, at), /function/i);
    assert.equal(readFileSync(at.path, 'latin1').split('# >>> jpaws >>>').length, 2);
    assert.equal((await at.setup('--uninstall')).status, 0);
    assert.equal(readFileSync(at.path, 'latin1'), kind.without);
  });
}

const envReaders = ['dash', 'ash', 'ksh', 'mksh'];

for (const first of envReaders) {
  test(
    `the lines for ${first} give the word to every shell that reads the same file`,
    skipWithout(first),
    async (t) => {
      const env = (home: string) => ({ ENV: join(home, '.shrc') });
      const at = homeWith(t, { name: 'x', shell: first, file: '.shrc', content: 'a=1\n', env });
      assert.equal((await at.setup()).status, 0);
      for (const shell of envReaders) {
        const words = ['setup', shell, '--yes'];
        const { stderr } = await runCommand(t, { program: binary, words, env: at.env, cwd: at.home });
        assert.match(stderr, /is set up already/);
        if (skipWithout(shell).skip === false) assert.match(await wordIn(shell, at), /function/i, shell);
      }
      assert.equal((await at.setup('--uninstall')).status, 0);
      assert.equal(readFileSync(at.path, 'utf8'), 'a=1\n');
    },
  );
}

test(
  'PowerShell loads the module of an unpacked archive, whatever its folder is called',
  skipWithoutEngine(),
  async (t) => {
    const top = join(scratchFolder(t), 'Ærø 東京, it\u2019s "$HOME" `a`');
    cpSync(join(dist, 'powershell'), join(top, 'powershell'), { recursive: true });
    cpSync(binary, join(top, 'jpaws'));
    const home = scratchFolder(t);
    const profile = join(home, '.config', 'powershell', 'Microsoft.PowerShell_profile.ps1');
    const setup = (...words: readonly string[]) =>
      runCommand(t, {
        program: join(top, 'jpaws'),
        words: ['setup', 'powershell', '--yes', ...words],
        env: { HOME: home, PATH: [top, process.env['PATH']].join(delimiter) },
      });
    const { stderr } = await setup();
    assert.match(stderr, /\. PowerShell has the word jpaws from its next session on/);
    assert.doesNotMatch(stderr, /warning/);
    const session = await runScript({ script: `. '${profile}'\n(Get-Module JpAws).Path`, path: [top] });
    assert.deepEqual([session.stdout.trim(), session.stderr], [join(top, 'powershell', 'JpAws', 'JpAws.psm1'), '']);
    assert.match((await setup()).stderr, /is set up already/);
    assert.equal((await setup('--uninstall')).status, 0);
    assert.deepEqual(treeOf(home), {});
  },
);

const bashrc = (content: string): StartUpFileKind => ({ name: 'x', shell: 'bash', file: '.bashrc', content });

for (const [what, kind, says] of [
  ['half a block', bashrc('a=1\n# >>> jpaws >>>\n'), /\.bashrc, line 2: /],
  ['a folder', { ...bashrc(''), file: '.bashrc/x' }, /\.bashrc: it is a folder/],
  ['text of half a character', { ...bashrc(''), content: Uint8Array.of(0xff, 0xfe, 65) }, /ends within a character/],
  ['a link to itself', { name: 'x', shell: 'bash', file: '.bashrc', prepare: selfLink }, /ELOOP/],
] as const satisfies readonly (readonly [string, StartUpFileKind, RegExp])[]) {
  test(`${what} is an error that names the file, and nothing is written`, { skip: noUnix }, async (t) => {
    const at = homeWith(t, kind);
    const before = treeOf(at.home);
    for (const words of [[], ['--uninstall']]) {
      const { status, stderr } = await at.setup(...words);
      assert.equal(status, 5);
      assert.match(stderr, says);
      assert.deepEqual(treeOf(at.home), before);
    }
  });
}

function selfLink(home: string): void {
  spawnSync('ln', ['-s', '.bashrc', join(home, '.bashrc')]);
}

/** The shells that can look for mistakes. */
const checked = shellTable.filter((row) => 'syntaxCheck' in row).map(({ id }) => id);

for (const shell of checked) {
  const kind: StartUpFileKind = { name: 'x', shell, file: 'rc', env: (home) => ({ ENV: join(home, 'rc') }) };
  const file =
    shell === 'fish' ? '.config/fish/config.fish' : ['bash', 'zsh', 'yash'].includes(shell) ? `.${shell}rc` : 'rc';

  test(
    `${shell}: a file with a mistake is told and not run, one without is promised`,
    skipWithout(shell),
    async (t) => {
      const canary = 'touch "$HOME/canary"\n';
      const [half, whole] =
        shell === 'fish' ? ['if true\n', 'if true\nend\n'] : ['if true; then\n', 'if true; then :; fi\n'];
      const broken = homeWith(t, { ...kind, file, content: canary + half });
      const told = await broken.setup();
      assert.match(told.stderr, new RegExp(`${file} has a mistake, so that .* shows it$`, 'm'));
      assert.match(told.stderr, /When that is put right/);
      assert.ok(!existsSync(join(broken.home, 'canary')));
      const sound = homeWith(t, { ...kind, file, content: canary + whole });
      const { stderr } = await sound.setup();
      assert.doesNotMatch(stderr, /warning/);
      assert.match(stderr, /has the word jpaws from its next session on\.$/m);
      assert.ok(!existsSync(join(sound.home, 'canary')));
    },
  );

  test(
    `${shell}: a file that ends above its lines is told, and its session does not know the word`,
    skipWithout(shell),
    async (t) => {
      const at = homeWith(t, { ...kind, file, content: 'true\nreturn\n' });
      assert.match((await at.setup()).stderr, /ends in line 2, above the lines of jpaws/);
      assert.doesNotMatch(await wordIn(shell, at), /function/i);
    },
  );
}

test('what bash reads only with its extended patterns is no mistake', skipWithout('bash'), async (t) => {
  const content = 'shopt -s extglob\ncase x in +(a|b)) : ;; esac\n';
  const { stderr } = await homeWith(t, { name: 'x', shell: 'bash', file: '.bashrc', content }).setup();
  assert.doesNotMatch(stderr, /mistake/);
});

const isRoot = process.getuid?.() === 0;

/** Runs jpaws under an account for which modes count. */
function asSomebody(home: string, ...words: readonly string[]) {
  const account = isRoot ? { uid: 65534, gid: 65534 } : {};
  return spawnSync(binary, words, { env: { HOME: home, ...onPath }, cwd: '/', encoding: 'utf8', ...account });
}

for (const [what, make] of [
  ['a read-only file', 'echo a=1 > .bashrc; chmod 444 .bashrc'],
  ['a file in a read-only folder', 'mkdir d; echo a=1 > d/rc; ln -s d/rc .bashrc; chmod 555 d'],
  ['a file that may not be read', 'echo a=1 > .bashrc; chmod 200 .bashrc'],
] as const) {
  test(`${what} is an error that says why, and stays as it is`, { skip: noUnix }, (t) => {
    const home = scratchFolder(t);
    const prepare = `cd "$0"; ${make}${isRoot ? '; chown -hR 65534:65534 .' : ''}`;
    assert.equal(spawnSync('sh', ['-c', prepare, home]).status, 0);
    const before = treeOf(home);
    const { status, stderr } = asSomebody(home, 'setup', 'bash', '--yes');
    assert.equal(status, 5, stderr);
    assert.match(stderr, /permission denied|not permitted/);
    assert.deepEqual(treeOf(home), before);
  });
}

test(
  "root with a person's home leaves nothing of root's there",
  { skip: noUnix || (isRoot ? false : 'needs root, to have the home of somebody else') },
  (t) => {
    const home = scratchFolder(t);
    writeFileSync(join(home, '.bashrc'), 'a=1\n', { mode: 0o640 });
    assert.equal(spawnSync('chown', ['-R', '65534:65534', home]).status, 0);
    const env = { HOME: home, ...onPath, ...dataElsewhere(t) };
    const root = (...words: readonly string[]) => spawnSync(binary, words, { env, cwd: '/', encoding: 'utf8' });
    for (const shell of ['bash', 'fish']) assert.equal(root('setup', shell, '--yes').status, 0);
    assert.equal(root('profile', 'set', 'p', 'region', 'eu-west-1').status, 0);
    const names = namesIn(home);
    assert.ok(names.includes('.bashrc.jpaws-backup') && names.includes('.config/fish/config.fish'), String(names));
    for (const name of names) {
      const { uid, gid } = lstatSync(join(home, name));
      assert.deepEqual({ name, uid, gid }, { name, uid: 65534, gid: 65534 });
    }
    assert.equal(lstatSync(join(home, '.bashrc')).mode & 0o777, 0o640);
    assert.equal(asSomebody(home, 'setup', 'bash', '--uninstall', '--yes').status, 0);
    assert.equal(readFileSync(join(home, '.bashrc'), 'utf8'), 'a=1\n');
  },
);

test('doctor names a cache folder that somebody else made', { skip: noUnix }, (t) => {
  const home = scratchFolder(t);
  const prepare = `cd "$0"; mkdir -p .aws/sso/cache .aws/cli/cache; chmod 555 .aws/sso/cache; chmod 700 .aws/cli/cache`;
  const owner = isRoot ? '; chown -R 65534:65534 .' : '';
  assert.equal(spawnSync('sh', ['-c', prepare + owner, home]).status, 0);
  const { stdout } = asSomebody(home, 'doctor');
  assert.match(stdout, /^error {4}sign-ins cannot be kept in .*\.aws\/sso\/cache: permission denied \(EACCES\)$/m);
  assert.doesNotMatch(stdout, /cli\/cache/);
});

test('without a terminal and without --yes nothing is written', { skip: noUnix }, async (t) => {
  const at = homeWith(t, bashrc('a=1\n'));
  const before = treeOf(at.home);
  const { status, stderr } = await runCommand(t, { program: binary, words: ['setup', 'bash'], env: at.env });
  assert.equal(status, 2);
  assert.match(stderr, /--yes/);
  assert.deepEqual(treeOf(at.home), before);
});

test('--dry-run shows the lines and writes nothing', { skip: noUnix }, async (t) => {
  const at = homeWith(t, bashrc('a=1\n'));
  const before = treeOf(at.home);
  const { status, stdout, stderr } = await at.setup('--dry-run');
  assert.deepEqual([status, stdout], [0, '']);
  assert.match(stderr, /eval "\$\(command jpaws init bash\)"/);
  assert.deepEqual(treeOf(at.home), before);
});

test('in a terminal Enter means yes', { skip: noPseudoTerminal }, async (t) => {
  const at = homeWith(t, bashrc('a=1\n'));
  const terminal = inTerminal(t, [binary, 'setup', 'bash'], { env: at.env });
  await terminal.says('Write this?');
  terminal.type('\r');
  assert.equal(await terminal.over, 0);
  assert.match(readFileSync(at.path, 'utf8'), /^a=1\n# >>> jpaws >>>\n/);
});

test('a file that changes while the question stands is left as it is then', { skip: noPseudoTerminal }, async (t) => {
  const at = homeWith(t, bashrc('a=1\n'));
  const terminal = inTerminal(t, [binary, 'setup', 'bash'], { env: at.env });
  await terminal.says('Write this?');
  writeFileSync(at.path, 'b=2\n');
  const before = treeOf(at.home);
  terminal.type('\r');
  await terminal.says('was changed by another program');
  assert.equal(await terminal.over, 5);
  assert.deepEqual(treeOf(at.home), before);
});

test('Ctrl-C at the question leaves all as it was', { skip: noPseudoTerminal }, async (t) => {
  const at = homeWith(t, bashrc('a=1\n'));
  const before = treeOf(at.home);
  const terminal = inTerminal(t, [binary, 'setup', 'bash'], { env: at.env });
  await terminal.says('Write this?');
  terminal.type('\u0003');
  assert.equal(await terminal.over, 130);
  assert.deepEqual(treeOf(at.home), before);
});

test('doctor goes from "not loaded" to "all is well" by what it advises', skipWithout('bash'), async (t) => {
  const at = homeWith(t, bashrc('a=1\n'));
  mkdirSync(join(at.home, '.aws'));
  writeFileSync(join(at.home, '.aws', 'config'), '');
  const doctor = (words: readonly string[]): { status: number | null; stdout: string } =>
    spawnSync('bash', ['-i', '-c', 'jpaws doctor "$@"; exit $?', 'bash', ...words], {
      env: at.env,
      cwd: at.home,
      encoding: 'utf8',
    });
  const first = doctor([]);
  assert.equal(first.status, 3);
  assert.match(first.stdout, /jpaws setup bash/);
  assert.equal((await at.setup()).status, 0);
  const second = doctor(['--json']);
  const { shell, checks } = JSON.parse(second.stdout) as { shell: string; checks: { id: string; state: string }[] };
  assert.equal(shell, 'bash');
  assert.equal(second.status, 0, second.stdout);
  assert.deepEqual(
    checks.filter(({ state }) => state !== 'ok').map(({ id }) => id),
    ['aws-files'],
  );
});
