import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editConfig } from '../../src/domain/aws-config/edit-config.ts';
import { editsForProfile, type NewProfile } from '../../src/domain/new-profile.ts';
import { HOWTO_CONFIG, START_URL } from '../support/sample-files.ts';

const profile: NewProfile = {
  name: 'koa-dev-customer',
  accountId: '931827427725',
  roleName: 'idp_customer_access',
  region: 'eu-west-1',
  output: 'json',
  session: {
    kind: 'sso-session',
    name: 'koa-dev-customer',
    startUrl: START_URL,
    ssoRegion: 'eu-west-1',
    scopes: ['sso:account:access'],
  },
  isSessionNew: true,
};
const written = (text: string, given: NewProfile = profile): string =>
  editConfig(text, editsForProfile(given), 'config');

test('the lines are exactly those of aws configure sso', () => {
  assert.equal(written(''), HOWTO_CONFIG);
});

test('a second time changes no byte', () => {
  assert.equal(written(HOWTO_CONFIG), HOWTO_CONFIG);
});

test('a session without scopes gets no line for them', () => {
  const text = written('', { ...profile, session: { ...profile.session, scopes: undefined } });
  assert.doesNotMatch(text, /scopes/);
  assert.match(text, /sso_region/);
});

test('a session that is there already stays as it is', () => {
  const own = HOWTO_CONFIG.replace('sso:account:access', 'sso:account:access, other');
  assert.equal(written(own, { ...profile, isSessionNew: false }), own);
});

test('names are quoted as the AWS CLI quotes them', () => {
  const text = written('', { ...profile, name: 'two words', session: { ...profile.session, name: 'my session' } });
  assert.match(text, /^\[profile 'two words'\]\nsso_session = my session\n/);
  assert.match(text, /^\[sso-session 'my session'\]$/m);
});

test('start URL and region of a legacy profile go: its session says them', () => {
  const text = written(
    '[profile koa-dev-customer]\nsso_start_url = https://old.example\nsso_region = us-east-1\n# mine\n',
  );
  assert.doesNotMatch(text, /old\.example|us-east-1/);
  assert.match(text, /# mine/);
});
