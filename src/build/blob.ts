import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { BuildError } from './build-error.ts';
import { FIXED_SEED } from './compile.ts';
import { runtime } from './place.ts';
import { outputOf } from './run-program.ts';

/** The first file of the packed program; relative, since its path goes into the blob. */
export const MAIN_FILE = 'src/sea-main.cjs';

interface BlobInput {
  /** Paths of what goes into the blob, by the names under which the program asks for it. */
  readonly assets: Readonly<Record<string, string>>;
  /** For this machine's Node? Another platform's V8 takes no compiled code from this one. */
  readonly isNative: boolean;
  /** Where to work; it has to be there. */
  readonly folder: string;
}

/**
 * What Node makes of the program to be put into an executable, as a file in `folder`; its path. Equal input gives equal
 * bytes.
 * @throws BuildError with what Node said
 */
export function makeBlob({ assets, isNative, folder }: BlobInput): string {
  const [config, output] = [join(folder, 'sea-config.json'), join(folder, 'blob')];
  const seaConfig = {
    main: MAIN_FILE,
    output,
    assets,
    disableExperimentalSEAWarning: true,
    // The shipped binary takes no NODE_OPTIONS.
    execArgvExtension: 'none',
    // Where the main file brings its own compiled form, NODE_COMPILE_CACHE makes Node write none.
    useCodeCache: isNative,
    useSnapshot: false,
  };
  writeFileSync(config, JSON.stringify(seaConfig));
  outputOf(runtime, [FIXED_SEED, '--experimental-sea-config', config]);
  if (isNative) writeFileSync(output, withUsualFlags(readFileSync(output)));
  return output;
}

/**
 * The main file was compiled by a V8 with a fixed seed, and the mark of its flags says so: V8 without that flag would
 * refuse it. The mark is the fourth number in the header of the compiled form, after V8's magic number, its version and
 * the source's length.
 */
function withUsualFlags(blob: Buffer): Buffer {
  const usual = new Script('0').createCachedData();
  const [start, flags] = [usual.subarray(0, 8), usual.subarray(12, 16)];
  const seeded: number[] = [];
  for (let at = blob.indexOf(start); at !== -1; at = blob.indexOf(start, at + 1))
    if (!blob.subarray(at + 12, at + 16).equals(flags)) seeded.push(at);
  const [only] = seeded;
  if (only === undefined || seeded.length > 1) throw new BuildError('the main file in the blob was not found');
  flags.copy(blob, only + 12);
  return blob;
}
