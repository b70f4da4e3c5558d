import { isProcessAlive } from './process-alive.ts';

/** Who a lock file names. `unknown`: it cannot be read, or its first bytes are still on their way. */
export type Holder =
  | { readonly state: 'nobody' }
  | { readonly state: 'unknown' }
  | { readonly state: 'process'; readonly pid: number; readonly pidSpace: string };

const TEXT = /^(held|free) (\d{1,10}) (\S+)\n$/;

/** Releasing writes this over the first word of a lock file: as many bytes, so that no half text can be read. */
export const FREE = 'free';

/** The content of a lock file: `held`, pid, pid space. */
export function textFromHolder(pid: number, pidSpace: string | undefined): string {
  return `held ${pid} ${pidSpace ?? '-'}\n`;
}

export function holderFromText(text: string): Holder {
  const [, state, pid, pidSpace] = TEXT.exec(text) ?? [];
  if (pid === undefined || pidSpace === undefined) return { state: 'unknown' };
  return state === FREE ? { state: 'nobody' } : { state: 'process', pid: Number(pid), pidSpace };
}

/** True when the holder is certainly gone: its pid means here what it means there, and no process has it. */
export function isGone(holder: Holder, ownPidSpace: string | undefined): boolean {
  return holder.state === 'process' && holder.pidSpace === ownPidSpace && !isProcessAlive(holder.pid);
}
