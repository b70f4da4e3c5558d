import { JpawsError } from '../domain/errors.ts';

interface Meaning {
  readonly codes: RegExp;
  readonly cause: string;
  readonly remedy: string;
}

const line = 'check the network connection and the VPN; behind a proxy, set HTTPS_PROXY';
const authority =
  'if your company inspects TLS traffic, put its CA certificate (PEM) into a file and name that in AWS_CA_BUNDLE, or ca_bundle in the profile';

const meanings: readonly Meaning[] = [
  {
    codes: /^(ENOTFOUND|EAI_)/,
    cause: 'its name is not known (DNS)',
    remedy: 'check the region, the network connection and the VPN; behind a proxy, set HTTPS_PROXY',
  },
  { codes: /^ECONNREFUSED$/, cause: 'the connection was refused', remedy: line },
  { codes: /^(ECONNRESET|EPIPE|ECONNABORTED)$/, cause: 'the connection was cut before an answer came', remedy: line },
  {
    codes: /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    cause: 'there is no way to it',
    remedy: line,
  },
  { codes: /^(ETIMEDOUT|TimeoutError)$/, cause: 'no answer came in time', remedy: line },
  {
    codes: /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA|CERT_REJECTED)/,
    cause: 'its certificate comes from an authority that this machine does not trust',
    remedy: authority,
  },
  {
    codes: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    cause: 'its certificate is not valid at this time',
    remedy: 'check the date and time of this machine',
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    cause: 'its certificate is for another host',
    remedy: 'check the endpoint address and the proxy: something else answers in its place',
  },
  {
    codes: /^(EPROTO|ERR_SSL_|ERR_TLS_)/,
    cause: 'it does not speak TLS as it should',
    remedy: 'check the endpoint address (https or http) and the proxy',
  },
  {
    codes: /^ERR_PROXY_/,
    cause: 'the proxy did not make the connection',
    remedy: 'check HTTPS_PROXY and HTTP_PROXY (and the password in them), or name the host in NO_PROXY',
  },
];

/**
 * A failed connection as NETWORK_FAILED: host, cause and remedy in plain words. Nothing of the original error's text
 * is carried on (a proxy's address may hold a password).
 * @param via host and port of the proxy that was used
 */
export function networkFailure(error: unknown, { host, via }: { host: string; via: string | undefined }): JpawsError {
  const code = codeOf(error);
  if (code.startsWith('HPE_')) return new JpawsError('ANSWER_UNUSABLE', { host, reason: 'it is not HTTP' });
  const known = meanings.find(({ codes }) => codes.test(code));
  const cause = known?.cause ?? `the request failed (${code})`;
  return new JpawsError('NETWORK_FAILED', {
    host: via === undefined ? host : `${host} through the proxy ${via}`,
    cause,
    remedy: known?.remedy ?? line,
  });
}

// The name of the error's kind: only what looks like a code, so that no free text gets through.
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return [code, name].find((text): text is string => typeof text === 'string' && /^\w{1,60}$/.test(text)) ?? 'unknown';
}
