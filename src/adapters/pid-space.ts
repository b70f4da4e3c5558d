import { readFileSync, readlinkSync } from 'node:fs';

function findPidSpace(): string | undefined {
  const { platform } = process;
  if (platform !== 'linux') return `${platform}:${process.getBuiltinModule('node:os').hostname()}`;
  try {
    // The namespace's number is unique on one running kernel only, and each boot of each machine has its own id.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}

/**
 * Names, in one word, the processes among which a pid means the same process to all: those of one kernel and one pid
 * namespace, as containers that share a home do not share their pids. Undefined when that cannot be known.
 */
export function pidSpace(): string | undefined {
  const found = findPidSpace();
  return found === undefined ? undefined : encodeURIComponent(found);
}
