import { defineCommand } from '../cli/command.ts';
import { JpawsError } from '../domain/errors.ts';
import { exportFormats, renderKeys, type ExportFormat } from '../domain/export-format.ts';
import { credentialsInEffect } from '../flows/credentials-in-effect.ts';
import type { Machine } from '../ports.ts';

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'Print credentials for another program',
  examples: [
    ['jpaws export koa-dev-customer', "JSON for credential_process, as the AWS CLI's export-credentials"],
    ['jpaws export koa-dev-customer --format env', 'lines for a POSIX shell'],
    ['jpaws export --format dotenv > .env', 'the credentials in effect, for tools that read .env files'],
  ],
  positionals: [
    { name: 'profile', describes: 'The profile; without it the credentials in effect', completes: 'profile' },
  ],
  options: {
    format: { type: 'string', describes: 'process (default), and what else is named', choices: exportFormats },
    noLogin: { type: 'boolean', describes: 'Never sign in; fail and say what to run' },
  },
  isFast: true,
  run: async (args, world) => {
    refuseCircle(args.profile, world.machine);
    const { keys } = await credentialsInEffect(world, args.profile, !args.noLogin);
    return { kind: 'raw', text: renderKeys(keys, (args.format ?? 'process') as ExportFormat) };
  },
});

/** As deep as the AWS CLI lets one credential_process lead to the next. */
const DEEPEST = 4;

/** The AWS CLI leaves the profiles on the way in _AWS_CLI_PROFILE_CHAIN, a comma list. @throws PROFILE_CHAIN */
function refuseCircle(profile: string | undefined, { env }: Machine): void {
  const chain = (env['_AWS_CLI_PROFILE_CHAIN'] ?? '').split(',').filter((name) => name !== '');
  if (profile === undefined || chain.length === 0) return;
  if (chain.includes(profile) || chain.length >= DEEPEST)
    throw new JpawsError('PROFILE_CHAIN', { chain: [...chain, profile] });
}
