import { browserSituation } from '../domain/browser-situation.ts';
import { deviceCodeLife, firstInterval, pollVerdict, slowerInterval } from '../domain/device-polling.ts';
import { isError, JpawsError } from '../domain/errors.ts';
import { isOpenableAddress } from '../domain/openable-address.ts';
import type { ClientRegistration, DeviceAuthorization, TokenAnswer, World } from '../ports.ts';
import { clientRegistration } from './client-registration.ts';
import { addressIn, type SessionContext } from './session-context.ts';
import type { SignedIn, SignInOptions } from './sign-in-options.ts';

/** Device authorization (RFC 8628): the person confirms a code in any browser on any machine. */
export async function signInByDeviceCode(
  world: World,
  context: SessionContext,
  options: SignInOptions,
): Promise<SignedIn> {
  const { registration, device } = await startDevice(world, context);
  await showCode(world, device, options);
  return { registration, answer: await poll(world, context, { registration, device }) };
}

interface Started {
  readonly registration: ClientRegistration;
  readonly device: DeviceAuthorization;
}

/** A cached registration that the service has forgotten is replaced once. */
async function startDevice(world: World, context: SessionContext): Promise<Started> {
  const { session } = context;
  const at = addressIn(world, context, 'sso_oidc');
  const request = { method: 'device-code', scopes: session.scopes, details: {} } as const;
  const start = async (registration: ClientRegistration): Promise<Started> => ({
    registration,
    device: await world.oidc.startDeviceAuthorization(at, registration, session.startUrl),
  });
  try {
    return await start(await clientRegistration(world, context, request));
  } catch (error) {
    const isForgotten =
      isError(error, 'SERVICE_REFUSED') && /^(InvalidClient|UnauthorizedClient)/.test(error.args.type);
    if (!isForgotten) throw error;
    return start(await clientRegistration(world, context, { ...request, isForced: true }));
  }
}

async function showCode(world: World, device: DeviceAuthorization, { openBrowser }: SignInOptions): Promise<void> {
  const { terminal, browser, machine } = world;
  const complete = device.verificationUriComplete ?? device.verificationUri;
  if (![device.verificationUri, complete].every(isOpenableAddress)) {
    throw new JpawsError('SIGN_IN_REFUSED', { reason: 'its address is neither https nor of this machine' });
  }
  const isOpened = openBrowser && browserSituation(machine) === 'local' && (await browser.open(complete));
  terminal.say(
    isOpened
      ? 'A browser has opened to sign in. If it has not, open this address:'
      : 'Open this address in any browser:',
  );
  terminal.say('');
  terminal.say(`  ${device.verificationUri}`);
  terminal.say('');
  terminal.say(`and enter the code:  ${device.userCode}`);
  terminal.say('');
  terminal.say('Confirm only a sign-in that you have started yourself.');
}

async function poll(world: World, context: SessionContext, { registration, device }: Started): Promise<TokenAnswer> {
  const at = addressIn(world, context, 'sso_oidc');
  const life = deviceCodeLife(device.expiresIn);
  const end = world.clock.monotonic() + life;
  let interval = firstInterval(device.interval);
  const grant = { grantType: 'device_code', deviceCode: device.deviceCode } as const;
  while (world.clock.monotonic() < end) {
    await wait(world, interval);
    try {
      return await world.oidc.createToken(at, registration, grant, world.interrupted);
    } catch (error) {
      if (!isError(error, 'SERVICE_REFUSED')) throw error;
      const verdict = pollVerdict(error.args.type);
      if (verdict === 'expired') break;
      if (verdict === 'refused') throw refusal(error);
      if (verdict === 'slow-down') interval = slowerInterval(interval);
    }
  }
  throw new JpawsError('SIGN_IN_TIMED_OUT', { minutes: Math.round(life / 60_000) });
}

const refusal = (error: JpawsError<'SERVICE_REFUSED'>): JpawsError =>
  error.args.type === 'AccessDeniedException'
    ? new JpawsError('SIGN_IN_REFUSED', { reason: 'it was denied in the browser' })
    : error;

async function wait({ clock, interrupted }: World, interval: Parameters<typeof clock.sleep>[0]): Promise<void> {
  try {
    await clock.sleep(interval, interrupted);
  } catch (error) {
    if (interrupted.aborted) throw new JpawsError('INTERRUPTED', {});
    throw error;
  }
}
