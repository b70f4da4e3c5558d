import type { Env } from './env.ts';

// The lower-case name wins, as in curl and in Python's urllib (what the AWS CLI uses).
const read = (env: Env, name: string): string => env[name.toLowerCase()] || env[name.toUpperCase()] || '';

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * The proxy for a request to `address`, from HTTPS_PROXY or HTTP_PROXY unless NO_PROXY names the host;
 * undefined: none. A value without a scheme (`proxy.corp:8080`) means http, as for the AWS CLI.
 */
export function proxyFor(address: string, env: Env): string | undefined {
  const url = new URL(address);
  const proxy = read(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY').trim();
  if (proxy === '' || isExempt(url, read(env, 'NO_PROXY'))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/**
 * NO_PROXY is a list of host names, each also standing for the names below it (`corp.example`, `.corp.example`,
 * `*.corp.example`), optionally with a port; `*` exempts all. Addresses are compared as text: no CIDR.
 */
function isExempt({ protocol, host, hostname }: URL, list: string): boolean {
  const target = hostname.toLowerCase();
  const withPort = host.toLowerCase() === target ? `${target}:${defaultPorts[protocol]}` : host.toLowerCase();
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/^\*?\./, ''))
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      return [target, withPort].some((name) => name === entry || name.endsWith(`.${entry}`));
    });
}
