import { JpawsError } from '../domain/errors.ts';
import type { Profiles } from '../domain/profiles.ts';
import type { World } from '../ports.ts';

/** Lets the person pick one of the profiles, with account and role beside each name. @throws SESSION_NEEDED when there is none */
export function pickProfile({ terminal }: World, profiles: Profiles): Promise<string> {
  const choices = profiles
    .all()
    .map(({ name, accountId, roleName }) => ({ value: name, label: name, description: `${accountId} ${roleName}` }));
  if (choices.length === 0) throw new JpawsError('SESSION_NEEDED', { sessions: [] });
  return terminal.choose('Which profile?', choices);
}
