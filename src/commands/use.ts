import { defineCommand } from '../cli/command.ts';
import { foreignProfile } from '../domain/env-change.ts';
import { isRegionName } from '../domain/endpoint.ts';
import { JpawsError } from '../domain/errors.ts';
import { timeLeft } from '../domain/time-left.ts';
import { loadProfiles } from '../flows/load-profiles.ts';
import { useProfile, type UsedProfile } from '../flows/use-profile.ts';
import type { World } from '../ports.ts';

export const use = defineCommand({
  name: 'use',
  summary: 'Activate a profile in this shell session',
  examples: [
    ['jpaws use koa-dev-customer', 'set the credentials of this profile in this shell; sign in first if needed'],
    ['jpaws use', 'pick a profile from a list'],
    ['jpaws use koa-dev-customer --region eu-north-1', 'with another region'],
    ['jpaws use koa-dev-customer --mode profile', 'set AWS_PROFILE only; SDKs renew by themselves'],
  ],
  positionals: [{ name: 'profile', describes: 'The profile; without it a list to pick from', completes: 'profile' }],
  options: {
    region: { type: 'string', describes: "Instead of the profile's region", completes: 'region' },
    mode: {
      type: 'string',
      describes: 'keys: key variables (default); profile: AWS_PROFILE only',
      choices: ['keys', 'profile'],
    },
    noLogin: { type: 'boolean', describes: 'Never sign in; fail and say what to run' },
    force: { type: 'boolean', describes: 'Fresh credentials, whatever is cached' },
  },
  isFast: true,
  changesEnv: true,
  run: async (args, world) => {
    const { region } = args;
    if (region !== undefined && !isRegionName(region)) {
      throw new JpawsError('USAGE', { problem: 'a region has small letters, digits and hyphens only', command: 'use' });
    }
    const profiles = loadProfiles(world);
    const profile = args.profile ?? (await pickProfile(world, profiles));
    const mode = args.mode === 'profile' ? 'profile' : 'keys';
    const used = await useProfile(world, profiles, {
      profile,
      mode,
      region,
      maySignIn: !args.noLogin,
      isForced: args.force,
    });
    warnOf(world, used);
    return { kind: 'envChange', change: used.plan.change, message: messageOf(used, world) };
  },
});

async function pickProfile(world: World, profiles: ReturnType<typeof loadProfiles>): Promise<string> {
  if (!world.terminal.interactive) throw new JpawsError('INPUT_NEEDED', { what: 'a profile', flag: 'jpaws use NAME' });
  const { pickProfile: pick } = await import('../flows/pick-profile.ts');
  return pick(world, profiles);
}

function warnOf({ terminal, machine }: World, { plan }: UsedProfile): void {
  const foreign = foreignProfile(machine.env);
  if (foreign !== undefined) terminal.warn(`AWS_PROFILE was set to "${foreign}" after the last use; it is replaced`);
  if (plan.replacesKeys)
    terminal.warn(
      'the keys that were set before are replaced; they are kept nowhere, and clear does not bring them back',
    );
  if (plan.lost.length > 0) terminal.warn(`cannot be brought back by clear: ${plan.lost.join(', ')}`);
}

function messageOf({ profile, region, credentials }: UsedProfile, { clock }: World): string {
  const place = region === undefined ? '' : `, ${region}`;
  const left = timeLeft(credentials.expiration, clock.now());
  return `${profile.name}: ${profile.roleName} in ${profile.accountId}${place}, ${left}`;
}
