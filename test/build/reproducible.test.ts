import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeBlob } from '../../src/build/blob.ts';
import { FIXED_SEED } from '../../src/build/compile.ts';
import { packNative } from '../../src/build/pack-native.ts';
import { BuildError } from '../../src/build/build-error.ts';
import { withoutSignature } from '../../src/build/authenticode.ts';
import { emptyFolder, runProgram } from '../binary/packed.ts';

const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'dist/bundle');

async function compiledInto(folder: string, flags: readonly string[]): Promise<Buffer> {
  const program = join(root, 'src/build/compile-parts.ts');
  const { status, stderr } = await runProgram(process.execPath, [...flags, program, bundle, folder]);
  assert.equal(status, 0, stderr);
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

test('equal code is compiled to equal bytes; without a fixed seed it is not', async (t) => {
  const [first, second] = [emptyFolder(t), emptyFolder(t)];
  const compiled = await compiledInto(first, [FIXED_SEED]);
  assert.ok(compiled.length > 1_000_000);
  assert.ok(compiled.equals(await compiledInto(second, [FIXED_SEED])));
  assert.ok(!compiled.equals(await compiledInto(second, [])));
});

test('equal files are packed to equal bytes, and no path of the machine is among them', async (t) => {
  const assets = { './main.cjs': join(bundle, 'main.cjs') };
  const programs: Buffer[] = [];
  for (const name of ['first', 'second']) {
    // Below the checkout, as in a build: the way from there to the main file goes into the program.
    const folder = mkdtempSync(join(root, 'dist', `${name}-`));
    t.after(() => rmSync(folder, { recursive: true }));
    const output = join(folder, 'program');
    await packNative({ assets, folder, output });
    programs.push(readFileSync(output));
  }
  const [first, second] = programs;
  assert.ok(first !== undefined && second !== undefined && first.length > statSync(process.execPath).size);
  assert.ok(first.equals(second));
  assert.ok(!first.includes(root));
});

test("equal files make equal blobs for another platform's Node, without a path of the machine", (t) => {
  const assets = { './main.cjs': join(bundle, 'main.cjs') };
  const [first, second] = [emptyFolder(t), emptyFolder(t)].map((folder) => readFileSync(makeBlob(assets, folder)));
  assert.ok(first !== undefined && second !== undefined && first.length > statSync(assets['./main.cjs']).size);
  assert.ok(first.equals(second));
  assert.ok(!first.includes(root));
});

/** The headers of a 64-bit Windows program, and a signature of `size` bytes at `at`. */
function windowsProgram(at: number, size: number): Buffer {
  const program = Buffer.alloc(1000, 1);
  program.writeUInt32LE(64, 0x3c);
  program.writeUInt16LE(0x20b, 64 + 24);
  program.writeUInt32LE(at, 64 + 24 + 144);
  program.writeUInt32LE(size, 64 + 24 + 148);
  return program;
}

test("Node's signature is taken off a Windows program, all of it and nothing else", () => {
  const signed = windowsProgram(900, 100);
  const bare = withoutSignature(signed);
  assert.equal(bare.length, 900);
  const changed = [...bare.keys()].filter((at) => bare[at] !== signed[at]);
  // The checksum (all ones here), then the two numbers of the certificate table.
  assert.deepEqual(changed, [152, 153, 154, 155, 232, 233, 236]);
  assert.ok(withoutSignature(bare).equals(bare));
});

test('what is no Windows program, or has more behind its signature, is refused', () => {
  assert.throws(() => withoutSignature(windowsProgram(800, 100)), BuildError);
  assert.throws(() => withoutSignature(Buffer.alloc(1000)), BuildError);
});
