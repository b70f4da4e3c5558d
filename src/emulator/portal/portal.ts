import { emptyAnswer, type EmulatorRequest, type Handler, jsonAnswer } from '../http.ts';
import { randomAccessKeyId, randomSecretKey, randomSessionToken } from '../random-text.ts';
import { ServiceError } from '../service-error.ts';
import { sessionOfToken } from '../sign-in-session.ts';
import type { IdentityCenter, IssuedRoleCredentials, SignInSession } from '../state.ts';
import { pageOf } from './page-of.ts';

/** @throws ServiceError UnauthorizedException (401) when the token is absent, unknown, expired or signed out */
function signedIn(center: IdentityCenter, request: EmulatorRequest): SignInSession {
  const token = request.headers['x-amz-sso_bearer_token'];
  const session = typeof token === 'string' ? sessionOfToken(center, token) : undefined;
  if (session === undefined) throw new ServiceError(401, 'UnauthorizedException', 'Session token not found or invalid');
  return session;
}

function required(query: URLSearchParams, name: string, shape: RegExp): string {
  const value = query.get(name) ?? '';
  if (!shape.test(value)) throw new ServiceError(400, 'InvalidRequestException', `${name} is missing or malformed`);
  return value;
}

const accountIn = (query: URLSearchParams): string => required(query, 'account_id', /^\d{12}$/);

/** ListAccounts: those in which the person has a role. */
export const listAccounts: Handler = (request, center) => {
  signedIn(center, request);
  const accounts = center.settings.accounts.filter(({ roles }) => roles.length > 0);
  const { items, nextToken } = pageOf(accounts, request.query, center.settings.pageSize);
  const accountList = items.map(({ accountId, accountName, emailAddress }) => ({
    accountId,
    accountName,
    emailAddress,
  }));
  return jsonAnswer(200, { accountList, nextToken });
};

/** ListAccountRoles. An account in which the person has no role is not found. */
export const listAccountRoles: Handler = (request, center) => {
  signedIn(center, request);
  const accountId = accountIn(request.query);
  const roles = center.settings.accounts.find((account) => account.accountId === accountId)?.roles ?? [];
  if (roles.length === 0) throw new ServiceError(404, 'ResourceNotFoundException', 'No such account');
  const { items, nextToken } = pageOf(roles, request.query, center.settings.pageSize);
  return jsonAnswer(200, { roleList: items.map((roleName) => ({ accountId, roleName })), nextToken });
};

/** GetRoleCredentials. STS knows what was issued here. */
export const getRoleCredentials: Handler = (request, center) => {
  const { userName } = signedIn(center, request);
  const accountId = accountIn(request.query);
  const roleName = required(request.query, 'role_name', /^[\w+=,.@-]{1,64}$/);
  const account = center.settings.accounts.find((candidate) => candidate.accountId === accountId);
  // The same answer for a foreign account as for a foreign role, as the service does it.
  if (account?.roles.includes(roleName) !== true) throw new ServiceError(403, 'ForbiddenException', 'No access');
  const expiresAt = center.now() + center.settings.lifetimes.roleCredentials;
  const credentials = {
    accessKeyId: randomAccessKeyId(),
    secretAccessKey: randomSecretKey(),
    sessionToken: randomSessionToken(),
    expiration: Math.floor(expiresAt / 1000) * 1000,
  };
  const issued: IssuedRoleCredentials = { ...credentials, accountId, roleName, userName };
  center.state.roleCredentials.set(issued.accessKeyId, issued);
  return jsonAnswer(200, { roleCredentials: credentials });
};

/** Logout: ends the session with all its tokens. Role credentials that were issued live on, as with the real service. */
export const logout: Handler = (request, center) => {
  signedIn(center, request).signedOut = true;
  return emptyAnswer(200);
};
