import { envValue } from '../domain/env.ts';
import { JpawsError } from '../domain/errors.ts';
import type { Machine } from '../ports.ts';

/** The AWS CLI's files and folders, as absolute paths. */
export interface AwsPlaces {
  readonly config: string;
  readonly credentials: string;
  /** Tokens and client registrations. */
  readonly tokenCache: string;
  readonly roleCache: string;
}

/**
 * Where the AWS CLI looks. AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE move their file; the caches stay in the home folder.
 * @throws HOME_MISSING
 */
export function awsPlaces({ home, env, platform }: Machine): AwsPlaces {
  if (home === undefined) throw new JpawsError('HOME_MISSING', {});
  // Windows takes both signs; people see the one that they know.
  const below = (folder: string, ...names: readonly string[]): string =>
    [folder, ...names].join(platform === 'win32' ? '\\' : '/');
  const aws = below(home, '.aws');
  const placed = (variable: string, name: string): string => {
    const path = envValue(env, variable);
    if (path === undefined) return below(aws, name);
    return /^~(?=[/\\]|$)/.test(path) ? home + path.slice(1) : path;
  };
  return {
    config: placed('AWS_CONFIG_FILE', 'config'),
    credentials: placed('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
    tokenCache: below(aws, 'sso', 'cache'),
    roleCache: below(aws, 'cli', 'cache'),
  };
}

/** The folder of jpaws's locks, beside the files that they guard. */
export const lockFolder = (home: string): string => `${home}/.aws/jpaws/locks`;
