import { envValue } from '../../domain/env.ts';
import { foreignProfile, isActive } from '../../domain/env-change.ts';
import { EXIT } from '../../domain/errors.ts';
import { typedWord } from '../../domain/typed-word.ts';
import { loadProfiles } from '../load-profiles.ts';
import { shellState } from '../shell-state.ts';
import { type Check, type Examined, type Finding, ok, trouble, warning } from './finding.ts';

const ID = 'environment';

/** Do variables of this session contradict each other, or the files? */
export const environment: Check = async (examined) => {
  const found = [foreign(examined), ended(examined), keys(examined), named(examined)].filter(
    (finding) => finding !== undefined,
  );
  return found.length > 0 ? found : [ok(ID, 'no variable is in the way')];
};

function foreign({ world }: Examined): Finding | undefined {
  const profile = foreignProfile(world.machine.env);
  const fix = 'say which one is meant: jpaws use NAME';
  return profile === undefined
    ? undefined
    : warning(ID, `AWS_PROFILE was set to "${profile}" after use: some tools take it, others the keys`, fix);
}

function ended({ world }: Examined): Finding | undefined {
  const { machine, clock } = world;
  const state = shellState(machine.env, loadProfiles(world));
  if (state?.expiresAt === undefined || state.expiresAt > clock.now()) return undefined;
  return warning(
    ID,
    `the credentials of "${state.profile}" in this session have ended`,
    `run: jpaws use ${typedWord(state.profile)}`,
  );
}

function keys({ world: { machine } }: Examined): Finding | undefined {
  const { env } = machine;
  const [id, secret] = [envValue(env, 'AWS_ACCESS_KEY_ID'), envValue(env, 'AWS_SECRET_ACCESS_KEY')];
  if ((id === undefined) !== (secret === undefined)) {
    const missing = id === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY';
    const fix = 'set both, or remove both';
    return trouble(ID, {
      says: `half a pair of keys is set: ${missing} is missing`,
      fix,
      exitCode: EXIT.configuration,
    });
  }
  if (id === undefined || isActive(env)) return undefined;
  const says = 'keys that are not of jpaws are set; tools take them before any profile';
  return warning(
    ID,
    says,
    'remove AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or run: jpaws use NAME',
  );
}

function named({ world }: Examined): Finding | undefined {
  const { env } = world.machine;
  const variable = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].find((name) => envValue(env, name) !== undefined);
  if (
    variable === undefined ||
    loadProfiles(world)
      .names()
      .includes(env[variable] ?? '')
  )
    return undefined;
  return trouble(ID, {
    says: `${variable} names "${env[variable]}", which is in no file: the AWS CLI refuses to work`,
    fix: `remove ${variable}, or run: jpaws use NAME`,
    exitCode: EXIT.configuration,
  });
}
