import { defineCommand } from '../cli/command.ts';
import { cleanText } from '../domain/clean-text.ts';
import { textFromInstant } from '../domain/date-text.ts';
import { isPutOff } from '../domain/renewal.ts';
import type { Style } from '../domain/style.ts';
import { textTable } from '../domain/text-table.ts';
import { timeLeft, timeUntil } from '../domain/time-left.ts';
import type { Instant } from '../domain/units.ts';
import { loadProfiles } from '../flows/load-profiles.ts';
import { isoOrNull, secondsLeft, sessionState, type SessionState } from '../flows/session-state.ts';
import { shellState, type ShellState } from '../flows/shell-state.ts';
import { callingShell } from '../shells/load-advice.ts';
import { signInCell } from '../flows/sign-in-cell.ts';

export const status = defineCommand({
  name: 'status',
  summary: 'Show the profile of this shell and the state of every session',
  examples: [
    ['jpaws status', 'what is active here, and which sessions are signed in'],
    ['jpaws status --json', 'for programs'],
  ],
  positionals: [],
  options: { json: { type: 'boolean', describes: 'JSON' } },
  run: async (_args, world) => {
    const profiles = loadProfiles(world);
    const shell = shellState(world.machine.env, profiles);
    const sessions: SessionState[] = [];
    for (const session of profiles.sessions()) sessions.push(await sessionState(world, session));
    const now = world.clock.now();
    const renews = callingShell(world.machine.env)?.row.renews ?? false;
    const renewal = shell === undefined ? undefined : renewalOf(shell, sessions);
    return {
      kind: 'report',
      json: { shell: shellJson(shell, renewal, now), sessions: sessions.map((state) => sessionJson(state, now)) },
      text: (style) =>
        shellText(shell, { now, renewal: renews ? renewal : undefined, style }) + sessionsText(sessions, now, style),
    };
  },
});

/** How it stands with the renewal: it will come, the last ones have failed, or only the person can do it. */
type Renewal = 'planned' | 'failing' | 'sign-in-needed';

function renewalOf(shell: ShellState, sessions: readonly SessionState[]): Renewal | undefined {
  if (shell.renewAt === undefined) return undefined;
  const name = shell.session?.name;
  const state = sessions.find(({ session }) => session.name === name)?.state;
  if (state === 'expired' || state === 'signed-out') return 'sign-in-needed';
  return isPutOff({ expires: shell.expiresAt, renewAt: shell.renewAt }) ? 'failing' : 'planned';
}

const shellJson = (shell: ShellState | undefined, renewal: Renewal | undefined, now: Instant) =>
  shell === undefined
    ? null
    : {
        profile: shell.profile,
        mode: shell.mode,
        account: shell.accountId ?? null,
        role: shell.roleName ?? null,
        region: shell.region ?? null,
        expiresAt: isoOrNull(shell.expiresAt),
        secondsLeft: secondsLeft(shell.expiresAt, now),
        renewAt: isoOrNull(shell.renewAt),
        renewal: renewal ?? null,
        warnings: [...shell.warnings],
      };

const sessionJson = ({ session, state, ...until }: SessionState, now: Instant) => ({
  name: session.name,
  kind: session.kind,
  startUrl: session.startUrl,
  region: session.ssoRegion,
  state,
  expiresAt: isoOrNull(until.expiresAt),
  secondsLeft: secondsLeft(until.expiresAt, now),
  refreshableUntil: isoOrNull(until.refreshableUntil),
  registrationExpiresAt: isoOrNull(until.registrationExpiresAt),
});

interface Showing {
  readonly now: Instant;
  /** Undefined where the prompt of the shell that calls does not renew. */
  readonly renewal: Renewal | undefined;
  readonly style: Style;
}

function shellText(shell: ShellState | undefined, { now, renewal, style }: Showing): string {
  if (shell === undefined) return 'No profile of jpaws is active in this shell.\n';
  const facts = [shell.roleName, shell.accountId, shell.region]
    .filter((fact) => fact !== undefined)
    .map((fact) => cleanText(fact));
  const left = shell.expiresAt === undefined ? 'end unknown' : timeLeft(shell.expiresAt, now);
  const next = renewal === undefined || shell.renewAt === undefined ? [] : [renewalText(renewal, shell.renewAt, now)];
  const lines = [
    `${style.bold(cleanText(shell.profile))}  ${[...facts, left, ...next].join('  ')}`,
    ...shell.warnings.map((warning) => style.yellow(cleanText(warning))),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function renewalText(renewal: Renewal, at: Instant, now: Instant): string {
  if (renewal === 'sign-in-needed') return 'not renewed before a sign-in';
  const time = timeUntil(at, now);
  const when = time === undefined ? 'at the next prompt' : `at the prompt in ${time}`;
  return renewal === 'failing' ? `not renewed yet; tried again ${when}` : `renewed ${when}`;
}

function sessionsText(sessions: readonly SessionState[], now: Instant, style: Style): string {
  if (sessions.length === 0) return '\nNo session is set up. Set one up with: jpaws configure NAME\n';
  const rows = sessions.map((state) => [
    { text: state.session.name, look: style.bold },
    state.session.startUrl,
    state.session.ssoRegion,
    signInCell(state, now, style),
    state.refreshableUntil === undefined ? 'no' : dayOf(state.refreshableUntil),
    state.registrationExpiresAt === undefined ? '' : dayOf(state.registrationExpiresAt),
  ]);
  const head = ['SESSION', 'START URL', 'REGION', 'SIGN-IN', 'RENEWABLE UNTIL', 'CLIENT UNTIL'];
  return `\n${textTable(head, rows, style)}`;
}

const dayOf = (at: Instant): string => textFromInstant(at).slice(0, '2026-11-23'.length);
