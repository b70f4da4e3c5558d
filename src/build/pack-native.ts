import childProcess from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import v8 from 'node:v8';
import { Script } from 'node:vm';
import { withoutSignature } from './authenticode.ts';
import { BuildError } from './build-error.ts';
import { FIXED_SEED } from './compile.ts';
import { runtime } from './place.ts';
import { outputOf } from './run-program.ts';
import { MAIN_FILE, seaConfig, type Assets } from './sea-config.ts';

interface Packing {
  readonly assets: Assets;
  /** Where to work; it has to be there. */
  readonly folder: string;
  /** The finished program. */
  readonly output: string;
}

const PKG_PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'macos', win32: 'win' };

/**
 * Packs the program into this machine's Node. Equal input gives equal bytes, but for the signature that macOS demands.
 * @throws what pkg throws, and BuildError when it left out the main file
 */
export async function packNative({ assets, folder, output }: Packing): Promise<void> {
  const target = { nodeRange: 'node24', platform: PKG_PLATFORMS[process.platform], arch: process.arch, output };
  const pack = await seededPkg();
  await withTemporaryFiles(folder, () => {
    // pkg works in a folder with a random name below the temporary one; a path from there is the same everywhere.
    const main = relative(join(tmpdir(), 'pkg-sea-XXXXXX'), MAIN_FILE);
    // Where the main file brings its own compiled form, NODE_COMPILE_CACHE makes Node write none.
    const config = { ...seaConfig(assets), main, useCodeCache: true };
    return pack(MAIN_FILE, { targets: [target], nodePath: unsignedNode(folder), seaConfig: config });
  });
  writeFileSync(output, withUsualFlags(readFileSync(output)));
  if (process.platform === 'darwin') outputOf('codesign', ['--force', '--sign', '-', output]);
}

type Pack = (main: string, options: object) => Promise<void>;

/** pkg's function. It has no word for V8's flags, so the Node that it starts to make the blob is given the seed here. */
async function seededPkg(): Promise<Pack> {
  const { execFile } = childProcess;
  const seeded = (program: string, words: readonly string[], ...rest: unknown[]): unknown =>
    Reflect.apply(execFile, childProcess, [program, [FIXED_SEED, ...words], ...rest]);
  childProcess.execFile = seeded as typeof execFile;
  try {
    const { default: loaded } = await import('@yao-pkg/pkg/lib-es5/sea.js');
    return (loaded as unknown as { readonly default: Pack }).default;
  } finally {
    childProcess.execFile = execFile;
  }
}

async function withTemporaryFiles<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const names = ['TMPDIR', 'TEMP', 'TMP'];
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = folder;
  try {
    return await work();
  } finally {
    for (const [at, name] of names.entries()) {
      delete process.env[name];
      if (before[at] !== undefined) process.env[name] = before[at];
    }
  }
}

function unsignedNode(folder: string): string {
  if (process.platform !== 'win32') return runtime;
  const node = join(folder, 'node.exe');
  writeFileSync(node, withoutSignature(readFileSync(runtime)));
  return node;
}

/**
 * The main file was compiled by a V8 with a fixed seed, and the mark of its flags says so: V8 without that flag would
 * refuse it. The mark is the fourth number in the header of the compiled form, after V8's magic number, its version and
 * the source's length.
 */
function withUsualFlags(program: Buffer): Buffer {
  const usual = new Script('0').createCachedData();
  v8.setFlagsFromString(FIXED_SEED);
  const seeded = new Script('0').createCachedData();
  v8.setFlagsFromString('--hash-seed=0');
  const [start, mark] = [seeded.subarray(0, 8), seeded.subarray(12, 16)];
  const found: number[] = [];
  for (let at = program.indexOf(start); at !== -1; at = program.indexOf(start, at + 1))
    if (program.subarray(at + 12, at + 16).equals(mark)) found.push(at);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new BuildError('the main file in the packed program was not found');
  usual.copy(program, only + 12, 12, 16);
  return program;
}
