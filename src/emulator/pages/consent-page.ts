import type { Answer } from '../http.ts';
import { randomToken } from '../random-text.ts';
import type { IdentityCenter, Ticket } from '../state.ts';
import { htmlPage, markup, type Markup } from './html-page.ts';

/** What a client may use that names no scopes. */
const accountAccess = 'Your AWS accounts and roles';
const scopeWords: Readonly<Record<string, string>> = { 'sso:account:access': accountAccess };

const fact = (name: string, value: string): Markup => markup`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`;

function factsOf({ settings }: IdentityCenter, ticket: Ticket): Markup {
  const { client, scopes } = ticket.kind === 'code' ? ticket.request : { ...ticket.grant, ...ticket.grant.client };
  const access = scopes.map((scope) => scopeWords[scope] ?? scope).join(', ');
  return markup`<dl>
${fact('Program', client.clientName)}
${fact('You', settings.userName)}
${fact('It may use', access || accountAccess)}
${fact('Region', settings.region)}
</dl>`;
}

const userCode = (ticket: Ticket): Markup =>
  ticket.kind === 'code'
    ? markup``
    : markup`<p>Your terminal shows a code. Go on only if it is this one:</p>
<p class="code">${ticket.grant.userCode}</p>`;

/** The page on which a person allows or denies a sign-in. Each view has a ticket of its own, good for one answer. */
export function consentPage(center: IdentityCenter, ticket: Ticket): Answer {
  const id = randomToken(24);
  center.state.tickets.set(id, ticket);
  const content = markup`${userCode(ticket)}
${factsOf(center, ticket)}
<p class="quiet">Allow this only if you started the sign-in yourself, just now.</p>
<form class="answers" method="post" action="/consent">
<input type="hidden" name="ticket" value="${id}">
<button class="yes" name="answer" value="allow">Allow</button>
<button name="answer" value="deny">Deny</button>
</form>`;
  const formTargets = ticket.kind === 'code' ? [new URL(ticket.request.redirectUri).origin] : [];
  return htmlPage({ status: 200, title: 'Allow this sign-in?', content, formTargets });
}
