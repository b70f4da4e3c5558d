import { type Answer, formOf, type Handler } from '../http.ts';
import { answerAuthorize } from '../oidc/authorize.ts';
import { deviceDecision } from '../oidc/device-authorization.ts';
import { ServiceError } from '../service-error.ts';
import type { Decision, DeviceGrant, IdentityCenter } from '../state.ts';
import { consentPage } from './consent-page.ts';
import { htmlPage, markup } from './html-page.ts';
import { messagePage } from './message-page.ts';

const goBack = 'Close this tab and go back to your terminal.';

const askForCode = (): Answer =>
  htmlPage({
    status: 200,
    title: 'Sign in on a device',
    content: markup`<p>Type the code that your terminal shows.</p>
<form method="get" action="/device">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" required autofocus autocomplete="off" placeholder="XXXX-XXXX">
<button class="yes">Continue</button>
</form>`,
  });

const told = (decision: Decision): Answer =>
  decision === 'allow'
    ? messagePage(200, 'You are signed in', goBack)
    : messagePage(200, 'Nothing was allowed', `The sign-in was denied. ${goBack}`);

const isOver = (center: IdentityCenter, grant: DeviceGrant): boolean => grant.used || center.now() >= grant.expiresAt;

/** The device page (RFC 8628 section 3.3): asks for the code when the address has none, else for the answer. */
export const devicePage: Handler = ({ query }, center) => {
  const typed = query.get('user_code');
  if (typed === null) return askForCode();
  const userCode = typed.trim().toUpperCase();
  const grant = [...center.state.deviceGrants.values()].find((candidate) => candidate.userCode === userCode);
  if (grant === undefined || isOver(center, grant)) {
    throw new ServiceError(
      404,
      'not_found',
      `The code ${typed} is not known, or no longer. Start again in your terminal.`,
    );
  }
  const decision = deviceDecision(center, grant);
  return decision === undefined ? consentPage(center, { kind: 'device', grant }) : told(decision);
};

/** Allow or Deny, from one of the pages. */
export const answerConsent: Handler = (request, center) => {
  const form = formOf(request);
  const id = form.get('ticket') ?? '';
  const ticket = center.state.tickets.get(id);
  const answer = form.get('answer');
  if (ticket === undefined || (answer !== 'allow' && answer !== 'deny')) {
    throw new ServiceError(400, 'invalid_request', 'This page is no longer good. Start again in your terminal.');
  }
  center.state.tickets.delete(id);
  if (ticket.kind === 'code') return answerAuthorize(center, ticket.request, answer);
  if (isOver(center, ticket.grant))
    throw new ServiceError(400, 'expired', 'The code has expired. Start again in your terminal.');
  ticket.grant.decision ??= answer;
  return told(ticket.grant.decision);
};
