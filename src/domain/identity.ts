import { type Env, envValue } from './env.ts';

/** Whose credentials `use` has set, and by which key they are known; none of it is secret. */
export interface Identity {
  readonly accountId: string;
  readonly roleName: string;
  /** Undefined in the mode `profile`, which sets no keys. */
  readonly accessKeyId: string | undefined;
}

/** As the variable JPAWS_IDENTITY holds it: `ACCOUNT/ROLE` or `ACCOUNT/ROLE/KEY`. No part of it can have a slash. */
export const textFromIdentity = ({ accountId, roleName, accessKeyId }: Identity): string =>
  [accountId, roleName, ...(accessKeyId === undefined ? [] : [accessKeyId])].join('/');

/** What `use` has set in this shell; undefined when the variable is not there or holds something else. */
export function heldIdentity(env: Env): Identity | undefined {
  const [accountId, roleName, accessKeyId, ...more] = envValue(env, 'JPAWS_IDENTITY')?.split('/') ?? [];
  if (accountId === undefined || roleName === undefined || more.length > 0) return undefined;
  return { accountId, roleName, accessKeyId };
}
