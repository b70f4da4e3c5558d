import { spawn } from 'node:child_process';

export interface ProcessRun {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string | undefined;
  /** Default: empty. */
  readonly stdin?: string | undefined;
}

export interface ProcessResult {
  /** Null after a signal. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const LIMIT_MS = 60_000;

/** Runs a program to its end and collects what it writes. */
export function runProcess(run: ProcessRun): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(run.program, run.args, { cwd: run.cwd, env: run.env, stdio: 'pipe', timeout: LIMIT_MS });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    // A script that reads nothing may end before it was given everything.
    child.stdin.on('error', () => undefined).end(run.stdin ?? '');
  });
}
