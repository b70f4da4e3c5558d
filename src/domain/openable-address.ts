const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an address that jpaws may hand to a browser: `https:`, or `http:` on this machine (loopback). */
export function isOpenableAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}
