import type { Json } from '../domain/python-json.ts';
import { cleanText } from '../domain/clean-text.ts';
import { EXIT, JpawsError, type ExitCode } from '../domain/errors.ts';
import { encodeReply } from '../shells/reply.ts';
import type { Outcome } from './command.ts';
import { COLOURED, PLAIN } from './style.ts';

/** What the edge writes and how the process ends. */
export interface Presented {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: ExitCode;
}

export interface Manner {
  readonly json: boolean;
  /** Asked only when text is shown: the answer costs a stream. */
  readonly hasColour: () => boolean;
  /** A shell's wrapper captures stdout and applies the reply. */
  readonly isCaptured: boolean;
}

const line = (text: string | undefined): string => (text === undefined ? '' : `${cleanText(text)}\n`);

/** An outcome as bytes: text or JSON for people and programs, a contract reply for shells. */
export function present(outcome: Outcome, { json, hasColour, isCaptured }: Manner): Presented {
  const ended = (stdout: string, stderr = '', exitCode: ExitCode = EXIT.ok): Presented => ({
    stdout,
    stderr,
    exitCode,
  });
  switch (outcome.kind) {
    case 'envChange':
      return ended(isCaptured ? encodeReply(outcome.change) : '', line(outcome.message));
    case 'report':
      return ended(json ? jsonText(outcome.json) : outcome.text(hasColour() ? COLOURED : PLAIN), '', outcome.exitCode);
    case 'raw':
      return ended(outcome.text);
    case 'done':
      return ended('', line(outcome.message));
  }
}

// JSON.stringify leaves these as they are; on a terminal they act (C1 controls) or mislead (bidi, invisible signs).
const MISLEADING = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (sign: string): string =>
  Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

const jsonText = (value: Json): string => `${JSON.stringify(value, null, 2).replace(MISLEADING, escaped)}\n`;

/** How a failure is told. */
interface ErrorManner extends Pick<Manner, 'json'> {
  /** A module makes an error record of it: three lines on stdout (shells/README.md), and nothing on stderr. */
  readonly asRecord?: boolean;
}

/** A failure as bytes: what and what to do, one line each; the error's code and the same lines with `--json`. */
export function presentError(error: unknown, { json, asRecord = false }: ErrorManner): Presented {
  const known = error instanceof JpawsError ? error : undefined;
  const exitCode = known?.exitCode ?? EXIT.bug;
  const code = known?.code ?? 'BUG';
  const message = known === undefined ? `this is a bug in jpaws (${nameOf(error)})` : cleanText(known.message);
  const hint = known === undefined ? 'please report it with the command that you typed' : cleanText(known.hint);
  if (asRecord) return { stdout: `error ${code}\n${message}\n${hint}\n`, stderr: '', exitCode };
  const stderr = json ? jsonText({ error: { code, message, hint, exitCode } }) : `jpaws: ${message}\n  ${hint}\n`;
  return { stdout: '', stderr, exitCode };
}

/** The error's class and place, never its text: the text of an unknown error may hold anything. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const place = /\(?([\w.-]+\.(?:ts|cjs|mjs|js)):(\d+)/.exec(
    error.stack?.split('\n').find((text) => text.includes(' at ')) ?? '',
  );
  return cleanText(place === null ? error.constructor.name : `${error.constructor.name} at ${place[1]}:${place[2]}`);
}
