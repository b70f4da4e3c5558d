import type { ConfigFile } from './aws-config/parse-config.ts';
import { SectionIndex } from './aws-config/section-index.ts';
import { credentialSource } from './credential-source.ts';
import type { CredentialKind } from './credential-source.ts';
import type { ServiceId } from './endpoint.ts';
import { isError, JpawsError } from './errors.ts';
import { resolveSession, resolveSsoProfile } from './sso-profile.ts';
import type { FindSession, Settings, SsoProfile, SsoSession } from './sso-profile.ts';

export type { SsoProfile, SsoSession } from './sso-profile.ts';

/**
 * The profiles of a config and a credentials file as the AWS CLI sees them: of sections that mean the same profile
 * (`[default]`, `[profile default]`) the last one counts, and values of the credentials file come before its own.
 */
export interface Profiles {
  /** All names, SSO or not, in the order of the files. */
  names(): readonly string[];
  /**
   * The profile of that name; undefined when no file has it.
   * @throws PROFILE_NOT_SSO, PROFILE_INCOMPLETE, PROFILE_VALUE_REFUSED, SESSION_MISSING, SESSION_INCOMPLETE, SESSION_CONTRADICTS
   */
  find(name: string): SsoProfile | undefined;
  /** Where the AWS CLI takes the profile's credentials from; undefined when no file has the profile. */
  kindOf(name: string): CredentialKind | undefined;
  /** All profiles of these names (default: all names) that `find` would give without an error. */
  all(names?: readonly string[]): readonly SsoProfile[];
  /** Why profiles of IAM Identity Center are not among `all`: what `find` throws for them. */
  broken(): readonly JpawsError[];
  /** Every start URL that a profile or a session names, usable or not, as written. */
  startUrls(): readonly string[];
  /** All usable sessions: the sso-session sections first, then the start URLs of legacy profiles. */
  sessions(): readonly SsoSession[];
  /** The sso-session section of that name; undefined when there is none. @throws SESSION_INCOMPLETE, PROFILE_VALUE_REFUSED */
  findSession(name: string): SsoSession | undefined;
  /** A single value of a profile, or one in a nested block (`s3`, `signature_version`); undefined for what is not there. */
  value(profile: string, key: string, inner?: string): string | undefined;
  /** `endpoint_url` of that service in the profile's `services` section. @throws SERVICES_UNKNOWN when the named section is missing */
  serviceEndpoint(profile: string, service: ServiceId): string | undefined;
}

/** @param credentials undefined when there is no such file */
export function readProfiles(config: ConfigFile, credentials: ConfigFile | undefined): Profiles {
  return new ProfilesOfFiles(config, credentials);
}

class ProfilesOfFiles implements Profiles {
  readonly #config: SectionIndex;
  readonly #credentials: SectionIndex;
  /** Sessions that were read before: thousands of profiles share a few. */
  readonly #sessions = new Map<string, ReturnType<FindSession>>();
  #every: Found<SsoProfile> | undefined;

  constructor(config: ConfigFile, credentials: ConfigFile | undefined) {
    this.#config = new SectionIndex(config.sections);
    this.#credentials = new SectionIndex(credentials?.sections ?? []);
  }

  names(): readonly string[] {
    return [...new Set([...this.#config.names('profile'), ...this.#credentials.names('profile')])];
  }

  find(name: string): SsoProfile | undefined {
    const settings = this.#settings(name);
    if (settings === undefined) return undefined;
    const { kind, key } = credentialSource(settings, this.#credentials.find('profile', name)?.values);
    if (kind !== 'sso') throw new JpawsError('PROFILE_NOT_SSO', { profile: name, uses: key === '' ? undefined : key });
    return resolveSsoProfile({ name, settings, findSession: (session) => this.#session(session) });
  }

  kindOf(name: string): CredentialKind | undefined {
    const settings = this.#settings(name);
    return settings && credentialSource(settings, this.#credentials.find('profile', name)?.values).kind;
  }

  all(names?: readonly string[]): readonly SsoProfile[] {
    return (names === undefined ? this.#everyProfile() : findAll(names, (name) => this.find(name))).usable;
  }

  broken(): readonly JpawsError[] {
    return this.#everyProfile().errors.filter((error) => !isError(error, 'PROFILE_NOT_SSO'));
  }

  #everyProfile(): Found<SsoProfile> {
    this.#every ??= findAll(this.names(), (name) => this.find(name));
    return this.#every;
  }

  startUrls(): readonly string[] {
    const named = this.#config.names('sso-session').map((name) => this.#config.find('sso-session', name)?.values);
    const all = [...named, ...this.names().map((name) => this.#settings(name))];
    return [...new Set(all.map((values) => values?.get('sso_start_url')))].filter((url) => typeof url === 'string');
  }

  sessions(): readonly SsoSession[] {
    const { usable: named } = findAll(this.#config.names('sso-session'), (name) => this.findSession(name));
    const legacy = this.all().filter(({ session }) => session.kind === 'legacy');
    const byStartUrl = new Map(legacy.map(({ session }) => [session.startUrl, session]));
    return [...named, ...byStartUrl.values()];
  }

  findSession(name: string): SsoSession | undefined {
    return this.#session(name)?.session;
  }

  #session(name: string): ReturnType<FindSession> {
    const section = this.#config.find('sso-session', name);
    if (section === undefined) return undefined;
    const known = this.#sessions.get(name) ?? { values: section.values, session: resolveSession(name, section.values) };
    this.#sessions.set(name, known);
    return known;
  }

  value(profile: string, key: string, inner?: string): string | undefined {
    const value = this.#settings(profile)?.get(key);
    if (inner === undefined) return typeof value === 'string' ? value : undefined;
    return typeof value === 'object' ? value.get(inner) : undefined;
  }

  serviceEndpoint(profile: string, service: ServiceId): string | undefined {
    const services = this.value(profile, 'services');
    if (services === undefined) return undefined;
    const section = this.#config.find('services', services);
    if (section === undefined) throw new JpawsError('SERVICES_UNKNOWN', { profile, services });
    const block = section.values.get(service);
    return typeof block === 'object' ? block.get('endpoint_url') : undefined;
  }

  #settings(name: string): Settings | undefined {
    const config = this.#config.find('profile', name)?.values;
    const credentials = this.#credentials.find('profile', name)?.values;
    return config && credentials ? new Map([...config, ...credentials]) : (credentials ?? config);
  }
}

interface Found<Item> {
  readonly usable: readonly Item[];
  readonly errors: readonly JpawsError[];
}

/** What `find` gives for the names, and what it throws: one broken profile does not hide the others. */
function findAll<Item>(names: readonly string[], find: (name: string) => Item | undefined): Found<Item> {
  const usable: Item[] = [];
  const errors: JpawsError[] = [];
  for (const name of names) {
    try {
      const item = find(name);
      if (item !== undefined) usable.push(item);
    } catch (error) {
      if (!(error instanceof JpawsError)) throw error;
      errors.push(error);
    }
  }
  return { usable, errors };
}
