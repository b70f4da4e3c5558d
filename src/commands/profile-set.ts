import { defineCommand } from '../cli/command.ts';
import { demandKey, setProfileValue } from '../flows/edit-profile.ts';

export const profileSet = defineCommand({
  name: 'profile set',
  summary: 'Set one value of a profile in the AWS config; every other byte stays',
  examples: [
    ['jpaws profile set koa-dev-customer region eu-north-1', 'another region for this profile'],
    ['jpaws profile set koa-dev-customer s3.signature_version s3v4', 'a value in a nested block'],
  ],
  positionals: [
    {
      name: 'profile',
      describes: 'The profile; it is added when it is not there',
      required: true,
      completes: 'profile',
    },
    { name: 'key', describes: 'The key; s3.KEY for a nested one', required: true },
    { name: 'value', describes: 'The value', required: true },
  ],
  options: {},
  run: async ({ profile, key, value }, world) => {
    const { file, isChanged } = setProfileValue(world, { profile, key: demandKey(key, 'profile set'), value });
    return {
      kind: 'done',
      message: isChanged ? `Set ${key} of "${profile}" in ${file}.` : `${key} of "${profile}" has this value already.`,
    };
  },
});
