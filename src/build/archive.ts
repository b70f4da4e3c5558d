import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';

/** A file in an archive. */
export interface ArchiveFile {
  /** With `/`, relative to the archive's top. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly isExecutable?: boolean;
}

/** How an archive is written. */
export interface ArchiveOptions {
  /** The time of every file; in a zip it is cut to even seconds. */
  readonly date: Date;
  /** From 1 (fast) to 9 (small), which is the default. */
  readonly level?: number;
}

/**
 * A gzipped tar of these files in their order, all of them root's. Equal input gives equal bytes: the header of gzip has
 * no time, and "unknown" (255) as its system.
 * @see RFC 1952, section 2.3
 */
export async function tarGz(files: readonly ArchiveFile[], { date, level = 9 }: ArchiveOptions): Promise<Buffer> {
  const tar = pack();
  for (const { path, content, isExecutable } of files) {
    const owner = { uid: 0, gid: 0, uname: 'root', gname: 'root' };
    tar.entry({ name: path, mode: modeOf(isExecutable), mtime: date, ...owner }, Buffer.from(content));
  }
  tar.finalize();
  const bytes = await buffer(tar.pipe(createGzip({ level })));
  bytes[9] = 255;
  return bytes;
}

/** A zip of these files in their order, with their Unix modes. Equal input gives equal bytes. */
export async function zip(files: readonly ArchiveFile[], { date, level = 9 }: ArchiveOptions): Promise<Buffer> {
  const archive = new ZipFile();
  for (const { path, content, isExecutable } of files) {
    archive.addBuffer(Buffer.from(content), path, {
      mode: modeOf(isExecutable),
      mtime: wallClock(date),
      // The other form holds the moment itself, and this one a wall clock without its zone.
      forceDosTimestamp: true,
      compressionLevel: level,
    });
  }
  archive.end();
  return buffer(archive.outputStream as Readable);
}

const modeOf = (isExecutable = false): number => 0o100_000 | (isExecutable ? 0o755 : 0o644);

/** The moment at which a clock of this machine's zone shows what that moment is in UTC. */
const wallClock = (date: Date): Date =>
  new Date(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  );
