import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** Whom each layer may import besides itself, and why not more. Only what is named here may be imported at all. */
const layers: Readonly<
  Record<string, { readonly may: readonly string[]; readonly node: boolean; readonly because: string }>
> = {
  domain: { may: [], node: false, because: 'the domain is pure: clock, files, network and terminal come in as ports' },
  ports: { may: ['domain'], node: false, because: 'ports say what the inside needs, in words of the domain' },
  flows: {
    may: ['domain', 'ports'],
    node: false,
    because: 'flows reach the world through the ports that they are given',
  },
  shells: { may: ['domain'], node: false, because: 'the shell table and the contract know no command' },
  declaration: { may: ['domain', 'ports'], node: false, because: 'cli/command.ts is what every command is written in' },
  commands: {
    may: ['declaration', 'flows', 'shells', 'domain', 'ports'],
    node: false,
    because: 'a command is a value that returns data; the edge reads its arguments and renders its outcome',
  },
  cli: {
    may: ['commands', 'declaration', 'flows', 'shells', 'domain', 'ports'],
    node: true,
    because: 'the edge is run in tests with a world in memory, so it may not reach for the real one',
  },
  adapters: {
    may: ['domain', 'ports'],
    node: true,
    because: 'an adapter implements one port and knows nobody who uses it',
  },
  emulator: { may: [], node: true, because: 'the Identity Center that we test with shares no code with what it tests' },
  build: {
    may: ['commands', 'declaration', 'shells', 'domain'],
    node: true,
    because: 'the build renders what the program knows; it is no part of the program',
  },
  main: {
    may: ['cli', 'commands', 'declaration', 'adapters', 'emulator', 'shells', 'flows', 'domain', 'ports'],
    node: true,
    because: '',
  },
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
  readonly isLazy: boolean;
}

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => `src/${name.replaceAll('\\', '/')}`);
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const imports = sources.flatMap(importsOf);
const internal = imports.filter(({ to }) => to.startsWith('src/'));

function importsOf(from: string): Import[] {
  const pattern = /^(?:import|export)\s(type\s)?[^;']*?from\s'([^']+)'|^import\s'([^']+)'|\bimport\('([^'$]+)'\)/gm;
  return [...textOf(from).matchAll(pattern)].map(([, type, named, bare, lazy]) => {
    const written = named ?? bare ?? lazy ?? '';
    const to = written.startsWith('.')
      ? relative(root, resolve(root, dirname(from), written)).replaceAll('\\', '/')
      : written;
    return { from, to, isType: type !== undefined, isLazy: lazy !== undefined };
  });
}

function layerOf(file: string): string {
  if (file === 'src/cli/command.ts') return 'declaration';
  return file.split('/')[1]?.replace(/\.ts$/, '') ?? file;
}

const show = (found: readonly Import[], why: (found: Import) => string): string =>
  found.map((wrong) => `\n${wrong.from} imports ${wrong.to}: ${why(wrong)}`).join('');

test('imports point inwards only', () => {
  const wrong = internal.filter(({ from, to }) => {
    const [own, other] = [layerOf(from), layerOf(to)];
    return own !== other && layers[own]?.may.includes(other) !== true;
  });
  assert.equal(
    show(wrong, ({ from }) => layers[layerOf(from)]?.because ?? 'src/ has no such layer'),
    '',
  );
});

test('node modules are used at the edge only', () => {
  const wrong = imports.filter(({ from, to }) => to.startsWith('node:') && layers[layerOf(from)]?.node !== true);
  assert.equal(
    show(wrong, ({ from }) => layers[layerOf(from)]?.because ?? 'src/ has no such layer'),
    '',
  );
});

test('an outside package is imported in one place, an adapter or cli/yargs.ts', () => {
  const outside = imports.filter(
    ({ from, to }) => !to.startsWith('src/') && !to.startsWith('node:') && layerOf(from) !== 'build',
  );
  const atHome = ({ from, to }: Import): boolean =>
    to === 'yargs' ? from === 'src/cli/yargs.ts' : layerOf(from) === 'adapters';
  assert.equal(
    show(
      outside.filter((one) => !atHome(one)),
      () => 'the rest of the program speaks to a port',
    ),
    '',
  );
  const values = outside.filter(({ isType }) => !isType);
  const second = values.filter(({ from, to }) => values.find((first) => first.to === to)?.from !== from);
  assert.equal(
    show(second, ({ to }) => `${values.find((first) => first.to === to)?.from} already does`),
    '',
  );
});

test('no file is in a circle of imports', () => {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `a circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    if (done.has(file)) return;
    for (const { from, to, isLazy } of internal) if (from === file && !isLazy) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
});

test('relative imports name the .ts file, exports have names', () => {
  const wrong = internal.filter(({ to }) => !sources.includes(to) && !/\.(?:json|ini)$/.test(to));
  assert.equal(
    show(wrong, () => 'there is no such source file'),
    '',
  );
  assert.deepEqual(
    sources.filter((file) => /^export default\b/m.test(textOf(file))),
    [],
  );
});

test('the scan sees every import that the bundler sees', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
  });
  const seen = new Set(imports.map(({ from, to }) => `${from} ${to}`));
  const edges = Object.entries(metafile.inputs)
    .filter(([from]) => sources.includes(from))
    .flatMap(([from, input]) => input.imports.map(({ path }) => `${from} ${path}`));
  assert.ok(edges.length > 50, `the bundler saw ${edges.length} imports`);
  assert.deepEqual(
    edges.filter((edge) => !seen.has(edge)),
    [],
  );
});
