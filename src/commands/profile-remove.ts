import { defineCommand } from '../cli/command.ts';
import { removeProfile } from '../flows/edit-profile.ts';

export const profileRemove = defineCommand({
  name: 'profile remove',
  summary: 'Take a profile out of the AWS config; every other byte stays',
  examples: [
    ['jpaws profile remove koa-dev-customer', 'the old file stays beside the new one, as config.jpaws-backup'],
  ],
  positionals: [{ name: 'profile', describes: 'The profile', required: true, completes: 'profile' }],
  options: {},
  run: async ({ profile }, world) => {
    const { file } = removeProfile(world, profile);
    return { kind: 'done', message: `Took "${profile}" out of ${file}.` };
  },
});
