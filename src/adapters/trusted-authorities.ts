import { existsSync, readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { JpawsError } from '../domain/errors.ts';

/**
 * Makes this process trust, for every TLS connection from now on: Node's own list, NODE_EXTRA_CA_CERTS (both are in
 * `default`), the system's store, and the PEM file that AWS_CA_BUNDLE or `ca_bundle` names. Always a union:
 * a bundle that holds only the company's CA does not take the others away.
 */
export class TrustedAuthorities {
  #isSystemTrusted = false;
  readonly #bundles = new Set<string>();

  /** @throws FILE_UNREADABLE when the bundle cannot be read or holds no certificate */
  trust(caBundle: string | undefined): void {
    const certificates = caBundle === undefined || this.#bundles.has(caBundle) ? [] : certificatesOf(caBundle);
    if (this.#isSystemTrusted && certificates.length === 0) return;
    const system = this.#isSystemTrusted ? [] : systemAuthorities();
    try {
      setDefaultCACertificates([...new Set([...getCACertificates('default'), ...system, ...certificates])]);
    } catch {
      throw new JpawsError('FILE_UNREADABLE', {
        file: caBundle ?? 'the system store',
        reason: 'a certificate in it is broken',
      });
    }
    this.#isSystemTrusted = true;
    if (caBundle !== undefined) this.#bundles.add(caBundle);
  }
}

/**
 * What the system trusts. On Linux that is a folder and a file, and Node complains on stderr by itself when the folder
 * is missing (a minimal system, seen on Node 24.21): then only the file is read.
 */
function systemAuthorities(): string[] {
  const { env, platform } = process;
  if (platform !== 'linux' || existsSync(env['SSL_CERT_DIR'] || '/etc/ssl/certs')) return getCACertificates('system');
  const file = env['SSL_CERT_FILE'] || '/etc/ssl/cert.pem';
  return existsSync(file) ? certificatesOf(file) : [];
}

function certificatesOf(file: string): string[] {
  const found = readText(file).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (found === null) throw new JpawsError('FILE_UNREADABLE', { file, reason: 'it holds no PEM certificate' });
  return found;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new JpawsError('FILE_UNREADABLE', {
      file,
      reason: code === 'ENOENT' ? 'there is no such file' : String(code),
    });
  }
}
