import type { Digest } from '../ports.ts';
import { sha1 } from './sha1.ts';

/**
 * Digests of UTF-8 texts. Every call of `use` needs a SHA-1 for the name of a cache file, and loading `node:crypto`
 * costs about a sixth of the whole program's time: hence the function of our own. SHA-256 serves the sign-in only.
 */
export function createDigest(): Digest {
  return {
    sha1Hex: (text) => Buffer.from(sha1(Buffer.from(text))).toString('hex'),
    sha256: (text) =>
      new Uint8Array(process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest()),
  };
}
