import { JpawsError } from '../../../src/domain/errors.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { type Instant, later, minutes, seconds } from '../../../src/domain/units.ts';
import type { Clock, Oidc, Portal, Sts, TokenGrant } from '../../../src/ports.ts';

/** One call of a service: `createToken`, with its arguments. */
export interface ServiceCall {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A refusal as the services' adapter throws it. */
export const refusal = (type: string, status = 400, more: { message?: string; clockSkewSeconds?: number } = {}) =>
  new JpawsError('SERVICE_REFUSED', {
    service: 'IAM Identity Center',
    type,
    status,
    host: 'oidc.eu-west-1.amazonaws.com',
    message: '',
    ...more,
  });

export const networkDown = () =>
  new JpawsError('NETWORK_FAILED', {
    host: 'oidc.eu-west-1.amazonaws.com',
    cause: 'no route',
    remedy: 'check the network',
  });

type AnyPort = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;

/** Services that give usual answers, record every call, and whose next answers a test replaces. */
export class MemoryServices {
  readonly calls: ServiceCall[] = [];
  /** Lifetime of what the usual answers hand out. */
  tokenLife = minutes(60);
  roleLife = minutes(60);
  readonly #next = new Map<string, (() => unknown)[]>();
  readonly #clock: Clock;
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The next call of that name answers with this (or throws it), instead of as usual. Several queue up. */
  next(name: keyof Oidc | keyof Portal | keyof Sts, ...answers: readonly unknown[]): void {
    const queue = this.#next.get(name) ?? [];
    queue.push(...answers.map((answer) => (typeof answer === 'function' ? (answer as () => unknown) : () => answer)));
    this.#next.set(name, queue);
  }

  named(name: string): readonly ServiceCall[] {
    return this.calls.filter((call) => call.name === name);
  }

  /** The grants with which tokens were asked for. */
  get grants(): readonly TokenGrant[] {
    return this.named('createToken').map(({ args }) => args[2] as TokenGrant);
  }

  get oidc(): Oidc {
    return this.#scripted<Oidc>({
      registerClient: async () => ({
        clientId: `client-${this.#number()}`,
        clientSecret: new Secret(`SECRET-client-${this.#count}`),
        expiresAt: this.#in(90 * 24 * 60),
      }),
      startDeviceAuthorization: async () => ({
        deviceCode: new Secret('SECRET-device-code'),
        userCode: 'ABCD-EFGH',
        verificationUri: 'https://jppol-sso.awsapps.com/start/#/device',
        verificationUriComplete: 'https://jppol-sso.awsapps.com/start/#/device?user_code=ABCD-EFGH',
        expiresIn: minutes(10),
        interval: seconds(1),
      }),
      createToken: async () => ({
        accessToken: new Secret(`SECRET-access-${this.#number()}`),
        expiresIn: this.tokenLife,
        refreshToken: new Secret(`SECRET-refresh-${this.#count}`),
      }),
      authorizeUrl: async () => 'https://oidc.eu-west-1.amazonaws.com/authorize',
    });
  }

  get portal(): Portal {
    return this.#scripted<Portal>({
      getRoleCredentials: async () => ({
        accessKeyId: `ASIA${this.#number()}`,
        secretAccessKey: new Secret(`SECRET-key-${this.#count}`),
        sessionToken: new Secret(`SECRET-session-${this.#count}`),
        expiration: later(this.#clock.now(), this.roleLife),
      }),
      listAccounts: async () => [
        { accountId: '222222222222', accountName: 'Koa Prod', emailAddress: 'prod@example.com' },
        { accountId: '931827427725', accountName: 'koa-dev', emailAddress: 'dev@example.com' },
      ],
      listAccountRoles: async () => ['ReadOnly', 'idp_customer_access'],
      logout: async () => undefined,
    });
  }

  get sts(): Sts {
    return this.#scripted<Sts>({
      getCallerIdentity: async () => ({
        account: '931827427725',
        arn: 'arn:aws:sts::931827427725:assumed-role/AWSReservedSSO_idp_customer_access_0/ada',
        userId: 'AROA:ada',
      }),
    });
  }

  #scripted<Port extends object>(usual: Port): Port {
    const call =
      (name: string, answer: (...args: never[]) => Promise<unknown>) =>
      async (...args: never[]) => {
        this.calls.push({ name, args });
        const scripted = this.#next.get(name)?.shift();
        if (scripted === undefined) return answer(...args);
        const value = await scripted();
        if (value instanceof Error) throw value;
        return value;
      };
    const methods = Object.entries(usual as AnyPort).map(([name, answer]) => [name, call(name, answer)]);
    return Object.fromEntries(methods) as Port;
  }

  #number(): number {
    this.#count += 1;
    return this.#count;
  }

  #in(count: number): Instant {
    return later(this.#clock.now(), minutes(count));
  }
}
