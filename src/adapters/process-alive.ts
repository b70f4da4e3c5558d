import { systemCode } from './system-error.ts';

/**
 * True when a process of that number runs here, also another person's. Numbers are used again: true proves little,
 * false proves that the process is gone.
 */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
