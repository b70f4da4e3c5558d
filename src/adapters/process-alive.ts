import { systemCode } from './system-error.ts';

/** True when a process of that number runs here (also another person's). Numbers are reused: true proves little, false all. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
