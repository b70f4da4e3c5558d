import { BuildError } from './build-error.ts';

/** Microsoft's "PE Format": where the offset of the PE header is, and fields of the optional header of PE32+. */
const PE_HEADER_AT = 0x3c;
const OPTIONAL_HEADER = 24;
const PE32_PLUS = 0x20b;
const CHECKSUM = 64;
/** The fifth data directory, the certificate table: its offset in the file and its size. */
const CERTIFICATES = 112 + 4 * 8;

/**
 * A Windows program without its Authenticode signature: that of Node does not hold for what is packed into it, and a
 * remnant of it would make the program look tampered with, signed again or not.
 * @throws BuildError for what is no 64-bit Windows program, or has more behind its signature
 */
export function withoutSignature(program: Buffer): Buffer {
  const optional = program.readUInt32LE(PE_HEADER_AT) + OPTIONAL_HEADER;
  if (program.readUInt16LE(optional) !== PE32_PLUS) throw new BuildError('this is no 64-bit program for Windows');
  const [at, size] = [program.readUInt32LE(optional + CERTIFICATES), program.readUInt32LE(optional + CERTIFICATES + 4)];
  if (size === 0) return program;
  if (at + size !== program.length) throw new BuildError('the signature of the program is not its end');
  const bare = Buffer.from(program.subarray(0, at));
  bare.fill(0, optional + CERTIFICATES, optional + CERTIFICATES + 8);
  // Only drivers need it.
  bare.writeUInt32LE(0, optional + CHECKSUM);
  return bare;
}
