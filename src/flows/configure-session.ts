import { meantStartUrl, type Preset } from '../domain/preset.ts';
import { scopesFromText } from '../domain/sso-values.ts';
import type { Profiles, SsoSession } from '../domain/profiles.ts';
import { chooseSession, type SessionChoice, type WantedSession } from '../domain/session-choice.ts';
import { askOrAnswer, type Asking } from './ask-or-answer.ts';
import type { ConfigureRequest } from './configure-request.ts';

interface SessionQuestion {
  readonly request: ConfigureRequest;
  readonly preset: Preset;
  readonly profiles: Profiles;
  /** Of the new profile. */
  readonly name: string;
}

/**
 * The session for the new profile, an existing or a new one; what is not known is asked or answered by the preset.
 * @throws INPUT_NEEDED, CONFIG_VALUE_REFUSED, SESSION_INCOMPLETE and PROFILE_VALUE_REFUSED for a broken session of that name
 */
export async function askSession(asking: Asking, about: SessionQuestion): Promise<SessionChoice> {
  const { request, profiles, name } = about;
  const own = profiles.findSession(request.session ?? name);
  const wanted = await askWanted(asking, about, request.session === undefined ? undefined : own);
  const choice = chooseSession(wanted, { given: request.session, profile: name }, profiles.sessions());
  if (!choice.isNew && choice.session.name !== (request.session ?? name)) {
    asking.world.terminal.say(`The session "${choice.session.name}" serves this profile too: one sign-in for both.`);
  }
  return choice;
}

/** Start URL, region and scopes: as given, else those of the named session, else asked for. */
async function askWanted(
  asking: Asking,
  { request, preset }: SessionQuestion,
  named: SsoSession | undefined,
): Promise<WantedSession> {
  const startUrl = await askOrAnswer(asking, {
    kind: 'startUrl',
    question: 'Start URL',
    given: meant(asking, preset, request.startUrl) ?? named?.startUrl,
    preset: preset.startUrl,
    flag: '--start-url',
  });
  const ssoRegion = await askOrAnswer(asking, {
    kind: 'region',
    question: 'Region of IAM Identity Center',
    given: request.ssoRegion ?? named?.ssoRegion,
    preset: preset.ssoRegion,
    flag: '--sso-region',
  });
  return {
    startUrl: meant(asking, preset, startUrl) ?? startUrl,
    ssoRegion,
    scopes: await askScopes(asking, { given: request.scopes, preset, named }),
  };
}

async function askScopes(
  asking: Asking,
  { given, preset, named }: { given: string | undefined; preset: Preset; named: SsoSession | undefined },
): Promise<readonly string[]> {
  if (given === undefined && named !== undefined) return named.scopes ?? [];
  const usual = preset.scopes.join(',');
  return scopesFromText(
    await askOrAnswer(asking, { kind: 'scopes', question: 'Scopes', given, preset: usual, flag: '--scopes' }),
  );
}

/** A known misspelling of a start URL is put right, and said. */
function meant({ world }: Asking, preset: Preset, typed: string | undefined): string | undefined {
  const right = typed === undefined ? undefined : meantStartUrl(typed, preset);
  if (right === undefined || typed === right) return typed;
  world.terminal.warn(`${typed} is a known misspelling; ${right} is meant and taken`);
  return right;
}
