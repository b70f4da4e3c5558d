import { JpawsError } from '../domain/errors.ts';
import { checked, problemOf, type Checked } from '../domain/checked-value.ts';
import type { World } from '../ports.ts';

/** How questions are answered in this run. */
export interface Asking {
  readonly world: World;
  /** The person is asked. */
  readonly isAsking: boolean;
  /** The preset answers (`--yes`). */
  readonly isAnswering: boolean;
}

export interface Question {
  readonly kind: Checked;
  readonly question: string;
  /** From the command line. */
  readonly given: string | undefined;
  readonly preset: string | undefined;
  /** Named when nobody can be asked. */
  readonly flag: string;
}

/** The answer: as given, as typed (with the preset to begin with), or the preset's. @throws INPUT_NEEDED, CONFIG_VALUE_REFUSED */
export async function askOrAnswer({ world, isAsking, isAnswering }: Asking, question: Question): Promise<string> {
  const { kind, given, preset, flag } = question;
  if (given !== undefined) return checked(kind, given);
  if (isAsking) {
    const typed = await world.terminal.ask(question.question, {
      ...(preset === undefined ? {} : { initial: preset }),
      check: problemOf[kind],
    });
    return checked(kind, typed);
  }
  if (isAnswering && preset !== undefined) return checked(kind, preset);
  throw new JpawsError('INPUT_NEEDED', {
    what: question.question,
    flag: preset === undefined ? flag : `${flag}, or take the preset with --yes`,
  });
}
