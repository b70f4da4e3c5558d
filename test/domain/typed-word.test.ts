import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typedWord } from '../../src/domain/typed-word.ts';

test('a plain name is typed as it is', () => {
  for (const name of ['koa-dev-customer', 'https://example.awsapps.com/start', 'a@b.c', '7']) {
    assert.equal(typedWord(name), name);
  }
});

test('a name that a shell would part or act on stands in single quotes', () => {
  for (const name of ['with space', 'x; rm -rf ~', '$(id)', '`id`', 'a"b', 'blåbær', '*', '%PATH%']) {
    assert.equal(typedWord(name), `'${name}'`);
  }
});

// PowerShell takes the typographic quotes for the plain one.
test('a name that no quoting carries in all shells is not shown in a command', () => {
  for (const name of ['', "it's", "'; id '", '’; id; ’', '-rf', 'a\u001b[2J', 'a\nb', '\u202eb']) {
    assert.equal(typedWord(name), 'NAME');
  }
});
