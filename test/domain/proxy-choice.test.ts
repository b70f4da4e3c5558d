import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxyFor } from '../../src/domain/proxy-choice.ts';

const oidc = 'https://oidc.eu-west-1.amazonaws.com/';
const proxy = 'http://proxy.corp:8080';

test('the scheme of the address decides between HTTPS_PROXY and HTTP_PROXY', () => {
  const env = { HTTPS_PROXY: 'http://s:1', HTTP_PROXY: 'http://p:2' };
  assert.equal(proxyFor(oidc, env), 'http://s:1');
  assert.equal(proxyFor('http://127.0.0.1:4566', env), 'http://p:2');
  assert.equal(proxyFor(oidc, { HTTP_PROXY: proxy }), undefined);
});

test('the lower-case name wins, and an empty one counts as not set', () => {
  assert.equal(proxyFor(oidc, { https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' }), 'http://low:1');
  assert.equal(proxyFor(oidc, { https_proxy: '', HTTPS_PROXY: proxy }), proxy);
});

test('a proxy without a scheme means http', () => {
  assert.equal(proxyFor(oidc, { HTTPS_PROXY: 'proxy.corp:8080' }), proxy);
});

for (const list of [
  'amazonaws.com',
  '.amazonaws.com',
  '*.amazonaws.com',
  'AMAZONAWS.com',
  'x, oidc.eu-west-1.amazonaws.com',
  '*',
  'oidc.eu-west-1.amazonaws.com:443',
  'a b amazonaws.com',
]) {
  test(`NO_PROXY "${list}" exempts a host below amazonaws.com`, () => {
    assert.equal(proxyFor(oidc, { HTTPS_PROXY: proxy, NO_PROXY: list }), undefined);
  });
}

for (const list of [
  '',
  ',',
  'aws.com',
  'eu-west-1',
  'oidc.eu-west-1.amazonaws.com:8443',
  'oidc.eu-west-1.amazonaws.com.evil',
]) {
  test(`NO_PROXY "${list}" does not exempt it`, () => {
    assert.equal(proxyFor(oidc, { HTTPS_PROXY: proxy, NO_PROXY: list }), proxy);
  });
}

test('an address with its own port is exempted with and without the port', () => {
  const env = (list: string) => ({ HTTP_PROXY: proxy, no_proxy: list });
  assert.equal(proxyFor('http://127.0.0.1:4566', env('127.0.0.1')), undefined);
  assert.equal(proxyFor('http://127.0.0.1:4566', env('127.0.0.1:4566')), undefined);
  assert.equal(proxyFor('http://127.0.0.1:4566', env('127.0.0.1:1')), proxy);
});
