import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseConfig, parseCredentials } from '../../src/domain/aws-config/parse-config.ts';
import { isError } from '../../src/domain/errors.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { readProfiles } from '../../src/domain/profiles.ts';
import type { Profiles } from '../../src/domain/profiles.ts';

const read = (config: string, credentials?: string): Profiles =>
  readProfiles(
    parseConfig(config, 'config'),
    credentials === undefined ? undefined : parseCredentials(credentials, 'credentials'),
  );

const SESSION = `[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access, other:scope ,
`;
const ROLE = 'sso_account_id = 111122223333\nsso_role_name = Reader\n';
const DEV = `[profile dev]\nsso_session = corp\n${ROLE}region = eu-north-1\noutput = json\n`;
const LEGACY = `[profile old]\nsso_start_url = https://old.awsapps.com/start/#/\nsso_region = us-east-1\n${ROLE}`;

const assertFails = (run: () => unknown, code: ErrorCode, args: object) =>
  assert.throws(run, (error) => {
    assert.ok(isError(error, code), String(error));
    assert.deepEqual(error.args, args);
    return true;
  });

describe('an SSO profile', () => {
  test('is read with its session', () => {
    const { settings, ...profile } = read(DEV + SESSION).find('dev') ?? assert.fail();
    assert.deepEqual(profile, {
      name: 'dev',
      accountId: '111122223333',
      roleName: 'Reader',
      region: 'eu-north-1',
      output: 'json',
      session: {
        kind: 'sso-session',
        name: 'corp',
        startUrl: 'https://corp.awsapps.com/start',
        ssoRegion: 'eu-west-1',
        scopes: ['sso:account:access', 'other:scope'],
      },
    });
    assert.equal(settings.get('output'), 'json');
  });

  test('of the legacy kind has a session named by its start URL as written', () => {
    assert.deepEqual(read(LEGACY).find('old')?.session, {
      kind: 'legacy',
      name: 'https://old.awsapps.com/start/#/',
      startUrl: 'https://old.awsapps.com/start/#/',
      ssoRegion: 'us-east-1',
      scopes: undefined,
    });
  });

  test('may have no region, no output and no scopes', () => {
    const session = '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n';
    const profile = read(`[default]\nsso_session = corp\n${ROLE}region =\n${session}`).find('default');
    assert.equal(profile?.region, undefined);
    assert.equal(profile?.output, undefined);
    assert.equal(profile?.session.scopes, undefined);
  });

  test('takes values of the credentials file before its own', () => {
    const profiles = read(DEV + SESSION, '[dev]\nsso_role_name = Admin\n[extra]\nsso_session = corp\n' + ROLE);
    assert.equal(profiles.find('dev')?.roleName, 'Admin');
    assert.equal(profiles.find('dev')?.region, 'eu-north-1');
    assert.equal(profiles.find('extra')?.session.name, 'corp');
    assert.deepEqual(profiles.names(), ['dev', 'extra']);
  });

  test('may repeat what its session says', () => {
    const text = DEV.replace('region = eu-north-1', 'sso_region = eu-west-1');
    assert.equal(read(text + SESSION).find('dev')?.session.ssoRegion, 'eu-west-1');
  });

  test('may carry keys or a credential_process, which the AWS CLI does not use then', () => {
    for (const other of [
      'aws_access_key_id = AKIA\naws_secret_access_key = x\n',
      'credential_process = /bin/creds\n',
    ]) {
      assert.equal(read(`${DEV}${other}${SESSION}`).kindOf('dev'), 'sso');
      assert.equal(read(`${DEV}${other}${SESSION}`).find('dev')?.roleName, 'Reader');
    }
  });

  test('that no file has is undefined', () => {
    assert.equal(read(DEV + SESSION).find('de'), undefined);
    assert.equal(read(DEV + SESSION).kindOf('de'), undefined);
    assert.equal(read('').find('default'), undefined);
  });
});

describe('a profile of another kind', () => {
  const others: readonly (readonly [kind: string, text: string, uses: string | undefined, credentials?: string])[] = [
    ['role', `role_arn = arn:aws:iam::1:role/x\nsource_profile = dev\nsso_session = corp\n${ROLE}`, 'role_arn'],
    ['role', `web_identity_token_file = /token\n${ROLE}`, 'web_identity_token_file'],
    ['process', 'credential_process = /bin/creds\n', 'credential_process'],
    ['console-login', 'login_session = arn\nsso_session = corp\n', 'login_session'],
    ['keys', 'sso_session = corp\n', 'aws_access_key_id', '[p]\naws_access_key_id = AKIA\n'],
    ['keys', 'credential_process = /bin/creds\n', 'aws_access_key_id', '[p]\naws_access_key_id = AKIA\n'],
    ['process', 'credential_process = /bin/creds\naws_access_key_id = AKIA\n', 'credential_process'],
    ['empty', 'region = eu-west-1\n', undefined],
  ];
  for (const [kind, text, uses, credentials] of others) {
    test(`is named: ${kind} by ${uses ?? 'nothing'}${credentials === undefined ? '' : ' of the credentials file'}`, () => {
      const profiles = read(`[profile p]\n${text}${SESSION}`, credentials);
      assert.equal(profiles.kindOf('p'), kind);
      assertFails(() => profiles.find('p'), 'PROFILE_NOT_SSO', { profile: 'p', uses });
    });
  }
});

describe('a broken SSO profile is refused:', () => {
  test('a key is missing', () => {
    assertFails(
      () => read(`[profile p]\nsso_session = corp\nsso_role_name = x\n${SESSION}`).find('p'),
      'PROFILE_INCOMPLETE',
      { profile: 'p', missing: ['sso_account_id'] },
    );
    assertFails(() => read(`[profile p]\nsso_session = corp\n${SESSION}`).find('p'), 'PROFILE_INCOMPLETE', {
      profile: 'p',
      missing: ['sso_account_id', 'sso_role_name'],
    });
    assertFails(() => read(`[profile p]\n${ROLE}`).find('p'), 'PROFILE_INCOMPLETE', {
      profile: 'p',
      missing: ['sso_start_url', 'sso_region'],
    });
  });

  test('its session is not there', () => {
    assertFails(() => read(DEV).find('dev'), 'SESSION_MISSING', { profile: 'dev', session: 'corp' });
    assertFails(() => read(`[profile p]\nsso_session =\n${ROLE}`).find('p'), 'SESSION_MISSING', {
      profile: 'p',
      session: '',
    });
  });

  test('its session is incomplete, also when the profile gives the rest', () => {
    const text = `${DEV}sso_region = eu-west-1\n[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\n`;
    assertFails(() => read(text).find('dev'), 'SESSION_INCOMPLETE', { session: 'corp', missing: ['sso_region'] });
  });

  test('it contradicts its session', () => {
    assertFails(
      () => read(`${DEV}sso_start_url = https://corp.awsapps.com/start/\n${SESSION}`).find('dev'),
      'SESSION_CONTRADICTS',
      {
        profile: 'dev',
        session: 'corp',
        key: 'sso_start_url',
      },
    );
  });

  const hostile: readonly (readonly [key: string, value: string])[] = [
    ['sso_account_id', '12345678901'],
    ['sso_account_id', '1111222233334'],
    ['sso_account_id', '11112222333x'],
    ['sso_account_id', ''],
    ['sso_role_name', ''],
    ['sso_role_name', 'a\n  b'],
    ['sso_role_name', '\n  a = b'],
    ['region', 'eu-west-1.evil.example/'],
    ['region', 'EU-WEST-1'],
    ['region', 'eu-west-1\n  x'],
    ['output', '\n  a = b'],
  ];
  for (const [key, value] of hostile) {
    test(`${key} is ${JSON.stringify(value)}`, () => {
      const values = new Map([
        ['sso_session', 'corp'],
        ['sso_account_id', '111122223333'],
        ['sso_role_name', 'Reader'],
        [key, value],
      ]);
      const text = `[profile p]\n${[...values].map((entry) => `${entry.join(' = ')}\n`).join('')}${SESSION}`;
      assert.throws(
        () => read(text).find('p'),
        (error) =>
          isError(error, 'PROFILE_VALUE_REFUSED') && error.args.key === key && error.args.where === 'profile p',
      );
    });
  }

  const hostileAddresses: readonly (readonly [key: string, value: string])[] = [
    ['sso_start_url', 'http://corp.awsapps.com/start'],
    ['sso_start_url', 'https://'],
    ['sso_start_url', 'javascript:alert(1)'],
    ['sso_start_url', 'file:///etc/passwd'],
    ['sso_start_url', 'https://corp.awsapps.com/ start'],
    ['sso_start_url', 'corp.awsapps.com/start'],
    ['sso_start_url', ''],
    ['sso_region', 'eu-west-1#'],
    ['sso_region', 'x@evil.example'],
    ['sso_region', ''],
  ];
  for (const [key, value] of hostileAddresses) {
    test(`${key} of a session and of a legacy profile is ${JSON.stringify(value)}`, () => {
      const replaced = (text: string) => text.replace(new RegExp(`${key} = .*`), () => `${key} = ${value}`);
      assert.throws(
        () => read(DEV + replaced(SESSION)).find('dev'),
        (error) => isError(error, 'PROFILE_VALUE_REFUSED') && error.args.where === 'sso-session corp',
      );
      assert.throws(
        () => read(replaced(LEGACY)).find('old'),
        (error) => isError(error, 'PROFILE_VALUE_REFUSED') && error.args.where === 'profile old',
      );
    });
  }
});

describe('all together', () => {
  const broken =
    '[profile broken]\nsso_session = nowhere\nsso_account_id = 1\n[sso-session broken]\nsso_region = x\n[profile none]\n';
  const profiles = read(
    DEV + LEGACY + LEGACY.replace('profile old', 'profile older') + broken + SESSION,
    '[keys]\naws_access_key_id = AKIA\n',
  );

  test('names are those of all profiles', () => {
    assert.deepEqual(profiles.names(), ['dev', 'old', 'older', 'broken', 'none', 'keys']);
  });

  test('one broken profile does not hide the others', () => {
    assert.deepEqual(
      profiles.all().map(({ name }) => name),
      ['dev', 'old', 'older'],
    );
  });

  test('sessions are the sso-session sections and each start URL of legacy profiles once', () => {
    assert.deepEqual(
      profiles.sessions().map(({ kind, name }) => [kind, name]),
      [
        ['sso-session', 'corp'],
        ['legacy', 'https://old.awsapps.com/start/#/'],
      ],
    );
  });

  test('a session is found by its name', () => {
    assert.equal(profiles.findSession('corp')?.ssoRegion, 'eu-west-1');
    assert.equal(profiles.findSession('nowhere'), undefined);
    assertFails(() => profiles.findSession('broken'), 'SESSION_INCOMPLETE', {
      session: 'broken',
      missing: ['sso_start_url'],
    });
  });

  test('of [default] and [profile default] the later one counts', () => {
    assert.equal(read('[profile default]\nregion = a\n[default]\noutput = b\n').value('default', 'region'), undefined);
    assert.equal(read('[default]\noutput = b\n[profile default]\nregion = a\n').value('default', 'region'), 'a');
  });

  test('a profile that is named like an object member is a profile like others', () => {
    const text =
      DEV.replace('profile dev', 'profile __proto__') + DEV.replace('profile dev', 'profile constructor') + SESSION;
    assert.deepEqual(
      read(text)
        .all()
        .map(({ name }) => name),
      ['__proto__', 'constructor'],
    );
    assert.equal(read(SESSION).find('toString'), undefined);
  });
});

describe('the endpoint of a service', () => {
  const text = `[profile dev]\nservices = local\nendpoint_url = http://localhost:1\n[services local]\nsso =\n  endpoint_url = http://localhost:2\nsts = http://localhost:3\n`;

  test('comes from the services section that the profile names', () => {
    assert.equal(read(text).serviceEndpoint('dev', 'sso'), 'http://localhost:2');
    assert.equal(read(text).value('dev', 'endpoint_url'), 'http://localhost:1');
  });

  test('is undefined for a service without a block, a profile without services, and no profile', () => {
    assert.equal(read(text).serviceEndpoint('dev', 'sts'), undefined);
    assert.equal(read(text).serviceEndpoint('dev', 'sso_oidc'), undefined);
    assert.equal(read(DEV).serviceEndpoint('dev', 'sso'), undefined);
    assert.equal(read('').serviceEndpoint('dev', 'sso'), undefined);
  });

  test('fails when the named section is missing', () => {
    assertFails(() => read('[profile dev]\nservices = gone\n').serviceEndpoint('dev', 'sso'), 'SERVICES_UNKNOWN', {
      profile: 'dev',
      services: 'gone',
    });
  });

  test('a block is no single value', () => {
    assert.equal(read('[profile dev]\ns3 =\n  a = 1\n').value('dev', 's3'), undefined);
  });
});
