import { defineCommand } from '../cli/command.ts';
import type { SignInMethod } from '../domain/client-registration.ts';
import { JpawsError } from '../domain/errors.ts';
import { isFresh } from '../domain/sso-token.ts';
import { timeLeft } from '../domain/time-left.ts';
import { chosenSession } from '../flows/choose-session.ts';
import { loadProfiles } from '../flows/load-profiles.ts';
import { readToken, sessionToken } from '../flows/session-token.ts';
import { signIn } from '../flows/sign-in.ts';

export const login = defineCommand({
  name: 'login',
  summary: 'Sign in to IAM Identity Center',
  examples: [
    ['jpaws login', "sign in for this shell's profile, AWS_PROFILE, or the only session"],
    ['jpaws login koa-dev-customer', "sign in to this profile's session"],
    ['jpaws login --no-browser', 'print the address instead of opening a browser'],
    ['jpaws login --device-code', 'confirm a code in a browser on any machine'],
  ],
  positionals: [{ name: 'profile', describes: 'The profile whose session is signed in to', completes: 'profile' }],
  options: {
    session: { type: 'string', describes: 'The sso-session by its own name', completes: 'session' },
    force: { type: 'boolean', describes: 'A new sign-in even when the session is live' },
    pkce: { type: 'boolean', describes: 'Authorization code with PKCE: the browser comes back to this machine' },
    deviceCode: { type: 'boolean', describes: 'Device code: confirm a code in any browser' },
    noBrowser: { type: 'boolean', describes: 'Open no browser; print the address only' },
    port: { type: 'string', describes: 'Port for the way back of the browser (PKCE)' },
  },
  run: async (args, world) => {
    if (args.profile !== undefined && args.session !== undefined) throw usage('give a profile or --session, not both');
    const method = methodOf(args);
    const port = portOf(args.port);
    const context = await chosenSession(world, loadProfiles(world), args);
    const { name } = context.session;
    if (!args.force) {
      const state = await sessionToken(world, context);
      if (state.kind === 'token' && isFresh(state.token.expiresAt, world.clock.now())) {
        return {
          kind: 'done',
          message: `"${name}" is signed in already (${timeLeft(state.token.expiresAt, world.clock.now())}).`,
        };
      }
    }
    const replaces = args.force ? await readToken(world, context) : undefined;
    const token = await signIn(world, context, { method, openBrowser: !args.noBrowser, port, replaces });
    return { kind: 'done', message: `Signed in to "${name}" (${timeLeft(token.expiresAt, world.clock.now())}).` };
  },
});

const usage = (problem: string): JpawsError => new JpawsError('USAGE', { problem, command: 'login' });

function methodOf({ pkce, deviceCode }: { pkce: boolean; deviceCode: boolean }): SignInMethod | undefined {
  if (pkce && deviceCode) throw usage('give --pkce or --device-code, not both');
  return pkce ? 'pkce' : deviceCode ? 'device-code' : undefined;
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (!/^[0-9]{1,5}$/.test(text) || port < 1 || port > 65_535) throw usage('--port takes a number from 1 to 65535');
  return port;
}
