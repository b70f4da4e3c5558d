import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBlob } from './blob.ts';
import { BuildError } from './build-error.ts';
import { compile } from './compile.ts';
import { filesIn } from './files-in.ts';
import { inject } from './inject.ts';
import { packNative } from './pack-native.ts';
import { binary, inRoot, version } from './place.ts';
import { MAIN_FILE } from './sea-config.ts';
import { ownTarget, type Target } from './target.ts';
import { targetRuntime } from './target-runtime.ts';

const ownFiles = [
  'authenticode',
  'binary',
  'blob',
  'compile',
  'compile-parts',
  'inject',
  'pack-native',
  'sea-config',
].map((name) => inRoot('src', 'build', `${name}.ts`));

/**
 * Packs the bundle, the shipped texts and the target's Node into one executable, unless nothing changed since the last
 * time; its path.
 * @throws BuildError when it cannot be made here, or does not answer
 */
export async function packBinary(target: Target = ownTarget): Promise<string> {
  const isNative = target.name === ownTarget.name;
  if (!isNative && target.platform === 'darwin')
    throw new BuildError(`${target.name} can only be built on such a machine: macOS signs it`);
  const folder = inRoot('dist', 'targets', target.name);
  mkdirSync(folder, { recursive: true });
  const output = isNative ? binary : join(folder, target.program);
  const node = targetRuntime(target);
  const texts = shippedTexts();
  const inputs = digest([...ownFiles, MAIN_FILE, ...Object.values(texts)], [node, version, Object.keys(texts)]);
  const note = join(folder, 'inputs');
  if (existsSync(output) && existsSync(note) && readFileSync(note, 'utf8') === inputs) return output;

  const fresh = join(folder, `fresh-${target.program}`);
  if (isNative) {
    await packNative({ assets: { ...texts, ...compile() }, folder, output: fresh });
    demandAnswer(fresh);
  } else {
    const blob = makeBlob(texts, folder);
    inject({ node, blob, output: fresh, isWindows: target.platform === 'win32' });
  }
  renameSync(fresh, output);
  writeFileSync(note, inputs);
  return output;
}

/** All that the program reads out of itself, by the names under which it asks. */
function shippedTexts(): Record<string, string> {
  return {
    ...filesIn('./', inRoot('dist', 'bundle')),
    ...filesIn('shells/', inRoot('dist', 'shells')),
    ...filesIn('shells/JpAws/', inRoot('dist', 'powershell', 'JpAws')),
    ...filesIn('shells/demo/', inRoot('shells', 'demo')),
    'src/preset.ini': inRoot('src', 'preset.ini'),
  };
}

/** A Node without its program would start as well, but answer with its own version. */
function demandAnswer(program: string): void {
  const { stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (stdout !== `${version}\n` || stderr !== '')
    throw new BuildError(`the packed binary answers --version with ${JSON.stringify(stdout)}, ${stderr}`);
}

function digest(paths: readonly string[], values: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(values));
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex');
}
