import { createHash, createHmac } from 'node:crypto';
import type { EmulatorRequest } from '../http.ts';

/** What the Authorization header says about a signature. */
export interface ClaimedSignature {
  readonly accessKeyId: string;
  /** `DATE/REGION/SERVICE/aws4_request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

type Signed = Pick<EmulatorRequest, 'method' | 'target' | 'headers' | 'body'>;

const pattern =
  /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8}\/[\w-]+\/\w+\/aws4_request), ?SignedHeaders=([a-z0-9;_-]+), ?Signature=([0-9a-f]{64})$/;

/** Reads an Authorization header; undefined when it is no Signature Version 4. */
export function parseAuthorization(header: string): ClaimedSignature | undefined {
  const [, accessKeyId, scope, signedHeaders, signature] = pattern.exec(header) ?? [];
  if (!accessKeyId || !scope || !signedHeaders || !signature) return undefined;
  return { accessKeyId, scope, signedHeaders: signedHeaders.split(';'), signature };
}

const sha256Hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** Percent-encoding of everything but the unreserved characters of RFC 3986. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const encoded = pairs.map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')].map((part) => encode(decodeURIComponent(part))).join('=');
  });
  return encoded.sort().join('&');
}

function canonicalHeaders(request: Signed, names: readonly string[]): string {
  return names.map((name) => `${name}:${`${request.headers[name] ?? ''}`.trim().replace(/ +/g, ' ')}\n`).join('');
}

function canonicalRequest(request: Signed, signedHeaders: readonly string[]): string {
  const [path = '/', query = ''] = request.target.split('?', 2);
  return [
    request.method,
    path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    canonicalHeaders(request, signedHeaders),
    signedHeaders.join(';'),
    sha256Hex(request.body),
  ].join('\n');
}

/**
 * The signature, in hex, that the owner of the secret key would have made for the request
 * (AWS Signature Version 4, "Create a signed AWS API request"; any service but S3).
 */
export function signatureOf(
  request: Signed,
  claim: Pick<ClaimedSignature, 'scope' | 'signedHeaders'>,
  secretKey: string,
): string {
  const key = claim.scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  const date = `${request.headers['x-amz-date'] ?? ''}`;
  const hash = sha256Hex(canonicalRequest(request, claim.signedHeaders));
  return hmac(key, ['AWS4-HMAC-SHA256', date, claim.scope, hash].join('\n')).toString('hex');
}

/** Milliseconds since 1970 of an `x-amz-date` (`20150830T123600Z`); undefined for anything else. */
export function instantOfAmzDate(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}
