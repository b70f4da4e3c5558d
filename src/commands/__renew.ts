import { defineCommand } from '../cli/command.ts';
import { renewShell } from '../flows/renew-shell.ts';

export const __renew = defineCommand({
  name: '__renew',
  summary: 'Renew the credentials of this shell (for its prompt)',
  examples: [['jpaws __renew', 'new credentials where that needs no sign-in, else a later time to try again']],
  positionals: [],
  options: {},
  isHidden: true,
  isFast: true,
  changesEnv: true,
  run: async (_args, world) => ({ kind: 'envChange', ...(await renewShell(world)) }),
});
