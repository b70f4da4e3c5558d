import { meantStartUrl, scopesFromText, type Preset } from '../domain/preset.ts';
import type { Profiles, SsoSession } from '../domain/profiles.ts';
import { chooseSession } from '../domain/session-choice.ts';
import { askOrAnswer, type Asking } from './ask-or-answer.ts';
import type { ConfigureRequest } from './configure-profile.ts';

interface SessionQuestion {
  readonly request: ConfigureRequest;
  readonly preset: Preset;
  readonly profiles: Profiles;
  /** Of the new profile. */
  readonly name: string;
}

/** The session for the new profile, an existing or a new one; what is not known is asked or answered by the preset. */
export async function askSession(
  asking: Asking,
  { request, preset, profiles, name }: SessionQuestion,
): Promise<SsoSession> {
  const named = profiles.sessions().find(({ kind, name }) => kind === 'sso-session' && name === request.session);
  const base = named === undefined ? preset : named;
  const known = (given: string | undefined, value: string): string | undefined =>
    given ?? (named === undefined ? undefined : value);
  const startUrl = await askOrAnswer(asking, {
    kind: 'startUrl',
    question: 'Start URL',
    given: meant(asking, preset, known(request.startUrl, base.startUrl)),
    preset: base.startUrl,
    flag: '--start-url',
  });
  const ssoRegion = await askOrAnswer(asking, {
    kind: 'region',
    question: 'Region of IAM Identity Center',
    given: known(request.ssoRegion, base.ssoRegion),
    preset: base.ssoRegion,
    flag: '--sso-region',
  });
  const usualScopes = (base.scopes ?? preset.scopes).join(',');
  const scopes = await askOrAnswer(asking, {
    kind: 'scopes',
    question: 'Scopes',
    given: known(request.scopes, usualScopes),
    preset: usualScopes,
    flag: '--scopes',
  });
  const wanted = { startUrl: meant(asking, preset, startUrl) ?? startUrl, ssoRegion, scopes: scopesFromText(scopes) };
  const { session, isShared } = chooseSession(wanted, { given: request.session, profile: name }, profiles.sessions());
  if (isShared)
    asking.world.terminal.say(`The session "${session.name}" serves this profile too: one sign-in for both.`);
  return session;
}

/** A known misspelling of a start URL is put right, and said. */
function meant({ world }: Asking, preset: Preset, typed: string | undefined): string | undefined {
  const right = typed === undefined ? undefined : meantStartUrl(typed, preset);
  if (right === undefined || typed === right) return typed;
  world.terminal.warn(`${typed} is a known misspelling; ${right} is meant and taken`);
  return right;
}
