import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, runtime } from './place.ts';
import { outputOf } from './run-program.ts';
import { MAIN_FILE, seaConfig, type Assets } from './sea-config.ts';

/**
 * What Node makes of the program to be put into another platform's executable, as a file in `folder` (it has to be
 * there); its path. Equal input gives equal bytes. There is no compiled code in it: that V8 would take none from here.
 * @throws BuildError with what Node said
 */
export function makeBlob(assets: Assets, folder: string): string {
  const [config, output] = [join(folder, 'sea-config.json'), join(folder, 'blob')];
  // The main file's path goes into the blob.
  const main = relative(inRoot(), MAIN_FILE);
  writeFileSync(config, JSON.stringify({ ...seaConfig(assets), main, output, useCodeCache: false }));
  outputOf(runtime, ['--experimental-sea-config', config]);
  return output;
}
