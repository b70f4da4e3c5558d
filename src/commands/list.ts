import { defineCommand } from '../cli/command.ts';
import { cleanText } from '../domain/clean-text.ts';
import type { SsoProfile } from '../domain/profiles.ts';
import type { Style } from '../domain/style.ts';
import { textTable } from '../domain/text-table.ts';
import type { Instant } from '../domain/units.ts';
import { loadProfiles } from '../flows/load-profiles.ts';
import { isoOrNull, secondsLeft, sessionState, type SessionState } from '../flows/session-state.ts';
import { signInCell } from '../flows/sign-in-cell.ts';
import type { World } from '../ports.ts';

export const list = defineCommand({
  name: 'list',
  summary: 'List the profiles with account, role, region, session and time left',
  examples: [
    ['jpaws list', 'a table of all profiles with IAM Identity Center'],
    ['jpaws list --names', 'only the names, one a line'],
    ['jpaws list --json', 'for programs'],
  ],
  positionals: [],
  options: {
    names: { type: 'boolean', describes: 'Only the names, one a line' },
    json: { type: 'boolean', describes: 'JSON' },
  },
  run: async ({ names }, world) => {
    const loaded = loadProfiles(world);
    const profiles = loaded.all();
    for (const error of loaded.broken().slice(0, MOST_WARNINGS)) world.terminal.warn(`left out: ${error.message}`);
    if (names) {
      const all = profiles.map(({ name }) => name);
      return { kind: 'report', json: all, text: () => all.map((name) => `${cleanText(name)}\n`).join('') };
    }
    const rows = await rowsOf(world, profiles);
    const now = world.clock.now();
    return { kind: 'report', json: rows.map((row) => jsonOf(row, now)), text: (style) => textOf(rows, now, style) };
  },
});

const MOST_WARNINGS = 5;

interface Row {
  readonly profile: SsoProfile;
  readonly state: SessionState;
}

async function rowsOf(world: World, profiles: readonly SsoProfile[]): Promise<Row[]> {
  const states = new Map<string, SessionState>();
  const rows: Row[] = [];
  for (const profile of profiles) {
    const key = `${profile.session.kind} ${profile.session.name}`;
    const state = states.get(key) ?? (await sessionState(world, profile.session));
    states.set(key, state);
    rows.push({ profile, state });
  }
  return rows;
}

const jsonOf = ({ profile, state }: Row, now: Instant) => ({
  name: profile.name,
  account: profile.accountId,
  role: profile.roleName,
  region: profile.region ?? null,
  session: profile.session.name,
  startUrl: profile.session.startUrl,
  state: state.state,
  expiresAt: isoOrNull(state.expiresAt),
  secondsLeft: secondsLeft(state.expiresAt, now),
});

function textOf(rows: readonly Row[], now: Instant, style: Style): string {
  if (rows.length === 0)
    return 'No profile with IAM Identity Center is set up. Set one up with: jpaws configure NAME\n';
  const cells = rows.map(({ profile, state }) => [
    { text: profile.name, look: style.bold },
    profile.accountId,
    profile.roleName,
    profile.region ?? '',
    profile.session.name,
    signInCell(state, now, style),
  ]);
  return textTable(['PROFILE', 'ACCOUNT', 'ROLE', 'REGION', 'SESSION', 'SIGN-IN'], cells, style);
}
