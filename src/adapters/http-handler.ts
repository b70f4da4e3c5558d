import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Duration } from '../domain/units.ts';

interface HandlerOptions {
  /** Address of the proxy that was chosen for this host; undefined: none. */
  readonly proxy: string | undefined;
  /** Time for the connection to stand. */
  readonly connect: Duration;
}

/** The SDK's HTTP handler with agents that go through the given proxy only, whatever the process's environment says. */
export function createHttpHandler({ proxy, connect }: HandlerOptions): NodeHttpHandler {
  const proxyEnv = proxy === undefined ? {} : { HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
  return new NodeHttpHandler({
    connectionTimeout: connect,
    httpAgent: new HttpAgent({ proxyEnv, keepAlive: true }),
    httpsAgent: new HttpsAgent({ proxyEnv, keepAlive: true, rejectUnauthorized: true }),
  });
}
