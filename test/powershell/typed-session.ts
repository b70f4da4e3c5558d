import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { typeAtPrompt } from './engine.ts';
import { reply, testModule } from './session.ts';

/** A session at a console: before each line the prompt is asked. */
export interface TypedSession {
  readonly lines: readonly string[];
  /** What `jpaws use` answers. Default: credentials that are due to be renewed. */
  readonly use?: string;
  /** What `jpaws __renew` answers. Default: credentials that live for an hour. */
  readonly renew?: string;
  readonly renewStatus?: number;
  /** What `jpaws __renew` says to the person. */
  readonly renewSays?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly constrained?: boolean;
}

export interface TypedResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The prompts and what was written between them. */
  readonly shown: readonly string[];
  /** Words, JPAWS_SHELL, JPAWS_CONTRACT and the length of the input of each call but `__complete`. */
  readonly calls: readonly string[];
}

const now = Math.floor(Date.now() / 1000);
/** JPAWS_RENEW_AT of credentials that have to be renewed, and of such that live on. */
export const [DUE, LATER] = [now - 60, now + 3600];

/** Put `${LOAD}` where the session loads the module. */
export const LOAD = '<load>';

/** Types the lines into a fresh session with a stand-in for the program on PATH. */
export async function typeSession(session: TypedSession): Promise<TypedResult> {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-typed-'));
  try {
    mkdirSync(join(folder, 'bin'));
    const { use, renew, renewStatus = 0, renewSays = '' } = session;
    writeFileSync(join(folder, 'use'), use ?? reply('set AWS_A=used', `set JPAWS_RENEW_AT=${DUE}`));
    writeFileSync(join(folder, 'clear'), reply('unset AWS_A', 'unset JPAWS_RENEW_AT'));
    writeFileSync(join(folder, '__renew'), renew ?? reply('set AWS_A=renewed', `set JPAWS_RENEW_AT=${LATER}`));
    writeFileSync(join(folder, 'says'), renewSays);
    const program = join(folder, 'bin', 'jpaws');
    writeFileSync(program, standIn(folder, renewStatus));
    chmodSync(program, 0o755);
    const { stdout, stderr } = await typeAtPrompt(
      session.lines.map((line) => line.replaceAll(LOAD, `Import-Module '${testModule()}/JpAws.psd1'`)),
      {
        path: [join(folder, 'bin')],
        ...(session.env === undefined ? {} : { env: session.env }),
        ...(session.constrained === undefined ? {} : { constrained: session.constrained }),
      },
    );
    const log = join(folder, 'calls');
    const calls = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
    return { stdout, stderr, calls, shown: stdout.split('\n').filter((line) => line !== '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const standIn = (folder: string, renewStatus: number): string => `#!/bin/sh
case $1 in
__renew) input=$(wc -c); cat '${folder}/says' >&2; cat '${folder}/__renew'; status=${renewStatus};;
use | clear) input=-; cat "${folder}/$1"; status=0;;
fail) exit "$2";;
esac
echo "$* $JPAWS_SHELL $JPAWS_CONTRACT $input" >>'${folder}/calls'
exit "$status"
`;
