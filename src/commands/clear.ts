import { defineCommand } from '../cli/command.ts';
import { envValue } from '../domain/env.ts';
import { deactivate, isActive } from '../domain/env-change.ts';

export const clear = defineCommand({
  name: 'clear',
  summary: 'Leave the profile of this shell session',
  examples: [['jpaws clear', 'unset what use has set, and bring back the profile and region that were set before']],
  positionals: [],
  options: {},
  isFast: true,
  changesEnv: true,
  run: async (_args, { machine, terminal }) => {
    const { env } = machine;
    const { change, lost } = deactivate(env);
    if (lost.length > 0) terminal.warn(`cannot be brought back: ${lost.join(', ')}`);
    const left = envValue(env, 'JPAWS_PROFILE') ?? 'the profile';
    return {
      kind: 'envChange',
      change,
      message: isActive(env) ? `left ${left}` : 'no profile of jpaws is active in this shell',
    };
  },
});
