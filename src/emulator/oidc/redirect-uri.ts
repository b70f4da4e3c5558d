/** True for `http://127.0.0.1` and `http://localhost`, with or without port and path. */
export function isLoopbackRedirect(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, username, password, hash } = new URL(uri);
  const plain = username === '' && password === '' && hash === '';
  return plain && protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname);
}

const withoutPort = (uri: string): string => {
  const url = new URL(uri);
  url.port = '';
  return url.href;
};

/** True when the address is one of the registered ones; the port makes no difference (RFC 8252 section 7.3). */
export const isRegisteredRedirect = (registered: readonly string[], uri: string): boolean =>
  isLoopbackRedirect(uri) && registered.some((candidate) => withoutPort(candidate) === withoutPort(uri));
