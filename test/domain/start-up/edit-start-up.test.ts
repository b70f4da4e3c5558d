import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addToStartUp, removeFromStartUp, type StartUpEdit } from '../../../src/domain/start-up/edit-start-up.ts';
import { importLine } from '../../../src/domain/start-up/import-line.ts';
import type { StartUpShell } from '../../../src/domain/start-up/start-up-place.ts';
import { isError } from '../../../src/domain/errors.ts';
import { startUpShell } from '../../../src/shells/start-up-shell.ts';
import { shellTable } from '../../../src/shells/table.ts';

const file = '/home/ada/.rc';
const rowOf = (wanted: string): StartUpShell => shellTable.find(({ id }) => id === wanted) ?? assert.fail(wanted);
const bash = rowOf('bash');
const LINE = 'eval "$(command jpaws init bash)"';
const WHY = '# Written by jpaws setup; to take it out: jpaws setup --uninstall';

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const wide = (text: string, order: 'LE' | 'BE'): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return Uint8Array.from(order === 'LE' ? bytes : bytes.swap16());
};
const add = (bytes: Uint8Array | undefined, shell = bash): StartUpEdit =>
  addToStartUp({ bytes, lackingFolders: 0, file, shell });
const remove = (bytes: Uint8Array, shell = bash): StartUpEdit => removeFromStartUp({ bytes, file, shell });
const written = (edit: StartUpEdit): Uint8Array => (edit.kind === 'write' ? edit.bytes : assert.fail(edit.kind));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const added = (text: string, shell = bash): string => textOf(written(add(latin(text), shell)));

test('a file that is not there gets the block alone, and goes with it', () => {
  const bytes = written(add(undefined));
  assert.equal(textOf(bytes), `# >>> jpaws >>> (made this file)\n${WHY}\n${LINE}\n# <<< jpaws <<<\n`);
  assert.equal(remove(bytes).kind, 'remove');
});

test('folders that lacked are counted, so that they go with the file', () => {
  for (const [lackingFolders, words] of [
    [1, 'this file and 1 folder'],
    [2, 'this file and 2 folders'],
  ] as const) {
    const bytes = written(addToStartUp({ bytes: undefined, lackingFolders, file, shell: bash }));
    assert.ok(textOf(bytes).startsWith(`# >>> jpaws >>> (made ${words})\n`));
    const removal = remove(bytes);
    assert.equal(removal.kind === 'remove' && removal.folders, lackingFolders);
  }
});

test('a file that set-up made stays when something else is in it by now', () => {
  const bytes = latin(`a\n${textOf(written(add(undefined)))}`);
  assert.equal(textOf(written(remove(bytes))), 'a\n');
});

test('the block comes behind everything else', () => {
  assert.equal(added('a\n\n'), `a\n\n# >>> jpaws >>>\n${WHY}\n${LINE}\n# <<< jpaws <<<\n`);
});

test('a last line without an end gets one, which goes again with the block', () => {
  const text = added('a');
  assert.match(text, /^a\n# >>> jpaws >>> \(ended the line above\)\n/);
  assert.equal(textOf(written(remove(latin(text)))), 'a');
  assert.equal(textOf(written(remove(latin(`${text}b`)))), 'a\nb', 'lines below stay lines of their own');
});

test('a line end that is not there any more is not taken from the block', () => {
  for (const text of [added('a'), added('a\r\nb').replace('a\r\n', '')]) {
    const alone = latin(text.slice(text.indexOf('#')));
    assert.equal(textOf(written(remove(alone))), '');
  }
});

test('fish reads on behind a comment, so a last line that goes on is ended with one line end more', () => {
  const fish = rowOf('fish');
  for (const [text, ends, note] of [
    ['true \\\n', '\n', '(ended the line above)'],
    ['true \\', '\n\n', '(ended the line above twice)'],
    ['true \\\r\n', '\r\n', '(ended the line above)'],
  ] as const) {
    const after = added(text, fish);
    assert.ok(after.startsWith(`${text}${ends}# >>> jpaws >>> ${note}`), JSON.stringify(after));
    assert.deepEqual(add(latin(after), fish), { kind: 'nothing', ownLine: undefined });
    assert.equal(textOf(written(remove(latin(after), fish))), text);
  }
  assert.ok(added('true \\\\\n', fish).startsWith('true \\\\\n# >>> jpaws >>>\n'), 'that is a backslash');
  assert.ok(added('true \\\n').startsWith('true \\\n# >>> jpaws >>>\n'), 'in bash the comment ends it');
});

test('a block of a file with CRLF has CRLF, and for Unix shells a comment that takes up the carriage return', () => {
  assert.equal(added('a\r\n'), `a\r\n# >>> jpaws >>>\r\n${WHY}\r\n${LINE} #\r\n# <<< jpaws <<<\r\n`);
  assert.match(
    added('a\r\nb', rowOf('powershell')),
    /^a\r\nb\r\n# >>> .*\r\nImport-Module JpAws\r\n# <<< jpaws <<<\r\n$/s,
  );
});

test('the last line end of a mixed file counts', () => {
  assert.match(added('a\r\nb\n'), /^a\r\nb\n# >>> jpaws >>>\n/);
  assert.match(added('a\nb\r\n'), /^a\nb\r\n# >>> jpaws >>>\r\n/);
});

for (const order of ['LE', 'BE'] as const) {
  test(`UTF-16 ${order} stays UTF-16 ${order}`, () => {
    const powershell = rowOf('powershell');
    const bytes = written(add(wide('$å = "開"\r\n', order), powershell));
    const text = Buffer.from(bytes);
    assert.equal(
      (order === 'BE' ? text.swap16() : text).toString('utf16le'),
      `\ufeff$å = "開"\r\n# >>> jpaws >>>\r\n${WHY}\r\nImport-Module JpAws\r\n# <<< jpaws <<<\r\n`,
    );
  });
}

test('a second run has nothing to do', () => {
  for (const text of ['', 'a', 'a\r\n', 'a\r\nb', '\ufeffa']) {
    const bytes = written(add(Uint8Array.from(Buffer.from(text))));
    assert.deepEqual(add(bytes), { kind: 'nothing', ownLine: undefined });
  }
});

test('a block of another version is renewed where it stands, with its notes', () => {
  const old = 'a\n# >>> jpaws >>> (ended the line above)\nold line\n# <<< jpaws <<<\nb\n';
  const renewed = textOf(written(add(latin(old))));
  assert.equal(renewed, `a\n# >>> jpaws >>> (ended the line above)\n${WHY}\n${LINE}\n# <<< jpaws <<<\nb\n`);
});

test('what stood in a block and is renewed away is told', () => {
  const changed = added('a\n').replace(LINE, `my=own\n${LINE}`);
  const edit = add(latin(changed));
  assert.deepEqual(edit.kind === 'write' && edit.replaced, ['my=own']);
});

test('of two blocks one stays', () => {
  const text = added('a\n');
  const twice = text + text.slice(2);
  assert.equal(textOf(written(add(latin(twice)))), text);
  assert.equal(textOf(written(remove(latin(twice)))), 'a\n');
});

test('what is edited around the block stays', () => {
  assert.equal(textOf(written(remove(latin(`x\n${added('a\n')}y\n`)))), 'x\na\ny\n');
});

test('whether the lines are those of set-up is told, so that changed ones are kept in a backup', () => {
  const plain = latin(added('a\r\n'));
  const changed = latin(added('a\n').replace(LINE, `my=own; ${LINE}`));
  assert.deepEqual(
    [remove(plain), remove(changed)].map((edit) => edit.kind === 'write' && edit.isOurs),
    [true, false],
  );
});

for (const [what, text, line] of [
  ['a begin without an end', 'a\n# >>> jpaws >>>\nb\n', 2],
  ['an end without a begin', 'a\nb\n  # <<< jpaws <<<\n', 3],
  ['two begins', '# >>> jpaws >>>\n# >>> jpaws >>>\n# <<< jpaws <<<\n', 1],
] as const) {
  test(`half a block (${what}) is refused with its line`, () => {
    for (const edit of [add, remove]) {
      assert.throws(
        () => edit(latin(text)),
        (error) => isError(error, 'START_UP_BLOCK_BROKEN') && error.args.line === line && error.args.file === file,
      );
    }
  });
}

for (const [id, line] of [
  ['bash', '  eval "$(jpaws init bash)"'],
  ['bash', 'command -v jpaws >/dev/null && eval "$(command jpaws init bash)"'],
  ['bash', 'source ~/src/jpaws.bash'],
  ['zsh', '. /opt/homebrew/share/jpaws/jpaws.plugin.zsh'],
  ['fish', 'jpaws init fish | source'],
  ['powershell', 'import-module jpaws -DisableNameChecking'],
  ['powershell', 'Invoke-Expression (& jpaws init powershell | Out-String)'],
] as const) {
  test(`${id}: the person's own "${line}" is enough`, () => {
    const bytes = latin(`first\r\n${line}\r\n`);
    assert.deepEqual(add(bytes, rowOf(id)), { kind: 'nothing', ownLine: 2 });
    assert.deepEqual(remove(bytes, rowOf(id)), { kind: 'nothing', ownLine: 2 });
  });
}

test("a comment, and another shell's line, are not enough", () => {
  for (const text of [`# ${LINE}\n`, 'eval "$(jpaws init zsh)"\n', 'echo jpaws\n']) {
    assert.equal(add(latin(text)).kind, 'write', text);
  }
});

test('what cannot be a text in 8 or 16 bits is refused', () => {
  for (const bytes of [
    Uint8Array.of(0xff, 0xfe, 0, 0, 97, 0, 0, 0),
    Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 97),
    Uint8Array.of(0xff, 0xfe, 97),
  ]) {
    assert.throws(
      () => add(bytes),
      (error) => isError(error, 'FILE_UNREADABLE'),
    );
  }
});

const marks = fc.constantFrom([], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]);
const anyBytes = fc
  .tuple(marks, fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.array(fc.constantFrom(10, 13, 0, 35, 92, 97, 200))))
  .map(([mark, rest]) => Uint8Array.of(...mark, ...rest));

test('any bytes come back as they were', () => {
  let count = 0;
  for (const shell of [bash, rowOf('powershell'), rowOf('fish')]) {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        try {
          const after = written(add(bytes, shell));
          assert.equal(add(after, shell).kind, 'nothing');
          assert.deepEqual(written(remove(after, shell)), bytes);
          count += 1;
        } catch (error) {
          if (!isError(error, 'FILE_UNREADABLE')) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  }
  assert.ok(count > 2000, `${count} texts were edited`);
});

test('five megabytes without a line end, of blanks, and of line ends take less than a second of the processor each', () => {
  for (const byte of [0x61, 0x20, 0x0a, 0x0d, 0xe5]) {
    const bytes = new Uint8Array(5 * 2 ** 20).fill(byte);
    const start = process.cpuUsage();
    assert.deepEqual(Buffer.compare(written(remove(written(add(bytes)))), bytes), 0);
    const { user } = process.cpuUsage(start);
    assert.ok(user < 1_000_000, `${byte}: ${user} µs`);
  }
});

test('the block of a shell with the same integration stays in any form, and goes as ours', () => {
  const [dash, ksh] = (['dash', 'ksh'] as const).map((id) =>
    startUpShell(shellTable.find((row) => row.id === id) ?? assert.fail(id)),
  ) as [StartUpShell, StartUpShell];
  for (const before of ['a\n', 'a\r\n']) {
    const bytes = latin(added(before, dash));
    assert.deepEqual(add(bytes, ksh), { kind: 'nothing', ownLine: undefined });
    const removal = remove(bytes, ksh);
    assert.equal(removal.kind === 'write' && removal.isOurs, true);
    assert.equal(textOf(written(removal)), before);
  }
  const both = latin(added('a\n', dash) + added('', ksh));
  assert.equal(textOf(written(add(both, ksh))), added('a\n', dash));
});

test('a line with letters of any script stands in the encoding of its file, and is shown as it is read', () => {
  const powershell = rowOf('powershell');
  const loadLine = importLine('/opt/Ærø 東京/it\u2019s/JpAws/JpAws.psd1');
  const shell = { ...powershell, loadLine };
  assert.equal(loadLine, "Import-Module '/opt/Ærø 東京/it\u2019\u2019s/JpAws/JpAws.psd1'");
  for (const [before, read] of [
    [Uint8Array.from(Buffer.from('# å\n')), (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')],
    [wide('# å\n', 'LE'), (bytes: Uint8Array) => Buffer.from(bytes).toString('utf16le')],
  ] as const) {
    const edit = add(before, shell);
    assert.ok(edit.kind === 'write' && edit.lines.includes(loadLine));
    assert.ok(read(edit.bytes).includes(`\n${loadLine}\n`));
    assert.deepEqual(add(edit.bytes, shell), { kind: 'nothing', ownLine: undefined });
    const removal = remove(edit.bytes, powershell);
    assert.ok(removal.kind === 'write' && removal.isOurs && removal.lines.includes(loadLine));
    assert.deepEqual(removal.bytes, before);
  }
});

test('a line with a path is ours in its own form only', () => {
  const powershell = rowOf('powershell');
  const isOurs = (line: string): boolean => {
    const edit = remove(latin(added('a\n', powershell).replace('Import-Module JpAws', line)), powershell);
    return edit.kind === 'write' && edit.isOurs;
  };
  assert.ok(isOurs("Import-Module '/it''s/JpAws.psd1'"));
  assert.ok(!isOurs("Import-Module '/a'; b '/JpAws.psd1'"));
  assert.ok(!isOurs("Import-Module '/a/JpAws.psd1' -Force"));
  assert.ok(!isOurs("Import-Module '/a/Other.psd1'"));
});

test('bytes that are no UTF-8 text are shown one by one', () => {
  const edit = remove(latin('# >>> jpaws >>>\n# 100% caf\xe9\n# <<< jpaws <<<\n'));
  assert.ok(edit.kind === 'write' && edit.lines.includes('# 100% caf\xe9'));
});
