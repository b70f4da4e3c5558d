import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { AwsNetwork, type NetworkSettings } from '../../src/adapters/aws-client.ts';
import { createOidc } from '../../src/adapters/oidc.ts';
import { createPortal } from '../../src/adapters/portal.ts';
import { createSts } from '../../src/adapters/sts.ts';
import type { ServiceAddress } from '../../src/domain/endpoint.ts';
import { Secret } from '../../src/domain/secret.ts';
import { instant } from '../../src/domain/units.ts';
import { startEmulator } from '../../src/emulator/start-emulator.ts';
import type { SettingsChange } from '../../src/emulator/settings.ts';
import type { Oidc, Portal, Sts } from '../../src/ports.ts';

const addressOf = (endpoint: string): ServiceAddress => ({
  region: 'eu-west-1',
  endpoint,
  useDualstack: false,
  useFips: false,
});

export const accessToken = new Secret('a-token-that-nobody-may-see');
export const role = { accountId: '931827427725', roleName: 'idp_customer_access' };
export const client = { clientId: 'a-client', clientSecret: new Secret('a-client-secret'), expiresAt: instant(4e12) };

/** The three adapters over one network. The waits between retries are noted and not waited for. */
export interface Services {
  readonly oidc: Oidc;
  readonly portal: Portal;
  readonly sts: Sts;
  readonly waits: number[];
}

export function servicesOver(change: Partial<NetworkSettings> = {}): Services {
  const waits: number[] = [];
  const network = new AwsNetwork({
    machine: { env: {}, version: '0.0.0' },
    clock: {
      now: () => instant(Date.now()),
      sleep: (time) => {
        waits.push(time);
        return Promise.resolve();
      },
    },
    ...change,
  });
  return { oidc: createOidc(network), portal: createPortal(network), sts: createSts(network), waits };
}

/** The embedded Identity Center for one test, and its address. */
export async function identityCenter(t: TestContext, change: SettingsChange = {}) {
  const emulator = await startEmulator(change);
  t.after(() => emulator.close());
  return { emulator, at: addressOf(emulator.url) };
}

/** A signed-in person at the embedded Identity Center, whose sign-ins are all allowed at once. */
export async function signedIn(t: TestContext, change: SettingsChange = {}) {
  const { emulator, at } = await identityCenter(t, { approve: 'automatic', ...change });
  const services = servicesOver();
  const registration = await services.oidc.registerClient(at, { clientName: 'test', scopes: ['sso:account:access'] });
  const device = await services.oidc.startDeviceAuthorization(at, registration, startUrl);
  const grant = { grantType: 'device_code', deviceCode: device.deviceCode } as const;
  const token = await services.oidc.createToken(at, registration, grant);
  return { ...services, emulator, at, registration, device, token };
}

export const startUrl = 'https://jppol-sso.awsapps.com/start';

/** Starts a server on loopback for one test and gives its port. */
export async function listen(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** A service that answers every request with `answer`. */
export async function serviceThat(t: TestContext, answer: RequestListener): Promise<ServiceAddress> {
  return addressOf(`http://127.0.0.1:${await listen(t, createServer(answer))}`);
}
