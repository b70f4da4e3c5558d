import type { ServiceAddress } from '../domain/endpoint.ts';
import { JpawsError } from '../domain/errors.ts';
import type { Secret } from '../domain/secret.ts';
import { milliseconds } from '../domain/units.ts';
import type { AccountInfo, Portal, RoleCredentials } from '../ports.ts';
import { AnswerFields } from './answer-fields.ts';
import type { AwsNetwork } from './aws-client.ts';

const service = 'sso';
const perPage = 100;
// 50,000 entries: ten times what an organisation may hold. It only ends a list that never ends.
const mostPages = 500;

const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** IAM Identity Center's portal over the AWS SDK, which is loaded with the first call. */
export function createPortal(network: AwsNetwork): Portal {
  const targetOf = (at: ServiceAddress, accessToken: Secret<string>) =>
    ({ service, at, secrets: [accessToken] }) as const;
  const fieldsOf = (answer: object, at: ServiceAddress) => new AnswerFields(answer, network.hostOf({ service, at }));

  return {
    async getRoleCredentials(at, accessToken, { accountId, roleName }): Promise<RoleCredentials> {
      checkAccountId(accountId);
      const { SSOClient, GetRoleCredentialsCommand } = await import('@aws-sdk/client-sso');
      const request = { accessToken: accessToken.reveal(), accountId, roleName };
      const answer = await network.call(targetOf(at, accessToken), (config) =>
        new SSOClient(config).send(new GetRoleCredentialsCommand(request)),
      );
      const fields = fieldsOf(answer.roleCredentials ?? {}, at);
      return {
        accessKeyId: fields.token('accessKeyId'),
        secretAccessKey: fields.secret('secretAccessKey'),
        sessionToken: fields.secret('sessionToken'),
        expiration: fields.instant('expiration', milliseconds(1)),
      };
    },

    async listAccounts(at, accessToken): Promise<readonly AccountInfo[]> {
      const { SSOClient, ListAccountsCommand } = await import('@aws-sdk/client-sso');
      const entries = await network.call(targetOf(at, accessToken), (config) => {
        const client = new SSOClient(config);
        return allPages(fieldsOf({}, at), async (nextToken) => {
          const page = await client.send(new ListAccountsCommand(pageRequest(accessToken, nextToken)));
          return { entries: page.accountList, nextToken: page.nextToken };
        });
      });
      return entries.map((entry) => accountFrom(fieldsOf(entry, at)));
    },

    async listAccountRoles(at, accessToken, accountId): Promise<readonly string[]> {
      checkAccountId(accountId);
      const { SSOClient, ListAccountRolesCommand } = await import('@aws-sdk/client-sso');
      const entries = await network.call(targetOf(at, accessToken), (config) => {
        const client = new SSOClient(config);
        return allPages(fieldsOf({}, at), async (nextToken) => {
          const request = { ...pageRequest(accessToken, nextToken), accountId };
          const page = await client.send(new ListAccountRolesCommand(request));
          return { entries: page.roleList, nextToken: page.nextToken };
        });
      });
      return entries.map((entry) => fieldsOf(entry, at).text('roleName'));
    },

    async logout(at, accessToken): Promise<void> {
      const { SSOClient, LogoutCommand } = await import('@aws-sdk/client-sso');
      await network.call(targetOf(at, accessToken), (config) =>
        new SSOClient(config).send(new LogoutCommand({ accessToken: accessToken.reveal() })),
      );
    },
  };
}

const pageRequest = (accessToken: Secret<string>, nextToken: string | undefined) => ({
  accessToken: accessToken.reveal(),
  maxResults: perPage,
  ...(nextToken === undefined ? {} : { nextToken }),
});

interface Page {
  readonly entries: unknown;
  readonly nextToken: unknown;
}

/** All entries of all pages. @throws ANSWER_UNUSABLE when a page is none or the list does not end */
async function allPages(
  fields: AnswerFields,
  readPage: (nextToken: string | undefined) => Promise<Page>,
): Promise<object[]> {
  const all: object[] = [];
  let nextToken: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await readPage(nextToken);
    if (!isListOfObjects(page.entries)) throw fields.unusable('it holds no list');
    all.push(...page.entries);
    if (typeof page.nextToken !== 'string' || page.nextToken === '') return all;
    if (page.nextToken === nextToken) throw fields.unusable('its list repeats a page');
    nextToken = page.nextToken;
  }
  throw fields.unusable('its list does not end');
}

const isListOfObjects = (value: unknown): value is object[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null);

function accountFrom(fields: AnswerFields): AccountInfo {
  const accountId = fields.text('accountId');
  if (!isAccountId(accountId)) throw fields.unusable('accountId has not 12 digits');
  return {
    accountId,
    accountName: fields.optionalText('accountName') ?? '',
    emailAddress: fields.optionalText('emailAddress') ?? '',
  };
}

function checkAccountId(accountId: string): void {
  if (isAccountId(accountId)) return;
  throw new JpawsError('REQUEST_REFUSED', { what: 'the account', reason: 'is not a number of 12 digits' });
}
