import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'ini';
import { isError } from '../../src/domain/errors.ts';
import {
  accountFromProfileName,
  meantStartUrl,
  presetFromData,
  profileNameFromAccount,
} from '../../src/domain/preset.ts';
import { isStartUrl, scopesFromText } from '../../src/domain/sso-values.ts';

const shipped = parse(readFileSync(new URL('../../src/preset.ini', import.meta.url), 'utf8'));
const preset = presetFromData(shipped, 'src/preset.ini');

test("the preset that ships holds the how-to's constants", () => {
  const { misspelledStartUrls: _, ...constants } = preset;
  assert.deepEqual(constants, {
    startUrl: 'https://jppol-sso.awsapps.com/start',
    ssoRegion: 'eu-west-1',
    region: 'eu-west-1',
    roleName: 'idp_customer_access',
    scopes: ['sso:account:access'],
    output: 'json',
    profileTemplate: '{account}-customer',
  });
});

test("the how-to's misspelled address means the right one, however it ends", () => {
  for (const end of ['', '/', '/start', '/start/', '/start/#/', '/start#']) {
    for (const typed of [`https://jppol-sso-awsapps.com${end}`, ` HTTPS://JPPOL-SSO-awsapps.com${end} `]) {
      assert.equal(meantStartUrl(typed, preset), preset.startUrl, typed);
    }
  }
});

test('the right address and strange ones are no known misspelling', () => {
  for (const typed of [
    preset.startUrl,
    'https://example.awsapps.com/start',
    '',
    '__proto__',
    'https://jppol-sso-awsapps.com.evil.example',
  ]) {
    assert.equal(meantStartUrl(typed, preset), undefined, typed);
  }
});

for (const key of ['start_url', 'sso_region', 'region', 'role', 'scopes', 'output', 'profile_template']) {
  test(`a preset without ${key} is broken, which names file and key`, () => {
    const { [key]: _gone, ...rest } = shipped;
    const isNamed = (error: unknown): boolean =>
      isError(error, 'PRESET_BROKEN') && error.args.file === 'own.ini' && error.args.key === key;
    assert.throws(() => presetFromData(rest, 'own.ini'), isNamed);
    assert.throws(() => presetFromData({ ...shipped, [key]: '' }, 'own.ini'), isNamed);
    assert.throws(() => presetFromData({ ...shipped, [key]: { x: 'y' } }, 'own.ini'), isNamed);
  });
}

test('a preset with an address that is not https, a region that is none, or a template without account is broken', () => {
  const wrong = { start_url: 'http://example.com', sso_region: 'EU', region: 'a b', profile_template: 'x' };
  for (const [key, value] of Object.entries(wrong)) {
    assert.throws(
      () => presetFromData({ ...shipped, [key]: value }, 'own.ini'),
      (error) => isError(error, 'PRESET_BROKEN') && error.args.key === key,
    );
  }
});

test('a preset needs no misspellings, and those that lead nowhere are left out', () => {
  const { misspelled_start_urls: _gone, ...rest } = shipped;
  assert.equal(presetFromData(rest, 'own.ini').misspelledStartUrls.size, 0);
  const odd = { ...rest, misspelled_start_urls: { 'https://a': 'javascript:x', 'https://b': 7 } };
  assert.equal(presetFromData(odd, 'own.ini').misspelledStartUrls.size, 0);
});

test('account and profile name lead to each other', () => {
  assert.equal(accountFromProfileName('koa-dev-customer', '{account}-customer'), 'koa-dev');
  assert.equal(profileNameFromAccount('koa-dev', '{account}-customer'), 'koa-dev-customer');
  assert.equal(profileNameFromAccount(' Koa  Dev ', 'aws-{account}'), 'aws-koa-dev');
  assert.equal(profileNameFromAccount('$&', '{account}-customer'), '$&-customer');
});

test('a name that does not fit the template has no account', () => {
  for (const name of ['koa-dev-credentials', '-customer', 'customer', '', 'koa-dev-customers']) {
    assert.equal(accountFromProfileName(name, '{account}-customer'), undefined, name);
  }
});

test('only an https address with a host is a start URL', () => {
  for (const url of ['https://example.awsapps.com/start', 'https://d-123.awsapps.com/start/#/'])
    assert.ok(isStartUrl(url), url);
  for (const url of [
    '',
    'example.com',
    'http://example.com',
    'https://',
    'javascript:alert(1)',
    'https://a b',
    'https:\\\\example.com',
    'https://example.com\n',
    ' https://example.com',
  ]) {
    assert.ok(!isStartUrl(url), url);
  }
});

test('scopes are words between commas', () => {
  assert.deepEqual(scopesFromText(' a:b , c,,'), ['a:b', 'c']);
  assert.deepEqual(scopesFromText(''), []);
});
