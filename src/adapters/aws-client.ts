import { isRegionName, type ServiceAddress, type ServiceId } from '../domain/endpoint.ts';
import { JpawsError } from '../domain/errors.ts';
import { proxyFor } from '../domain/proxy-choice.ts';
import type { Secret } from '../domain/secret.ts';
import { serviceEndpoint } from '../domain/service-endpoint.ts';
import { seconds } from '../domain/units.ts';
import type { Clock, Machine } from '../ports.ts';
import { BoundedHandler, type NetworkLimits } from './bounded-handler.ts';
import { isSendableToken } from './answer-fields.ts';
import { refusalFrom } from './service-refusal.ts';
import { TrustedAuthorities } from './trusted-authorities.ts';

export interface NetworkSettings {
  readonly machine: Pick<Machine, 'env' | 'version'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly limits?: Partial<NetworkLimits>;
  /** Ends every call that has no signal of its own. */
  readonly interrupted?: AbortSignal;
}

export interface ServiceCall {
  readonly service: ServiceId;
  readonly at: ServiceAddress;
  readonly signal?: AbortSignal | undefined;
  /** What is sent and must not come back in an error text. */
  readonly secrets: readonly Secret<string>[];
}

const defaultLimits: NetworkLimits = {
  connect: seconds(5),
  total: seconds(20),
  answerBytes: 1024 * 1024,
  attempts: 3,
};

const nobody = (): Promise<never> => Promise.reject(new Error('this call is not signed'));

/**
 * Every option that an SDK client would otherwise look up in `~/.aws/config` or the environment, so that none is
 * looked up. Retries are the handler's own; the endpoint is decided already, hence neither dual-stack nor FIPS here.
 */
function clientConfig(region: string, endpoint: string, version: string) {
  return {
    region,
    endpoint,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard' as const,
    userAgentAppId: () => Promise.resolve(undefined),
    customUserAgent: [['jpaws', version] as [string, string]],
    authSchemePreference: () => Promise.resolve([]),
    credentials: nobody,
  };
}

export type ClientConfig = ReturnType<typeof clientConfig> & { readonly requestHandler: BoundedHandler };

/** What the clients of the AWS services share: proxies, trust, limits and the translation of errors. */
export class AwsNetwork {
  readonly #settings: NetworkSettings;
  readonly #limits: NetworkLimits;
  readonly #authorities = new TrustedAuthorities();

  constructor(settings: NetworkSettings) {
    this.#settings = settings;
    this.#limits = { ...defaultLimits, ...settings.limits };
  }

  /** Host (and port) of the service, as errors name it. */
  hostOf({ service, at }: Pick<ServiceCall, 'service' | 'at'>): string {
    return new URL(serviceEndpoint(service, at)).host;
  }

  /**
   * Runs one call with a client configuration that reads no file.
   * @throws REQUEST_REFUSED before anything is sent, FILE_UNREADABLE (the CA bundle), NETWORK_FAILED, ANSWER_UNUSABLE,
   * SERVICE_REFUSED, or the signal's reason
   */
  async call<Answer>(asked: ServiceCall, send: (config: ClientConfig) => Promise<Answer>): Promise<Answer> {
    const call = { ...asked, signal: asked.signal ?? this.#settings.interrupted };
    checkSendable(call);
    const { requestHandler, hangUp } = await this.#connection(call);
    const config = clientConfig(call.at.region, serviceEndpoint(call.service, call.at), this.#settings.machine.version);
    try {
      return await send({ ...config, requestHandler });
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      // Without an answer the fault is neither the network's nor the service's: a bug is told as one.
      if (error instanceof JpawsError || requestHandler.lastAnswer === undefined) throw error;
      throw refusalFrom(error, {
        service: call.service,
        host: this.hostOf(call),
        secrets: call.secrets,
        serviceTime: requestHandler.lastAnswer.date,
        now: this.#settings.clock.now(),
      });
    } finally {
      hangUp();
    }
  }

  async #connection(call: ServiceCall): Promise<{ requestHandler: BoundedHandler; hangUp: () => void }> {
    const endpoint = new URL(serviceEndpoint(call.service, call.at));
    const proxy = usableProxy(endpoint, this.#settings.machine.env);
    if ([endpoint, proxy].some((to) => to?.protocol === 'https:')) this.#authorities.trust(call.at.caBundle);
    const { createHttpHandler } = await import('./http-handler.ts');
    const http = createHttpHandler({ proxy: proxy?.href, connect: this.#limits.connect });
    const requestHandler = new BoundedHandler(http, {
      host: endpoint.host,
      via: proxy?.host,
      form: call.service === 'sts' ? 'xml' : 'json',
      limits: this.#limits,
      clock: this.#settings.clock,
      signal: call.signal,
    });
    return { requestHandler, hangUp: () => http.destroy() };
  }
}

function checkSendable({ at, secrets }: ServiceCall): void {
  if (!isRegionName(at.region)) {
    throw new JpawsError('REQUEST_REFUSED', { what: 'the region', reason: 'has characters that no AWS region has' });
  }
  if (!secrets.every((secret) => isSendableToken(secret.reveal()))) {
    throw new JpawsError('REQUEST_REFUSED', { what: 'a stored token', reason: 'has characters that no token has' });
  }
}

// Going around a proxy that cannot be used, in silence, would be worse than not going at all.
function usableProxy(endpoint: URL, env: Machine['env']): URL | undefined {
  const proxy = proxyFor(endpoint.href, env);
  if (proxy === undefined) return undefined;
  if (URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)) return new URL(proxy);
  throw new JpawsError('NETWORK_FAILED', {
    host: endpoint.host,
    cause: 'the address of the proxy is no http or https address',
    remedy: 'set HTTPS_PROXY and HTTP_PROXY to an address such as http://proxy.example:8080',
  });
}
