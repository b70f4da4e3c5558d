import { EXIT, type ExitCode, JpawsError } from '../../domain/errors.ts';
import { withModule } from '../setup/module-place.ts';
import { awsFiles } from './aws-files.ts';
import { caches } from './caches.ts';
import { environment } from './environment.ts';
import { type Check, type Examined, type Finding, trouble } from './finding.ts';
import { integration } from './integration.ts';
import { program } from './program.ts';
import { startUpFile } from './start-up-file.ts';
import { lookAtStartUp, type Session } from './start-up-look.ts';

/** In the order in which they are shown: what comes first keeps what comes later from working. */
const checks: Readonly<Record<string, Check>> = {
  program,
  integration,
  'start-up-file': startUpFile,
  'aws-files': awsFiles,
  caches,
  environment,
};

/** Looks at everything; what a check stumbles over is a finding of its own. */
export async function examine(asked: Session): Promise<readonly Finding[]> {
  const known = { ...asked, shell: asked.shell && (await withModule(asked.world, asked.shell)) };
  let looks: ReturnType<Examined['startUp']> | undefined;
  const examined = { ...known, startUp: () => (looks ??= lookAtStartUp(known)) };
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const [id, check] of Object.entries(checks)) {
    for (const finding of await findingsOf(id, check, examined)) {
      // A file that cannot be read is one finding, however many checks read it.
      if (!seen.has(finding.says)) findings.push(finding);
      seen.add(finding.says);
    }
  }
  return findings;
}

async function findingsOf(id: string, check: Check, examined: Examined): Promise<readonly Finding[]> {
  try {
    return await check(examined);
  } catch (error) {
    if (!(error instanceof JpawsError) || error.exitCode === EXIT.interrupted) throw error;
    return [trouble(id, { says: error.message, fix: error.hint, exitCode: error.exitCode })];
  }
}

/** The exit code of the first error, 0 when there is none. */
export const worstOf = (findings: readonly Finding[]): ExitCode =>
  findings.find(({ state }) => state === 'error')?.exitCode ?? EXIT.ok;
