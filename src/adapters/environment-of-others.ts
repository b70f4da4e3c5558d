import type { Machine } from '../ports.ts';

/** The environment for programs of others: without AWS_* and JPAWS_* variables. */
export const environmentOfOthers = (env: Machine['env']): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^_?(AWS|JPAWS)_/i.test(name)));
