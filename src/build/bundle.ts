import { basename } from 'node:path';
import { build, transform } from 'esbuild';
import { noteBundledPackages } from './bundled-packages.ts';
import { fillFolder } from './fill-folder.ts';
import { inRoot, version } from './place.ts';

const target = 'node24';

/**
 * src/main.ts and all it uses → dist/bundle/*.cjs, cut at every `import()` so that each part is loaded when it is used.
 * esbuild cuts only ES modules and the packed binary takes only CommonJS, hence two passes.
 */
export async function bundle(): Promise<void> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: inRoot(),
    entryPoints: { main: inRoot('src', 'main.ts') },
    outdir: inRoot('dist', 'bundle'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target,
    // The AWS SDK's ES modules are tree-shaken: its clients load 10 ms sooner than from their CommonJS files.
    mainFields: ['module', 'main'],
    define: { PROGRAM_VERSION: JSON.stringify(version) },
  });
  const parts = new Map<string, string>();
  for (const { path, text } of outputFiles) parts.set(basename(path), await commonJs(text));
  fillFolder(inRoot('dist', 'bundle'), parts);
  noteBundledPackages(metafile);
}

async function commonJs(text: string): Promise<string> {
  const { code } = await transform(text, {
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
  return code;
}
