import { defineCommand } from '../cli/command.ts';
import { cleanText } from '../domain/clean-text.ts';
import { JpawsError } from '../domain/errors.ts';
import { demandKey } from '../flows/edit-profile.ts';
import { demandProfile, loadProfiles } from '../flows/load-profiles.ts';

export const profileGet = defineCommand({
  name: 'profile get',
  summary: 'Show one value of a profile in the AWS files',
  examples: [
    ['jpaws profile get koa-dev-customer region', 'the region of this profile'],
    ['jpaws profile get koa-dev-customer s3.signature_version', 'a value in a nested block'],
  ],
  positionals: [
    { name: 'profile', describes: 'The profile', required: true, completes: 'profile' },
    { name: 'key', describes: 'The key; s3.KEY for a nested one', required: true },
  ],
  options: { json: { type: 'boolean', describes: 'JSON' } },
  run: async ({ profile, key }, world) => {
    const profiles = loadProfiles(world);
    demandProfile(profiles, profile, world);
    const [own, inner] = demandKey(key, 'profile get');
    const value = profiles.value(profile, own, inner);
    if (value === undefined) throw new JpawsError('KEY_UNKNOWN', { profile, key });
    return { kind: 'report', json: { profile, key, value }, text: () => `${cleanText(value)}\n` };
  },
});
