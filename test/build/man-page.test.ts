import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BuildError } from '../../src/build/build-error.ts';
import { manPage } from '../../src/build/man-page.ts';
import { markdownTable } from '../../src/build/markdown-table.ts';
import { fromMarkdown, plain } from '../../src/build/roff.ts';
import { flagFromName } from '../../src/cli/command.ts';
import { loadCommands } from '../../src/build/load-commands.ts';
import { EXIT } from '../../src/domain/errors.ts';

const docs = (name: string): string => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');
const all = await loadCommands();
const page = manPage({
  version: '1.2.3',
  date: new Date('2026-03-04T05:06:07Z'),
  commands: all,
  errors: docs('errors.md'),
  settings: docs('settings.md'),
});

/** What a reader of manual pages makes of a page, in lines so long that none is broken. */
function rendered(text: string): string {
  const { stdout, stderr, status } = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-P-cbou', '-rLL=900n'], {
    input: text,
    encoding: 'utf8',
  });
  assert.deepEqual([status, stderr], [0, '']);
  return stdout;
}

function isMissing(program: string): string | false {
  const found = spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
  const isRequired = process.env['JPAWS_REQUIRE_LINTERS'] === '1';
  return found || isRequired ? false : `${program} is not installed`;
}

test('mandoc has nothing against the page', { skip: isMissing('mandoc') }, () => {
  const lint = (input: string): string =>
    spawnSync('mandoc', ['-Tlint', '-W', 'warning'], { input, encoding: 'utf8' }).stdout;
  assert.equal(lint(page), '');
  assert.notEqual(lint(page.replace('.SH NAME', '.NO NAME')), '');
});

test('the page names every command with all that it takes, and no hidden one', { skip: isMissing('groff') }, () => {
  const text = rendered(page);
  const sections = new Map(
    text.split(/^ {3}(?=\S)/m).map((section) => [section.split('\n')[0] ?? '', section.replaceAll(/\s+/g, ' ')]),
  );
  assert.ok(all.some(({ isHidden }) => isHidden));
  for (const { name, summary, options, positionals, examples, isHidden } of all) {
    const section = sections.get(`jpaws ${name}`);
    if (isHidden === true) assert.equal(section, undefined, name);
    else {
      const expected = [
        summary,
        ...Object.entries(options).flatMap(([option, { describes }]) => [`--${flagFromName(option)}`, describes]),
        ...positionals.flatMap((positional) => [positional.name.toUpperCase(), positional.describes]),
        ...examples.flat(),
      ];
      for (const words of expected) assert.ok(section?.includes(words.replaceAll(/\s+/g, ' ')), `${name}: ${words}`);
    }
  }
});

test('the page tells every exit status, variables and files', { skip: isMissing('groff') }, () => {
  const text = rendered(page);
  const statuses = text.slice(text.indexOf('\nEXIT STATUS'), text.indexOf('\nENVIRONMENT'));
  for (const status of Object.values(EXIT)) assert.match(statuses, new RegExp(`^ +${status} `, 'm'));
  for (const words of ['JPAWS_PRESET', 'AWS_CONFIG_FILE', 'JPAWS_RENEW_AT', '~/.aws/config'])
    assert.ok(text.includes(words), words);
  assert.match(text, /jpaws 1\.2\.3 +2026-03-04 +JPAWS\(1\)/);
});

test('each sign is shown as itself', { skip: isMissing('groff') }, () => {
  const signs = ['.TH x', "'br", 'a\\fBb\\n(zz', '-- ^ ~ ` \' "', '\\', 'blåbær 開発', '.', "it's \\e", 'a\n.b'];
  for (const text of signs) {
    const shown = rendered(`.TH T 1 2026-01-01 x y\n.SH S\n${plain(text)}\n`);
    const line = shown.split('\n').find((one) => /^ {7}\S/.test(one));
    assert.equal(line?.trim(), text.replace('\n', ' '), JSON.stringify(text));
  }
});

test('code and links of a document are bold, and not divided', () => {
  assert.equal(fromMarkdown('see `a-b` ([src/x](../x))'), String.raw`see \fB\%a\-b\fR (\fBsrc/x\fR)`);
});

test('a document without the table stops the build', () => {
  assert.throws(() => markdownTable('# One\n\nwords\n', 'One'), BuildError);
  assert.throws(() => markdownTable('# One\n\n| a |\n|---|\n| b |\n', 'Two'), BuildError);
  assert.deepEqual(markdownTable('# One\n\n| a | b |\n|---|---|\n| c | d |\n', 'One'), [['c', 'd']]);
});
