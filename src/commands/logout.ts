import { defineCommand } from '../cli/command.ts';
import { envValue } from '../domain/env.ts';
import { deactivate } from '../domain/env-change.ts';
import { JpawsError } from '../domain/errors.ts';
import { chosenSession } from '../flows/choose-session.ts';
import { loadProfiles } from '../flows/load-profiles.ts';
import { signOut, signOutEverywhere } from '../flows/sign-out.ts';

export const logout = defineCommand({
  name: 'logout',
  summary: 'End the session at the service and remove its tokens and role credentials',
  examples: [
    ['jpaws logout', "end this shell's session"],
    ['jpaws logout koa-dev-customer', "end this profile's session"],
    ['jpaws logout --all', 'end every session, also those of the AWS CLI'],
  ],
  positionals: [{ name: 'profile', describes: 'The profile whose session ends', completes: 'profile' }],
  options: {
    session: { type: 'string', describes: 'The sso-session by its own name', completes: 'session' },
    all: { type: 'boolean', describes: 'Every session' },
  },
  changesEnv: true,
  worksUnintegrated: true,
  run: async (args, world) => {
    if ([args.profile !== undefined, args.session !== undefined, args.all].filter(Boolean).length > 1) {
      throw new JpawsError('USAGE', {
        problem: 'give a profile, --session or --all, only one of them',
        command: 'logout',
      });
    }
    const profiles = loadProfiles(world);
    const active = envValue(world.machine.env, 'JPAWS_PROFILE');
    const ended = args.all
      ? await signOutEverywhere(world, profiles)
      : await signOut(world, profiles, await chosenSession(world, profiles, args));
    const isOfShell = active !== undefined && (args.all || ended.profiles.includes(active));
    const isCaptured = envValue(world.machine.env, 'JPAWS_CONTRACT') !== undefined;
    if (isOfShell && !isCaptured) world.terminal.warn(`the variables of "${active}" are still set in this shell`);
    const change = isOfShell ? deactivate(world.machine.env).change : { unset: [], set: [] };
    return { kind: 'envChange', change, message: ended.message };
  },
});
