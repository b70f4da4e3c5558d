import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { editConfig, editCredentials } from '../../../src/domain/aws-config/edit-config.ts';
import type { ConfigEdit, ConfigKey } from '../../../src/domain/aws-config/edit-config.ts';
import { parseConfig, parseCredentials } from '../../../src/domain/aws-config/parse-config.ts';
import { isError, JpawsError } from '../../../src/domain/errors.ts';
import { sectionsOf } from './plain-data.ts';
import type { PlainSections } from './plain-data.ts';

/*
 * The public cases of the AWS SDKs and the AWS CLI. They belong to other projects and are read where they are
 * found beside this one; the rules that they taught stand in cases.ts.
 */
const folder = new URL('../../../../shared/conformance/', import.meta.url);
const skip = existsSync(folder) ? false : 'the public cases (../shared/conformance) are not here';

interface Seen {
  readonly error?: unknown;
  readonly profiles?: PlainSections;
  readonly 'sso-session'?: PlainSections;
  readonly services?: PlainSections;
}

interface ReadCase {
  readonly id: string;
  readonly name: string;
  readonly configFile: string | null;
  readonly credentialsFile: string | null;
  readonly sources: readonly { readonly suite: string; readonly expected: Seen }[];
  readonly awscli_v2_observed: Seen;
}

interface WriteCase {
  readonly id: string;
  readonly name: string;
  readonly before: string | null;
  readonly update: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly after: string;
  readonly error?: boolean;
}

const casesOf = <Case>(file: string): readonly Case[] =>
  (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { cases: readonly Case[] }).cases;

// Why the AWS CLI, and so jpaws, reads a text differently from (some of) the SDKs.
const inlineComment = 'the AWS CLI has no comments inside of a line';
const twice = 'the AWS CLI refuses a section or a key that stands twice; the SDKs merge them';
const raw = 'in the credentials file the AWS CLI takes every header as it is';
const blanks = 'the AWS CLI does not trim a header at its left';
const anyKey = 'the AWS CLI takes any text before the separator as a key';
const colon = 'the AWS CLI separates at a colon too';
const noBlocks = 'this suite keeps a block as text; the AWS CLI reads it';
const sdkDeviations: Readonly<Record<string, string>> = {
  'parse-003': 'the AWS CLI takes any character in a name',
  'parse-016': colon,
  'parse-020': inlineComment,
  'parse-021': inlineComment,
  'parse-022': inlineComment,
  'parse-023': inlineComment,
  'parse-034': twice,
  'parse-035': twice,
  'parse-036': twice,
  'parse-037': twice,
  'parse-038': 'the AWS CLI takes the later of [default] and [profile default]',
  'parse-040': raw,
  'parse-041': anyKey,
  'parse-043': 'this suite keeps capital letters of keys; the AWS CLI does not',
  'parse-044': noBlocks,
  'parse-046': noBlocks,
  'parse-047': 'the AWS CLI takes an empty key in a block',
  'parse-048': 'these suites keep the block as text or drop such keys; the AWS CLI reads them',
  'parse-049': noBlocks,
  'parse-051': twice,
  'parse-052': twice,
  'parse-055': raw,
  'parse-058': blanks,
  'parse-059': raw,
  'parse-064': anyKey,
  'parse-066': raw,
  'parse-069': blanks,
  'parse-077': colon,
};

// Where jpaws differs from the AWS CLI itself.
const cliDeviations: Readonly<Record<string, string>> = {};

const part = (seen: Seen, name: 'profiles' | 'sso-session' | 'services'): PlainSections => seen[name] ?? {};
const comparable = (seen: Seen) =>
  'error' in seen
    ? 'refused'
    : { profiles: part(seen, 'profiles'), 'sso-session': part(seen, 'sso-session'), services: part(seen, 'services') };

function isSame(ours: Seen, theirs: Seen): boolean {
  try {
    // What a suite does not mention, it does not judge.
    const told = 'error' in theirs || 'error' in ours ? theirs : { ...ours, ...theirs };
    assert.deepEqual(comparable(ours), comparable(told));
    return true;
  } catch {
    return false;
  }
}

function seenByUs({ configFile, credentialsFile }: ReadCase): Seen {
  try {
    const config = parseConfig(configFile ?? '', 'config');
    const credentials = parseCredentials(credentialsFile ?? '', 'credentials');
    const profiles = sectionsOf(config, 'profile');
    for (const [name, values] of Object.entries(sectionsOf(credentials, 'profile')))
      profiles[name] = { ...profiles[name], ...values };
    return { profiles, 'sso-session': sectionsOf(config, 'sso-session'), services: sectionsOf(config, 'services') };
  } catch (error) {
    if (error instanceof JpawsError) return { error: true };
    throw error;
  }
}

function editOf(update: WriteCase['update']): { edit: ConfigEdit; isConfig: boolean } {
  const { __section__: header = 'default', ...values } = update;
  assert.ok(typeof header === 'string');
  // The writer knows headers only; one that is no profile of the config file is written as in the credentials file.
  const isConfig = header === 'default' || header.startsWith('profile ');
  const section = { kind: 'profile', name: header.replace(/^profile /, '') } as const;
  const flat = Object.entries(values).flatMap(([key, value]): (readonly [ConfigKey, string])[] =>
    typeof value === 'string'
      ? [[[key], value]]
      : Object.entries(value).map(([inner, innerValue]) => [[key, inner], innerValue]),
  );
  return { edit: { op: 'set', section, values: flat }, isConfig };
}

function writtenByUs({ before, update }: WriteCase): string | undefined {
  const { edit, isConfig } = editOf(update);
  try {
    return (isConfig ? editConfig : editCredentials)(before ?? '', [edit], 'config');
  } catch (error) {
    if (isError(error, 'CONFIG_VALUE_REFUSED')) return undefined;
    throw error;
  }
}

test('the public cases are read and written as the AWS CLI does', { skip }, (context) => {
  const read = casesOf<ReadCase>('config-parser-cases.json');
  const written = casesOf<WriteCase>('config-writer-cases.json');
  assert.ok(read.length > 70 && written.length > 25, 'the files of cases are whole');

  const unlikeCli = [
    ...read.filter((each) => !isSame(seenByUs(each), each.awscli_v2_observed)),
    ...written.filter((each) => writtenByUs(each) !== (each.error === true ? undefined : each.after)),
  ].map(({ id }) => id);
  const unlikeSdks = read
    .filter((each) => each.sources.some(({ expected }) => !isSame(seenByUs(each), expected)))
    .map(({ id }) => id);

  const count = (suite: string) => {
    const of = read.flatMap((each) =>
      each.sources.filter((source) => source.suite === suite).map((source) => ({ each, source })),
    );
    return `${suite}: ${of.filter(({ each, source }) => isSame(seenByUs(each), source.expected)).length} of ${of.length}`;
  };
  context.diagnostic(
    `AWS CLI: ${read.length + written.length - unlikeCli.length} of ${read.length + written.length} (${read.length} read, ${written.length} written)`,
  );
  for (const suite of ['smithy-rs', 'kotlin', 'ruby']) context.diagnostic(count(suite));
  for (const id of unlikeCli) context.diagnostic(`${id} unlike the AWS CLI: ${cliDeviations[id] ?? 'NO REASON GIVEN'}`);
  for (const id of unlikeSdks) context.diagnostic(`${id} unlike an SDK: ${sdkDeviations[id] ?? 'NO REASON GIVEN'}`);

  assert.deepEqual(unlikeCli, Object.keys(cliDeviations));
  assert.deepEqual(unlikeSdks, Object.keys(sdkDeviations));
});
