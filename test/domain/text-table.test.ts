import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLOURED, PLAIN } from '../../src/cli/style.ts';
import { textTable } from '../../src/domain/text-table.ts';

test('columns are as wide as their widest cell, without blanks at the end of a line', () => {
  const text = textTable(
    ['A', 'LONG HEAD'],
    [
      ['wide cell', 'x'],
      ['y', ''],
    ],
    PLAIN,
  );
  assert.equal(text, 'A          LONG HEAD\nwide cell  x\ny\n');
});

test('cells are cleaned before they are measured and shown', () => {
  const text = textTable(
    ['A', 'B'],
    [
      ['a\u001b[2Jb\u202e', 'c\nd'],
      [{ text: '\u009b31mred', look: (plain) => `<${plain}>` }, ''],
    ],
    PLAIN,
  );
  assert.equal(text, 'A    B\nab   c d\n<red>\n');
});

test('colour does not move the columns', () => {
  const text = textTable(['A', 'B'], [[{ text: 'x', look: COLOURED.green }, 'y']], COLOURED);
  assert.equal(text, '\u001b[2mA  B\u001b[0m\n\u001b[32mx\u001b[0m  y\n');
});
