import { defineCommand } from '../cli/command.ts';
import { fetchCredentials } from '../flows/fetched-credentials.ts';

export const __fetch = defineCommand({
  name: '__fetch',
  summary: 'Fetch the credentials of a profile for the renewal',
  examples: [['jpaws __fetch koa-dev-customer', 'one line of JSON: new role credentials, or why there are none']],
  positionals: [{ name: 'profile', describes: 'The profile', required: true, completes: 'profile' }],
  options: {},
  isHidden: true,
  isFast: true,
  run: async ({ profile }, world) => ({ kind: 'raw', text: await fetchCredentials(world, profile) }),
});
