import { defineCommand } from '../cli/command.ts';
import { cleanText } from '../domain/clean-text.ts';
import { serviceAddress } from '../domain/endpoint.ts';
import { envValue } from '../domain/env.ts';
import { credentialsInEffect } from '../flows/credentials-in-effect.ts';

/** STS answers for its own partition; this region serves all of the commercial one. */
const ANY_REGION = 'us-east-1';

export const whoami = defineCommand({
  name: 'whoami',
  summary: 'Show who AWS says you are',
  examples: [
    ['jpaws whoami', 'with the credentials in effect'],
    ['jpaws whoami koa-dev-customer --json', "with this profile's credentials, for programs"],
  ],
  positionals: [
    { name: 'profile', describes: 'The profile; without it the credentials in effect', completes: 'profile' },
  ],
  options: {
    json: { type: 'boolean', describes: 'JSON' },
    noLogin: { type: 'boolean', describes: 'Never sign in; fail and say what to run' },
  },
  run: async (args, world) => {
    const { keys, profile, region, settings } = await credentialsInEffect(world, args.profile, !args.noLogin);
    const at = serviceAddress('sts', region ?? ANY_REGION, { env: world.machine.env, settings });
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    const { account, arn, userId } = await world.terminal.during('Asking AWS', () =>
      world.sts.getCallerIdentity(at, {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
      }),
    );
    const name = profile ?? envValue(world.machine.env, 'JPAWS_PROFILE') ?? null;
    return {
      kind: 'report',
      json: { profile: name, account, arn, userId },
      text: (style) => `${style.bold(cleanText(arn))}\naccount ${cleanText(account)}  user ${cleanText(userId)}\n`,
    };
  },
});
