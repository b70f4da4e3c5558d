// A program of its own, since V8 takes the seed of its hashes only at its start:
//   node --hash-seed=1 compile-parts.ts FROM TO
// It writes V8's compiled form of each part of the bundle, every function in it, into the folder TO.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import v8 from 'node:v8';
import { Script } from 'node:vm';

const [from = '', to = ''] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
for (const name of readdirSync(from)) {
  v8.setFlagsFromString('--no-lazy');
  const script = new Script(Module.wrap(readFileSync(join(from, name), 'latin1')));
  // The compiled form is marked with the flags of this moment, and the binary runs with V8's own.
  v8.setFlagsFromString('--lazy');
  v8.setFlagsFromString('--hash-seed=0');
  writeFileSync(join(to, name), script.createCachedData());
}
