import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shellTable } from '../../src/shells/table.ts';
import { memoryWorld, type MemoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';

const BASHRC = '/home/ada/.bashrc';
const LINE = 'eval "$(command jpaws init bash)"';
const WHY = '# Written by jpaws setup; to take it out: jpaws setup --uninstall';
const BLOCK = `# >>> jpaws >>>\n${WHY}\n${LINE}\n# <<< jpaws <<<\n`;

type Texts = Readonly<Record<string, string>>;
const person = (files: Texts = { [BASHRC]: 'a\n' }, more: Parameters<typeof memoryWorld>[0] = {}): MemoryWorld =>
  memoryWorld({ env: { SHELL: '/bin/bash' }, files, ...more });
const textsOf = ({ files }: MemoryWorld): Texts => Object.fromEntries(files.texts);

for (const { id, startUp, loadLine } of shellTable) {
  test(`${id}: set up and taken out again, the file is as it was`, async () => {
    const memory = person({ '/home/ada/.shrc': 'a' }, { env: { ENV: '/home/ada/.shrc' } });
    assert.ok(startUp.length > 0);
    const setUp = await runInMemory(memory, 'setup', id, '--yes');
    assert.deepEqual([setUp.stdout, setUp.exitCode], ['', 0], setUp.stderr);
    assert.equal(memory.files.written.length, 1);
    assert.ok(memory.files.written[0]?.text?.includes(`\n${loadLine}\n`));
    assert.equal((await runInMemory(memory, 'setup', id, '--yes')).exitCode, 0);
    assert.equal(memory.files.written.length, 1, 'the second run writes nothing');
    assert.equal((await runInMemory(memory, 'setup', id, '--uninstall', '--yes')).exitCode, 0);
    assert.deepEqual(textsOf(memory), { '/home/ada/.shrc': 'a' });
  });
}

test('the lines and the file are shown, then asked for, then written beside a backup', async () => {
  const memory = person(undefined, { interactive: true });
  memory.terminal.answers.push(true);
  const { stderr, exitCode } = await runInMemory(memory, 'setup');
  assert.equal(exitCode, 0);
  assert.deepEqual(stderr.split('\n').slice(0, 6), [
    `At the end of ${BASHRC}:`,
    '  # >>> jpaws >>>',
    `  ${WHY}`,
    `  ${LINE}`,
    '  # <<< jpaws <<<',
    'Write this? true',
  ]);
  assert.match(
    stderr,
    /^Wrote \/home\/ada\/\.bashrc \(what it held before is in .*\.bashrc\.jpaws-backup\)\. bash has/m,
  );
  assert.deepEqual(textsOf(memory), { [BASHRC]: `a\n${BLOCK}`, [`${BASHRC}.jpaws-backup`]: 'a\n' });
});

test('a no, an end of the input and a missing person leave everything as it was', async () => {
  const no = person(undefined, { interactive: true });
  no.terminal.answers.push(false);
  assert.match((await runInMemory(no, 'setup')).stderr, /^Nothing was changed\.$/m);
  const nobody = person();
  const { stderr, exitCode } = await runInMemory(nobody, 'setup');
  assert.equal(exitCode, 2);
  assert.match(stderr, /give it with --yes/);
  for (const memory of [no, nobody]) assert.deepEqual(textsOf(memory), { [BASHRC]: 'a\n' });
});

test('--dry-run shows the same and writes nothing', async () => {
  for (const words of [['setup'], ['setup', '--uninstall']]) {
    const memory = person({ [BASHRC]: words.length > 1 ? `a\n${BLOCK}` : 'a\n' });
    const before = textsOf(memory);
    const { stderr, exitCode } = await runInMemory(memory, ...words, '--dry-run');
    assert.equal(exitCode, 0);
    assert.ok(stderr.includes(`  ${LINE}\n`));
    assert.match(stderr, /Nothing was written/);
    assert.deepEqual(textsOf(memory), before);
  }
});

test("a second run, and the person's own line, need nothing and no answer", async () => {
  for (const [text, says] of [
    [BLOCK, /bash is set up already, in \/home\/ada\/\.bashrc\.\n$/],
    [`a\n${LINE}\n`, /bash is set up already: it loads jpaws by line 2 of .*\.bashrc, which is your own\.\n$/],
  ] as const) {
    const memory = person({ [BASHRC]: text });
    const { stderr, exitCode } = await runInMemory(memory, 'setup');
    assert.equal(exitCode, 0);
    assert.match(stderr, says);
    assert.deepEqual(textsOf(memory), { [BASHRC]: text });
  }
});

test('taking out what is not there says so', async () => {
  assert.match((await runInMemory(person(), 'setup', '--uninstall')).stderr, /^There are no lines of jpaws setup in /);
  const own = person({ [BASHRC]: `${LINE}\n` });
  assert.match((await runInMemory(own, 'setup', '--uninstall')).stderr, /line 1 of .*your own; take it out by hand/);
  assert.deepEqual(textsOf(own), { [BASHRC]: `${LINE}\n` });
});

test('lines that somebody changed within the block are kept in a backup when it is taken out', async () => {
  const changed = `a\n${BLOCK.replace(LINE, `${LINE}\nalias j=jpaws`)}`;
  const memory = person({ [BASHRC]: changed });
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.deepEqual(textsOf(memory), { [BASHRC]: 'a\n', [`${BASHRC}.jpaws-backup`]: changed });
});

test('a line that somebody wrote into the block is shown when it goes, and its backup outlasts the removal', async () => {
  const changed = `a\n${BLOCK.replace(LINE, `export MINE=1\n${LINE}`)}`;
  const memory = person({ [BASHRC]: changed });
  const { stderr } = await runInMemory(memory, 'setup', '--yes');
  assert.match(stderr, /^In place of:\n {2}export MINE=1\n/m);
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.deepEqual(textsOf(memory), { [BASHRC]: 'a\n', [`${BASHRC}.jpaws-backup`]: changed });
});

test('a file that set-up made is not taken away with a line of the person in its block', async () => {
  const made = person({});
  made.files.remove(BASHRC);
  await runInMemory(made, 'setup', '--yes');
  const changed = (textsOf(made)[BASHRC] ?? '').replace(LINE, `${LINE}\nalias j=jpaws`);
  made.files.write(BASHRC, changed);
  await runInMemory(made, 'setup', '--uninstall', '--yes');
  assert.deepEqual(textsOf(made), { [BASHRC]: '', [`${BASHRC}.jpaws-backup`]: changed });
});

test('a backup that holds something else stays', async () => {
  const memory = person({ [BASHRC]: `b\n${BLOCK}`, [`${BASHRC}.jpaws-backup`]: 'a\n' });
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.deepEqual(textsOf(memory), { [BASHRC]: 'b\n', [`${BASHRC}.jpaws-backup`]: 'a\n' });
});

const BACKUP = `${BASHRC}.jpaws-backup`;

test('a backup that holds something else is not overwritten: the next gets a number', async () => {
  const memory = person({ [BASHRC]: 'c\n', [BACKUP]: 'a\n', [`${BACKUP}-2`]: 'b\n' });
  const { stderr } = await runInMemory(memory, 'setup', '--yes');
  assert.match(stderr, /what it held before is in .*\.bashrc\.jpaws-backup-3\)/);
  const others = { [BACKUP]: 'a\n', [`${BACKUP}-2`]: 'b\n' };
  assert.deepEqual(textsOf(memory), { [BASHRC]: `c\n${BLOCK}`, ...others, [`${BACKUP}-3`]: 'c\n' });
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.deepEqual(textsOf(memory), { [BASHRC]: 'c\n', ...others });
});

test('a backup that holds nothing else than the file and lines of set-up is taken again', async () => {
  const old = BLOCK.replace(WHY, '# older words');
  for (const backup of ['a\n', `a\n${BLOCK}`, `a\n${old}`]) {
    const memory = person({ [BASHRC]: `a\n${old}`, [BACKUP]: backup });
    await runInMemory(memory, 'setup', '--yes');
    assert.deepEqual(textsOf(memory), { [BASHRC]: `a\n${BLOCK}`, [BACKUP]: `a\n${old}` });
  }
});

test('what cannot be told to be of set-up stays: half a block, changed lines, a file that cannot be read', async () => {
  for (const backup of ['a\n# >>> jpaws >>>\n', `a\n${BLOCK.replace(LINE, 'mine')}`]) {
    const memory = person({ [BASHRC]: 'a\n', [BACKUP]: backup });
    await runInMemory(memory, 'setup', '--yes');
    assert.deepEqual([textsOf(memory)[BACKUP], textsOf(memory)[`${BACKUP}-2`]], [backup, 'a\n']);
  }
  const memory = person();
  memory.files.unreadable.add(BACKUP);
  await runInMemory(memory, 'setup', '--yes');
  assert.equal(textsOf(memory)[`${BACKUP}-2`], 'a\n');
});

test('where no name is free for a backup nothing is written', async () => {
  const taken = Array.from({ length: 98 }, (_, at) => [`${BACKUP}-${at + 2}`, 'b\n']);
  const memory = person({ [BASHRC]: 'a\n', [BACKUP]: 'b\n', ...Object.fromEntries(taken) });
  const { stderr, exitCode } = await runInMemory(memory, 'setup', '--yes');
  assert.equal(exitCode, 5);
  assert.match(stderr, /no name is free for a backup/);
  assert.deepEqual(memory.files.written, []);
});

test('half a block is an error with its line, and nothing is written', async () => {
  const memory = person({ [BASHRC]: 'a\n# >>> jpaws >>>\n' });
  for (const words of [
    ['setup', '--yes'],
    ['setup', '--uninstall', '--yes'],
  ]) {
    const { stderr, exitCode } = await runInMemory(memory, ...words);
    assert.equal(exitCode, 5);
    assert.match(stderr, /\.bashrc, line 2: .*begins a block that does not end/);
  }
  assert.deepEqual(memory.files.written, []);
});

test('a file that changes after it was shown is left alone', async () => {
  const memory = person(undefined, { interactive: true });
  memory.terminal.answers.push(true);
  memory.files.beforeWrite = (path) => memory.files.texts.set(path, 'b\n');
  const { stderr, exitCode } = await runInMemory(memory, 'setup');
  assert.equal(exitCode, 5);
  assert.match(stderr, /was changed by another program/);
  assert.deepEqual(textsOf(memory), { [BASHRC]: 'b\n' });
});

test('a file that another tool makes is an error that names the line', async () => {
  const memory = person();
  memory.files.isReadOnly = true;
  const { stderr, exitCode } = await runInMemory(memory, 'setup', '--yes');
  assert.equal(exitCode, 5);
  assert.ok(stderr.includes(`give that tool the line: ${LINE}`));
});

test('a dangling link is written through, and stays when its file is taken away again', async () => {
  const memory = person({});
  memory.files.links.set(BASHRC, '/home/ada/dotfiles/bashrc');
  await runInMemory(memory, 'setup', '--yes');
  assert.ok(memory.files.texts.get('/home/ada/dotfiles/bashrc')?.includes(LINE));
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.deepEqual([textsOf(memory), [...memory.files.links.keys()]], [{}, [BASHRC]]);
});

const ENV_READERS = ['dash', 'ash', 'ksh', 'mksh'];

for (const first of ENV_READERS) {
  test(`the lines for ${first} do for every shell that reads the same file with the same script`, async () => {
    const shrc = '/home/ada/.shrc';
    for (const other of ENV_READERS) {
      const memory = person({ [shrc]: 'a\n' }, { env: { ENV: shrc } });
      await runInMemory(memory, 'setup', first, '--yes');
      const { stderr } = await runInMemory(memory, 'setup', other, '--yes');
      assert.match(stderr, /is set up already, in /);
      assert.equal(memory.files.written.length, 1);
      await runInMemory(memory, 'setup', other, '--uninstall', '--yes');
      assert.deepEqual(textsOf(memory), { [shrc]: 'a\n' });
    }
  });
}

test('a line of the person for one of these shells is one for all', async () => {
  const shrc = '/home/ada/.shrc';
  for (const word of ['sh', 'dash', 'busybox', 'ksh93', 'mksh']) {
    const memory = person({ [shrc]: `a\neval "$(jpaws init ${word})"\n` }, { env: { ENV: shrc } });
    assert.match((await runInMemory(memory, 'setup', 'ksh')).stderr, /already: it loads jpaws by line 2 of /);
  }
});

test('the line of a shell with another script is brought to that of this one', async () => {
  const memory = person({ [BASHRC]: BLOCK.replace('init bash', 'init zsh') });
  await runInMemory(memory, 'setup', '--yes');
  assert.equal(textsOf(memory)[BASHRC], BLOCK);
});

test('folders that set-up made go with the file', async () => {
  const memory = person({});
  memory.files.lacking = 2;
  await runInMemory(memory, 'setup', 'fish', '--yes');
  assert.deepEqual(memory.files.removedFolders, []);
  await runInMemory(memory, 'setup', 'fish', '--uninstall', '--yes');
  assert.deepEqual(memory.files.removedFolders, ['/home/ada/.config/fish', '/home/ada/.config']);
});

test('which shell: the calling integration, then the parent, then the environment; else it is asked', async () => {
  const fileFor = async (env: Texts, parent?: string): Promise<string | undefined> => {
    const memory = memoryWorld({ env });
    memory.programs.parent = parent;
    await runInMemory(memory, 'setup', '--yes');
    return memory.files.written[0]?.path;
  };
  const config = '/home/ada/.config';
  assert.equal(await fileFor({ JPAWS_SHELL: 'fish/0.1.0', SHELL: '/bin/bash' }, 'bash'), `${config}/fish/config.fish`);
  assert.equal(await fileFor({ SHELL: '/bin/bash', PSModulePath: '/x' }, '-zsh'), '/home/ada/.zshrc');
  assert.equal(await fileFor({ SHELL: '/bin/zsh' }, 'sh'), '/home/ada/.zshrc');
  assert.match((await fileFor({ SHELL: '/bin/bash', PSModulePath: '/x' }, 'make')) ?? '', /powershell_profile\.ps1$/i);

  assert.equal((await runInMemory(memoryWorld(), 'setup')).exitCode, 2);
  const asked = memoryWorld({ interactive: true });
  asked.terminal.answers.push('zsh', true);
  await runInMemory(asked, 'setup');
  assert.equal(asked.files.written[0]?.path, '/home/ada/.zshrc');
});

test('a shell with a path of Windows is known by its name', async () => {
  for (const [env, parent] of [
    [{ SHELL: 'C:\\Program Files\\Git\\usr\\bin\\bash.exe' }, undefined],
    [{ SHELL: 'C:/Program Files/Git/bin/BASH.EXE', PSModulePath: 'C:\\modules' }, undefined],
    [{ PSModulePath: 'C:\\modules' }, 'C:\\msys64\\usr\\bin\\bash.exe'],
    [{ SHELL: 'C:\\msys64\\usr\\bin\\bash.exe', PSModulePath: 'C:\\modules' }, 'sh.exe'],
  ] as const) {
    const memory = memoryWorld({ env, platform: 'win32' });
    memory.programs.parent = parent;
    await runInMemory(memory, 'setup', '--yes');
    assert.deepEqual(
      memory.files.written.map(({ path }) => path),
      [BASHRC],
    );
  }
});

test('a shell that is not on the list is a usage error', async () => {
  const { stderr, exitCode } = await runInMemory(person(), 'setup', 'bsh');
  assert.equal(exitCode, 2);
  assert.match(stderr, /did you mean .*bash/);
});

test('zsh itself says where its files are, whatever it prints before', async () => {
  const memory = person({});
  memory.programs.onPath['zsh'] = ['/bin/zsh'];
  memory.programs.outputs['/bin/zsh'] = 'welcome\n/home/ada/.config/zsh/.zshrc\n';
  await runInMemory(memory, 'setup', 'zsh', '--yes');
  assert.equal(memory.files.written[0]?.path, '/home/ada/.config/zsh/.zshrc');

  memory.programs.outputs['/bin/zsh'] = 'nonsense\n';
  memory.env['ZDOTDIR'] = '/home/ada/z';
  await runInMemory(memory, 'setup', 'zsh', '--yes');
  assert.equal(memory.files.written[1]?.path, '/home/ada/z/.zshrc');
});

test('a shell that reads what ENV names needs ENV', async () => {
  const { stderr, exitCode } = await runInMemory(person(), 'setup', 'dash', '--yes');
  assert.equal(exitCode, 5);
  assert.match(stderr, /dash finds its start-up file by ENV, and no absolute path is in that/);
});

for (const [what, files, expected] of [
  ['no file', {}, '.bash_profile'],
  ['a .profile', { '.profile': 'a\n', '.bashrc': 'b\n' }, '.profile'],
  ['two of them', { '.profile': 'a\n', '.bash_login': 'b\n' }, '.bash_login'],
  ['one that loads .bashrc', { '.bash_profile': '[ -f ~/.bashrc ] && . ~/.bashrc\n' }, '.bashrc'],
  ['one that mentions it in a comment', { '.bash_profile': ' # see .bashrc\n' }, '.bash_profile'],
] as const) {
  test(`bash on macOS with ${what} is set up in ${expected}`, async () => {
    const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/home/ada/${name}`, text]));
    const memory = person(texts, { platform: 'darwin' });
    await runInMemory(memory, 'setup', '--yes');
    assert.equal(memory.files.written[0]?.path, `/home/ada/${expected}`);
  });
}

const DOCUMENTS = 'C:\\Users\\ada\\OneDrive\\Dokumenter';
const FIVE = `${DOCUMENTS}\\WindowsPowerShell\\Microsoft.PowerShell_profile.ps1`;
const SEVEN = `${DOCUMENTS}\\PowerShell\\Microsoft.PowerShell_profile.ps1`;

/** A Windows whose PowerShells answer with their policy and their profile. */
function windows(policy: string): MemoryWorld {
  const memory = memoryWorld({ platform: 'win32', env: { PSModulePath: 'C:\\modules' } });
  Object.assign(memory.programs.onPath, { powershell: ['C:\\5\\powershell.exe'], pwsh: ['C:\\7\\pwsh.exe'] });
  memory.programs.outputs['C:\\5\\powershell.exe'] = `${policy}\r\n${FIVE}\r\n`;
  memory.programs.outputs['C:\\7\\pwsh.exe'] = `RemoteSigned\r\n${SEVEN}\r\n`;
  return memory;
}

test('Windows PowerShell 5.1 and PowerShell 7 are asked for their profiles, with the same static words', async () => {
  const memory = windows('RemoteSigned');
  const { stderr } = await runInMemory(memory, 'setup', '--yes');
  assert.deepEqual(
    memory.files.written.map(({ path }) => path),
    [FIVE, SEVEN],
  );
  const words = memory.programs.started.map(([, ...rest]) => rest);
  assert.deepEqual(words[0], words[1]);
  assert.deepEqual(words[0]?.slice(0, 3), ['-NoProfile', '-NonInteractive', '-Command']);
  assert.doesNotMatch(stderr, /policy/);
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.deepEqual(textsOf(memory), {});
});

test('an execution policy that runs no profile is told, with what changes it', async () => {
  const { stderr } = await runInMemory(windows('Restricted'), 'setup', '--yes');
  assert.match(stderr, /WindowsPowerShell.*policy is Restricted.*Set-ExecutionPolicy -Scope CurrentUser RemoteSigned/);
});

test('a PowerShell that does not find the module keeps its profile as it is; removal looks there too', async () => {
  const memory = windows('RemoteSigned\r\nNoModule');
  memory.files.texts.set(FIVE, 'a\r\n');
  const { stderr } = await runInMemory(memory, 'setup', '--yes');
  assert.deepEqual(
    memory.files.written.map(({ path }) => path),
    [SEVEN],
  );
  assert.match(stderr, /WindowsPowerShell\\\S+: this PowerShell does not find the module JpAws/);
  memory.files.texts.set(FIVE, `a\n${BLOCK}`);
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.equal(memory.files.texts.get(FIVE), 'a\n');
});

test('a Windows whose PowerShell cannot be asked has the documented path, and no PowerShell 7', async () => {
  const memory = windows('');
  delete memory.programs.onPath['pwsh'];
  delete memory.programs.outputs['C:\\5\\powershell.exe'];
  await runInMemory(memory, 'setup', '--yes');
  assert.deepEqual(
    memory.files.written.map(({ path }) => path),
    ['/home/ada/Documents/WindowsPowerShell/Microsoft.PowerShell_profile.ps1'],
  );
});

test('a program that the load line would not find is warned about', async () => {
  const memory = person();
  memory.programs.onPath['jpaws'] = [];
  assert.match((await runInMemory(memory, 'setup', '--yes')).stderr, /no jpaws is on PATH; add the folder \/usr\/bin/);
  assert.doesNotMatch((await runInMemory(person(), 'setup', '--yes')).stderr, /on PATH/);
});

test('a module that the load line would not find is warned about', async () => {
  const module = '/modules/JpAws/JpAws.psd1';
  for (const [files, isWarned] of [
    [{}, true],
    [{ [module]: '' }, false],
  ] as const) {
    const memory = memoryWorld({ env: { PSModulePath: '/else:/modules' }, files });
    const { stderr } = await runInMemory(memory, 'setup', '--yes');
    assert.equal(stderr.includes('the module JpAws is in no folder'), isWarned);
  }
});

const PROFILE = '/home/ada/.config/powershell/Microsoft.PowerShell_profile.ps1';
const IN_ARCHIVE = '/opt/jpaws/powershell/JpAws/JpAws.psd1';
const IN_PATH = '/modules/JpAws/JpAws.psd1';

/** A PowerShell on Linux, with the program of an archive and the files of modules. */
function linuxPowershell(modules: readonly string[], own = '/opt/jpaws/jpaws'): MemoryWorld {
  const files = Object.fromEntries(modules.map((path) => [path, '']));
  const memory = memoryWorld({ env: { PSModulePath: '/else:/modules' }, files: { ...files, [PROFILE]: '$a = 1\n' } });
  memory.programs.ownPath = own;
  return memory;
}
/** The line of the block in the profile. */
const loadLineIn = (memory: MemoryWorld): string | undefined => memory.files.texts.get(PROFILE)?.split('\n')[3];

for (const [what, own, module] of [
  ['an archive', '/opt/jpaws/jpaws', IN_ARCHIVE],
  ['bin and share', '/usr/local/bin/jpaws', '/usr/local/share/jpaws/powershell/JpAws/JpAws.psd1'],
  [
    'Homebrew, in the folder that stays over versions',
    '/opt/homebrew/Cellar/jpaws/0.1.0/bin/jpaws',
    '/opt/homebrew/opt/jpaws/share/jpaws/powershell/JpAws/JpAws.psd1',
  ],
] as const) {
  test(`PowerShell loads the module of ${what} by its path`, async () => {
    const memory = linuxPowershell([module], own);
    const { stderr } = await runInMemory(memory, 'setup', '--yes');
    assert.equal(loadLineIn(memory), `Import-Module '${module}'`);
    assert.deepEqual(memory.terminal.warned, []);
    assert.match(stderr, /\. PowerShell has the word jpaws from its next session on/);
    assert.match((await runInMemory(memory, 'setup', '--yes')).stderr, /is set up already/);
    const doctor = await runInMemory(memory, 'doctor', '--json');
    assert.match(doctor.stdout, /profile\.ps1 loads jpaws"/);
    await runInMemory(memory, 'setup', '--uninstall', '--yes');
    assert.deepEqual(textsOf(memory), { [module]: '', [PROFILE]: '$a = 1\n' });
  });
}

test('PowerShell loads a module by its name where that finds it, also in a folder that it always has', async () => {
  for (const module of [IN_PATH, '/home/ada/.local/share/powershell/Modules/JpAws/JpAws.psd1']) {
    const memory = linuxPowershell([IN_ARCHIVE, module]);
    await runInMemory(memory, 'setup', '--yes');
    assert.equal(loadLineIn(memory), 'Import-Module JpAws');
    assert.deepEqual(memory.terminal.warned, []);
  }
});

test('a line with a path is renewed when the module has moved, and goes as ours wherever it is by then', async () => {
  const memory = linuxPowershell([IN_ARCHIVE]);
  await runInMemory(memory, 'setup', '--yes');
  const before = textsOf(memory);
  memory.files.texts.set(IN_PATH, '');
  await runInMemory(memory, 'setup', '--yes');
  assert.equal(loadLineIn(memory), 'Import-Module JpAws');
  for (const [path, text] of Object.entries(before)) memory.files.texts.set(path, text);
  await runInMemory(memory, 'setup', '--uninstall', '--yes');
  assert.deepEqual(textsOf(memory), { [IN_ARCHIVE]: '', [IN_PATH]: '', [PROFILE]: '$a = 1\n' });
});

test("a person's own line that finds no module is told the path; one with a path is left alone", async () => {
  const memory = linuxPowershell([IN_ARCHIVE]);
  memory.files.texts.set(PROFILE, 'Import-Module JpAws\n');
  const path = `load it by its path: Import-Module '${IN_ARCHIVE}'`;
  await runInMemory(memory, 'setup', '--yes');
  assert.deepEqual(memory.terminal.warned, [`the module JpAws is in no folder of PSModulePath; ${path}`]);
  const own = linuxPowershell([]);
  own.files.texts.set(PROFILE, 'Import-Module /home/ada/JpAws/JpAws.psd1\n');
  await runInMemory(own, 'setup', '--yes');
  assert.deepEqual(own.terminal.warned, []);
});

test('a module in a folder that PowerShell reads as a pattern is not loaded by its path', async () => {
  const memory = linuxPowershell(['/opt/j[1/powershell/JpAws/JpAws.psd1'], '/opt/j[1/jpaws');
  const { stderr } = await runInMemory(memory, 'setup', '--yes');
  assert.equal(loadLineIn(memory), 'Import-Module JpAws');
  assert.match(stderr, /is in no folder of PSModulePath; put it into one/);
});

test('the module of a PowerShell on Linux needs a program on PATH unless it brings its own', async () => {
  for (const [own, isWarned] of [
    ['/opt/jpaws/jpaws', true],
    ['/modules/JpAws/bin/linux-x64/jpaws', false],
  ] as const) {
    const memory = linuxPowershell([IN_PATH], own);
    memory.programs.onPath['jpaws'] = [];
    const { stderr } = await runInMemory(memory, 'setup', '--yes');
    assert.equal(stderr.includes('no jpaws is on PATH'), isWarned);
  }
});

/** What the person sees last, and all warnings. */
const ending = async (memory: MemoryWorld, ...words: readonly string[]): Promise<readonly string[]> => {
  const { stderr } = await runInMemory(memory, 'setup', '--yes', ...words);
  return [stderr.trimEnd().split('\n').at(-1) ?? '', ...memory.terminal.warned];
};
const PROMISE = /\. bash has the word jpaws from its next session on\.$/;
const CONDITION = /\. When that is put right, bash has the word jpaws from its next session on\.$/;

test('the next session is promised where nothing is known to be in the way', async () => {
  const [last = '', ...warned] = await ending(person());
  assert.match(last, PROMISE);
  assert.deepEqual(warned, []);
});

test('the next session is not promised without a program that the load line finds', async () => {
  const memory = person();
  memory.programs.onPath['jpaws'] = [];
  assert.match((await ending(memory))[0] ?? '', CONDITION);
});

test('the next session is not promised by a PowerShell that runs no profile, but for one without the module', async () => {
  assert.match((await ending(windows('Restricted')))[0] ?? '', /When that is put right, PowerShell has/);
  assert.match((await ending(windows('RemoteSigned\r\nNoModule')))[0] ?? '', /\. PowerShell has/);
});

/** A bash that ends so when it looks for mistakes. */
function withBash(status: number | undefined, text = 'a\n'): MemoryWorld {
  const memory = person({ [BASHRC]: text });
  memory.programs.onPath['bash'] = ['/bin/bash'];
  if (status !== undefined) memory.programs.statuses['/bin/bash'] = status;
  return memory;
}

test('a mistake in the file is told, with the command that shows it, and nothing is promised', async () => {
  const memory = withBash(2);
  const [last = '', ...warned] = await ending(memory);
  assert.match(last, CONDITION);
  assert.deepEqual(warned, [
    `${BASHRC} has a mistake, so that bash may stop before the line that loads jpaws; bash -n '${BASHRC}' shows it`,
  ]);
  assert.deepEqual(memory.programs.started, [
    ['/bin/bash', '-n', BASHRC],
    ['/bin/bash', '-O', 'extglob', '-n', BASHRC],
  ]);
});

test('a shell that finds no mistake, cannot read the file or does not answer is no warning', async () => {
  for (const status of [0, 126, 127, undefined]) {
    const [last = '', ...warned] = await ending(withBash(status));
    assert.match(last, PROMISE);
    assert.deepEqual(warned, []);
  }
});

test('on Windows no bash is asked, which may be that of another system', async () => {
  const memory = person({ [BASHRC]: 'a\n' }, { platform: 'win32' });
  memory.programs.onPath['bash'] = ['C:\\Windows\\System32\\bash.exe'];
  assert.match((await ending(memory, 'bash'))[0] ?? '', PROMISE);
  assert.deepEqual(memory.programs.started, []);
});

test('a mistake is told for lines that are there already, and not for a removal or a dry run', async () => {
  const [last = '', ...warned] = await ending(withBash(2, BLOCK));
  assert.match(last, /^bash is set up already, in /);
  assert.equal(warned.length, 1);
  for (const word of ['--uninstall', '--dry-run']) {
    const memory = withBash(2, word === '--uninstall' ? BLOCK : 'a\n');
    await ending(memory, word);
    assert.deepEqual([memory.programs.started, memory.terminal.warned], [[], []]);
  }
});

test('a line at which the file ends above the lines of jpaws is told with its number', async () => {
  for (const [text, isPromised] of [
    [`a\nreturn\n`, false],
    [`a\nreturn\n${BLOCK.replace(LINE, 'old')}`, false],
    [`[[ $- != *i* ]] && return\n`, true],
    [`${BLOCK.replace(LINE, 'old')}return\n`, true],
  ] as const) {
    const [last = '', ...warned] = await ending(person({ [BASHRC]: text }));
    assert.match(last, isPromised ? PROMISE : CONDITION, text);
    const told = `${BASHRC} ends in line 2, above the lines of jpaws; move these above line 2`;
    assert.deepEqual(warned, isPromised ? [] : [told], text);
  }
  const own = await ending(person({ [BASHRC]: `exit\n${LINE}\n` }));
  assert.match(own[1] ?? '', /ends in line 1, above/);
});

test('Ctrl-C while the shell is asked writes nothing, also with --yes', async () => {
  const memory = person({});
  memory.programs.onPath['zsh'] = ['/bin/zsh'];
  memory.interrupt();
  assert.equal((await runInMemory(memory, 'setup', 'zsh', '--yes')).exitCode, 130);
  assert.deepEqual(textsOf(memory), {});
});
