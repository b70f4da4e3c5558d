import { COMPACT, pythonJson } from './python-json.ts';
import type { SsoSession } from './profiles.ts';

/*
 * The texts whose SHA-1 (lower-case hex) names a file in the caches of the AWS CLI.
 * Source: awscli/botocore/utils.py (SSOTokenFetcher), tokens.py, credentials.py (SSOCredentialFetcher).
 */

/** Of `~/.aws/sso/cache/<sha1>.json`: the session's name, or for a legacy profile its start URL as written. */
export const tokenKeyText = (session: SsoSession): string => session.name;

/** Of a client registration in the same folder. */
export function registrationKeyText(session: SsoSession, scopes: readonly string[] | undefined): string {
  return pythonJson({
    region: session.ssoRegion,
    scopes: scopes === undefined ? null : [...scopes],
    session_name: session.kind === 'legacy' ? null : session.name,
    startUrl: session.startUrl,
    tool: 'botocore',
  });
}

/** Of `~/.aws/cli/cache/<sha1>.json`: the credentials of one role. */
export function roleCredentialsKeyText(session: SsoSession, role: { accountId: string; roleName: string }): string {
  const { accountId, roleName } = role;
  return session.kind === 'legacy'
    ? pythonJson({ accountId, roleName, startUrl: session.startUrl }, COMPACT)
    : pythonJson({ accountId, roleName, sessionName: session.name }, COMPACT);
}
