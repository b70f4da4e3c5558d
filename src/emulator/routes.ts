import type { Handler } from './http.ts';
import { authorize } from './oidc/authorize.ts';
import { registerClient } from './oidc/client-registration.ts';
import { startDeviceAuthorization } from './oidc/device-authorization.ts';
import { createToken } from './oidc/token.ts';
import { answerConsent, devicePage } from './pages/sign-in-pages.ts';
import { getRoleCredentials, listAccountRoles, listAccounts, logout } from './portal/portal.ts';
import { type Service, ServiceError } from './service-error.ts';
import { getCallerIdentity } from './sts/get-caller-identity.ts';

export interface Route {
  readonly method: string;
  readonly path: string;
  /** Whose shape its errors have. */
  readonly service: Service;
  readonly handle: Handler;
}

const routes: readonly Route[] = [
  { service: 'oidc', method: 'POST', path: '/client/register', handle: registerClient },
  { service: 'oidc', method: 'POST', path: '/device_authorization', handle: startDeviceAuthorization },
  { service: 'oidc', method: 'POST', path: '/token', handle: createToken },
  { service: 'page', method: 'GET', path: '/authorize', handle: authorize },
  { service: 'page', method: 'GET', path: '/device', handle: devicePage },
  { service: 'page', method: 'POST', path: '/consent', handle: answerConsent },
  { service: 'portal', method: 'GET', path: '/assignment/accounts', handle: listAccounts },
  { service: 'portal', method: 'GET', path: '/assignment/roles', handle: listAccountRoles },
  { service: 'portal', method: 'GET', path: '/federation/credentials', handle: getRoleCredentials },
  { service: 'portal', method: 'POST', path: '/logout', handle: logout },
  { service: 'sts', method: 'POST', path: '/', handle: getCallerIdentity },
  { service: 'sts', method: 'GET', path: '/', handle: getCallerIdentity },
];

const unknownOperation: Handler = ({ method, path }) => {
  throw new ServiceError(404, 'UnknownOperationException', `No operation ${method} ${path}`);
};

/** The route of a request; for one that no service has, a route that answers 404 UnknownOperationException. */
export function routeOf({ method, path }: { method: string; path: string }): Route {
  const found = routes.find((candidate) => candidate.method === method && candidate.path === path);
  return found ?? { service: 'portal', method, path, handle: unknownOperation };
}
