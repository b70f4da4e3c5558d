import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { BuildError } from './build-error.ts';
import { compile } from './compile.ts';
import { filesIn } from './files-in.ts';
import { inject, runQuietly } from './inject.ts';
import { binary, inRoot, runtime, version } from './place.ts';

const mainFile = inRoot('src', 'sea-main.cjs');
const note = inRoot('dist', '.binary-inputs');
const ownFiles = [import.meta.filename, inRoot('src', 'build', 'compile.ts'), inRoot('src', 'build', 'inject.ts')];

/** Packs the bundle, the shipped texts and the runtime into one executable, unless nothing changed since the last time. */
export function packBinary(): void {
  const parts = filesIn('./', inRoot('dist', 'bundle'));
  const texts = {
    ...parts,
    ...filesIn('shells/', inRoot('dist', 'shells')),
    ...filesIn('shells/JpAws/', inRoot('dist', 'JpAws')),
    ...filesIn('shells/demo/', inRoot('shells', 'demo')),
    'src/preset.ini': inRoot('src', 'preset.ini'),
  };
  const inputs = digest([...ownFiles, mainFile, ...Object.values(texts)], [runtime, version, Object.keys(texts)]);
  if (existsSync(binary) && existsSync(note) && readFileSync(note, 'utf8') === inputs) return;
  pack({ ...texts, ...compile(parts) });
  writeFileSync(note, inputs);
}

function pack(assets: Readonly<Record<string, string>>): void {
  const [config, blob] = [inRoot('dist', '.sea-config.json'), inRoot('dist', '.sea-blob')];
  const seaConfig = {
    main: mainFile,
    output: blob,
    assets,
    disableExperimentalSEAWarning: true,
    // The shipped binary takes no NODE_OPTIONS.
    execArgvExtension: 'none',
    // Where the main file brings its own compiled form, NODE_COMPILE_CACHE makes Node write none.
    useCodeCache: true,
    useSnapshot: false,
  };
  writeFileSync(config, JSON.stringify(seaConfig));
  runQuietly(runtime, ['--experimental-sea-config', config]);
  const fresh = inRoot('dist', process.platform === 'win32' ? 'jpaws.new.exe' : 'jpaws.new');
  inject({ node: runtime, blob, output: fresh, platform: process.platform });
  // A Node without its program would answer as well.
  const { stdout, stderr } = spawnSync(fresh, ['--version'], { encoding: 'utf8' });
  if (stdout !== `${version}\n`)
    throw new BuildError(`the packed binary answers --version with ${JSON.stringify(stdout)}, ${stderr}`);
  renameSync(fresh, binary);
}

function digest(paths: readonly string[], values: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(values));
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex');
}
