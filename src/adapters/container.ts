import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from '../ports.ts';

// What Docker and Podman put into every container.
const MARKS = ['/.dockerenv', '/run/.containerenv'];
const CGROUP_OF_A_CONTAINER = /docker|kubepods|containerd|libpod|\blxc\b/;

/** `container` is set by systemd-nspawn, Podman and LXC, the other one by Kubernetes in every pod. */
const hasVariable = (env: Machine['env']): boolean => Boolean(env['container'] || env['KUBERNETES_SERVICE_HOST']);

function hasCgroup(): boolean {
  try {
    return CGROUP_OF_A_CONTAINER.test(readFileSync('/proc/1/cgroup', 'utf8'));
  } catch {
    return false;
  }
}

/** True inside a Linux container (Docker, Podman, Kubernetes, LXC, systemd-nspawn), where no browser can be opened. */
export function isInContainer({ env, platform }: Pick<Machine, 'env' | 'platform'>): boolean {
  return platform === 'linux' && (hasVariable(env) || MARKS.some((mark) => existsSync(mark)) || hasCgroup());
}
