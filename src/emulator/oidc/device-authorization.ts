import { type Handler, jsonAnswer } from '../http.ts';
import { jsonBodyOf } from '../json-body.ts';
import { randomToken, randomUserCode } from '../random-text.ts';
import { ServiceError } from '../service-error.ts';
import type { DeviceGrant, IdentityCenter } from '../state.ts';
import { authenticateClient } from './client-registration.ts';
import { deviceCodeGrant, requireGrant } from './grant-types.ts';
import { isKnownStartUrl } from './start-url.ts';

/** RFC 8628 section 3.2, when the answer names no interval; section 3.5 adds as much for each `slow_down`. */
const fiveSeconds = 5000;
/** Timers fire a little early and the clock is no stopwatch: a poll by the book must never count as too early. */
const tolerance = 100;

/** StartDeviceAuthorization (RFC 8628 section 3.1). */
export const startDeviceAuthorization: Handler = (request, center) => {
  const { settings, state, url } = center;
  const body = jsonBodyOf(request);
  const client = authenticateClient(center, body);
  requireGrant(client, deviceCodeGrant);
  const startUrl = body.text('startUrl');
  if (!isKnownStartUrl(settings, startUrl)) {
    throw new ServiceError(400, 'InvalidRequestException', 'Invalid start URL provided');
  }
  const deviceCode = randomToken(60);
  const userCode = randomUserCode();
  state.deviceGrants.set(deviceCode, {
    client,
    startUrl,
    userCode,
    expiresAt: center.now() + settings.lifetimes.deviceCode,
    interval: settings.interval ?? fiveSeconds,
    lastPoll: undefined,
    decision: undefined,
    used: false,
  });
  return jsonAnswer(200, {
    deviceCode,
    userCode,
    verificationUri: `${url}/device`,
    verificationUriComplete: `${url}/device?user_code=${userCode}`,
    expiresIn: Math.floor(settings.lifetimes.deviceCode / 1000),
    ...(settings.interval === null ? {} : { interval: Math.ceil(settings.interval / 1000) }),
  });
};

/** What was answered for a device grant; the settings may answer in the person's place, at any time. */
export function deviceDecision(center: IdentityCenter, grant: DeviceGrant): DeviceGrant['decision'] {
  const { approve } = center.settings;
  if (approve === 'manual') return grant.decision;
  return grant.decision ?? (approve === 'automatic' ? 'allow' : 'deny');
}

/** Notes a poll. @throws ServiceError SlowDownException when it came too early; from then on 5 seconds more are asked for */
export function notePoll(center: IdentityCenter, grant: DeviceGrant): void {
  const now = center.now();
  const isTooEarly = grant.lastPoll !== undefined && now - grant.lastPoll < grant.interval - tolerance;
  grant.lastPoll = now;
  if (!isTooEarly) return;
  grant.interval += fiveSeconds;
  throw new ServiceError(400, 'SlowDownException', 'Polling too often');
}
