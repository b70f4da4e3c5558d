import { defineCommand } from '../cli/command.ts';
import { configureProfile } from '../flows/configure-profile.ts';

export const configure = defineCommand({
  name: 'configure',
  summary: 'Set up one profile in the AWS config, with the lines that aws configure sso writes',
  examples: [
    ['jpaws configure', 'asks; the preset gives the answers to begin with, accounts and roles are those you have'],
    [
      'jpaws configure koa-dev-customer --account 931827427725 --yes',
      'asks nothing: the preset answers what is not given',
    ],
  ],
  positionals: [{ name: 'profile', describes: 'The name of the profile' }],
  options: {
    account: { type: 'string', describes: 'The account, 12 digits', completes: 'account' },
    role: { type: 'string', describes: 'The role (permission set)', completes: 'role' },
    session: { type: 'string', describes: 'The sso-session, an existing or a new one', completes: 'session' },
    startUrl: { type: 'string', describes: 'The start URL of IAM Identity Center' },
    ssoRegion: { type: 'string', describes: 'The region of IAM Identity Center', completes: 'region' },
    region: { type: 'string', describes: 'The region that the profile works in', completes: 'region' },
    output: {
      type: 'string',
      describes: "The AWS CLI's output format",
      choices: ['json', 'yaml', 'yaml-stream', 'text', 'table', 'off'],
    },
    scopes: { type: 'string', describes: 'Scopes of the sign-in, with commas between' },
    yes: { type: 'boolean', describes: 'Ask nothing: the preset answers' },
  },
  run: async (args, world) => {
    const { message } = await configureProfile(world, { ...args, name: args.profile });
    return { kind: 'done', message };
  },
});
