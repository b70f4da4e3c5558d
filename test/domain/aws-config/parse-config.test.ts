import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseConfig, parseCredentials } from '../../../src/domain/aws-config/parse-config.ts';
import { isError } from '../../../src/domain/errors.ts';
import { brokenCases, readCases } from './cases.ts';
import { sectionsOf } from './plain-data.ts';

describe('the config file', () => {
  for (const { rule, text, profiles } of readCases) {
    test(rule, () => {
      assert.deepEqual(sectionsOf(parseConfig(text, 'config'), 'profile'), profiles);
    });
  }

  for (const { rule, text, line } of brokenCases) {
    test(`is broken by ${rule}`, () => {
      assert.throws(
        () => parseConfig(text, '/home/me/.aws/config'),
        (error) =>
          isError(error, 'CONFIG_BROKEN') &&
          error.args.line === line &&
          error.message.includes(`/home/me/.aws/config, line ${line}:`),
      );
    });
  }

  test('tells no word of a broken line', () => {
    assert.throws(
      () => parseConfig('[default]\nhunter2\n', 'config'),
      (error: Error) => !error.message.includes('hunter2'),
    );
  });

  test('keeps sso-session and services sections apart from a profile of the same name', () => {
    const config = parseConfig(
      '[profile x]\na = 1\n[sso-session x]\nb = 2\n[services x]\nsts =\n  endpoint_url = http://localhost\n',
      'config',
    );
    assert.deepEqual(sectionsOf(config, 'sso-session'), { x: { b: '2' } });
    assert.deepEqual(sectionsOf(config, 'services'), { x: { sts: { endpoint_url: 'http://localhost' } } });
    assert.deepEqual(sectionsOf(config, 'profile'), { x: { a: '1' } });
  });

  test('has every section, those included that the AWS CLI ignores', () => {
    const { sections } = parseConfig('# note\n[a]\n\n[profile b]\nx = 1\n', 'config');
    assert.deepEqual(
      sections.map(({ title }) => title),
      [
        { kind: 'other', name: 'a' },
        { kind: 'profile', name: 'b' },
      ],
    );
  });

  test('is the preamble and the texts of its sections, byte for byte', () => {
    const text = '\ufeff# note\r\n\r\n[a]\r\nx = 1\r\n\r\n[profile b]\n y = 2\n  z';
    const { preamble, sections } = parseConfig(text, 'config');
    assert.equal(preamble + sections.map((section) => section.text).join(''), text);
  });
});

describe('the credentials file', () => {
  test('has profiles with exactly the name between the brackets', () => {
    const text = '[default]\na = 1\n[ x ]\nb = 2\n[profile y]\nc = 3\n[sso-session z]\nd = 4\n["q"]\n';
    assert.deepEqual(sectionsOf(parseCredentials(text, 'credentials'), 'profile'), {
      default: { a: '1' },
      ' x ': { b: '2' },
      'profile y': { c: '3' },
      'sso-session z': { d: '4' },
      '"q"': {},
    });
  });

  test('is broken by the same lines as the config file', () => {
    for (const { text, line } of brokenCases) {
      assert.throws(
        () => parseCredentials(text, 'credentials'),
        (error) => isError(error, 'CONFIG_BROKEN') && error.args.line === line,
      );
    }
  });
});

test('a first header without its closing bracket is named as that', () => {
  assert.throws(() => parseConfig('[profile x\nfoo', 'config'), {
    message: 'config, line 1: begins a section, but has no ]',
  });
});
