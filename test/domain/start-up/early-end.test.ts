import assert from 'node:assert/strict';
import { test } from 'node:test';
import { earlyEnd } from '../../../src/domain/start-up/early-end.ts';

for (const [what, family, text, line] of [
  ['return', 'posix', 'a=1\nreturn\n', 2],
  ['return with a status and a comment', 'posix', 'return 0 # done', 1],
  ['return with an or behind it', 'posix', 'return 0 2>/dev/null || exit 0', 1],
  ['exit before a semicolon', 'posix', 'a=1\n\nexit; b=2\n', 3],
  ['return in CRLF', 'posix', 'a=1\r\nreturn\r\n', 2],
  ['exec of another program', 'posix', 'exec zsh -l\n', 1],
  ['exec with options', 'posix', 'exec -a -zsh -l /bin/zsh', 1],
  ['exec of a variable', 'posix', 'exec $SHELL', 1],
  ['exec of a quoted path', 'posix', 'exec "$HOME/bin/nu"', 1],
  ['the first of two', 'posix', 'return\nexit\n', 1],
  ['a line behind an if', 'posix', 'if a; then\n  b\nfi\nreturn\n', 4],
  ['a line behind loops', 'posix', 'for i in a; do b; done\nwhile c\ndo\n  d\ndone < e\nreturn\n', 6],
  ['a line behind a case', 'posix', 'case $- in\n  *i*) ;;\n  *) return ;;\nesac\nreturn\n', 5],
  ['a line behind functions', 'posix', 'f() { a; }\ng()\n{\n  return 1\n}\nfunction h {\n  b; }\nreturn\n', 8],
  ['a line behind a list', 'posix', 'a=(\n  b\n)\nreturn\n', 4],
  ['a line behind a here-document', 'posix', "cat <<'EOF' | a\nit's if {\nEOF\nreturn\n", 4],
  ['a line behind text of more lines', 'posix', "a='\nif {\n'\nreturn\n", 4],
  ['a line behind a comment', 'posix', "# don't: if {\nreturn\n", 2],
  ['a line behind words in braces', 'posix', 'echo ${a} {b,c} $((1 << 2)) <<<d\nreturn\n', 2],
  ['return in fish', 'fish', 'if status is-interactive\n  a\nelse if b\n  c\nend\nreturn\n', 6],
  ['exec in fish', 'fish', 'exec nu', 1],
  ['return in PowerShell', 'powershell', '# a\nRETURN\n', 2],
  ['exit behind a block in PowerShell', 'powershell', 'if ($a) {\n  b\n}\nexit 1\n', 4],
  ['return behind texts in PowerShell', 'powershell', '<#\n{\n#>\n$a = @"\n{ "\n"@\n"{`""\n\'{\'\nreturn', 9],
] as const) {
  test(`${what} ends the file`, () => {
    assert.equal(earlyEnd(text, family), line);
  });
}

for (const [what, family, text] of [
  ['a condition', 'posix', '[[ $- != *i* ]] && return\n'],
  ['an indented return', 'posix', 'case $- in\n    *i*) ;;\n      *) return;;\nesac\n'],
  ['a return below then', 'posix', 'if a; then\nreturn\nfi\n'],
  ['a return below else', 'posix', 'if a; then\n  b\nelse\nreturn\nfi\n'],
  ['a return in a loop', 'posix', 'while a; do\nexit\ndone\n'],
  ['a return in a case', 'posix', 'case a in\nb)\nreturn\n;;\nesac\n'],
  ['a return in functions', 'posix', 'f() {\nreturn\n}\ng()\n{\nif a; then b; fi\nreturn\n}\nh () (\nexit\n)\n'],
  ['a return in a list of commands', 'posix', 'a || {\n  b\nreturn\n}\n'],
  ['a return in a subshell', 'posix', 'a=$(\nexit\n)\n'],
  ['a line that goes on', 'posix', '[ -n "$PS1" ] || \\\nreturn\n'],
  ['an operator at the end', 'posix', 'a ||\n# why\n\nreturn\nb && # c\nexit\n'],
  ['a here-document', 'posix', "cat <<EOF\nreturn\nEOF\ncat > f <<-'END'\n{\nexit\n\tEND\n"],
  ['a here-document that does not end', 'posix', 'cat <<EOF\nreturn\n'],
  ['a here-document below a condition', 'posix', 'cat <<EOF && {\nx\nEOF\nreturn\n}\n'],
  ['quoted text', 'posix', "a='\nreturn\n'\nb=\"\\\"\nexit\n\"\nc=$'\\'\nexit\n'\n"],
  ['a program of awk', 'posix', "awk '\n{ print }\nexit\n' f\n"],
  ['a comment', 'posix', '# return\n#return\n'],
  ['other words', 'posix', 'returns\nexit_code=1\nexit=1\nreturn_to x\nexecute a\n'],
  ['a function of that name', 'posix', 'exit() { builtin exit; }\nexit () { builtin exit; }\n'],
  ['redirections', 'posix', 'exec 2>/dev/null\nexec 3>&1 4<&0\nexec > >(tee log)\nexec &> log\nexec {fd}>a\nexec <a\n'],
  ['exec that may fail', 'posix', 'exec nu || true\n'],
  [
    'a return in fish blocks',
    'fish',
    'if a\nreturn\nend\nfunction b\nreturn\nend\nbegin\nexit\nend\nc; or begin\nexit\nend\n',
  ],
  ['a return in a case of fish', 'fish', 'switch a\ncase b\nreturn\nend\n'],
  ['a return in a block of PowerShell', 'powershell', 'if (-not $a) {\nreturn\n}\nfunction f {\nexit\n}\n'],
  ['texts of PowerShell', 'powershell', '$a = @\'\nreturn\n\'@\n<#\nexit\n#>\n$b = "\nexit\n"\n'],
  ['exec in PowerShell, which is any command', 'powershell', 'exec nu\n'],
  ['a language that is not known', 'other', 'return\n'],
] as const) {
  test(`${what} does not end the file`, () => {
    assert.equal(earlyEnd(text, family), undefined);
  });
}

test('a large file is read in a moment', () => {
  const text = `alias a='b' # ${'it is '.repeat(10)}\ncat <<X ${'x'.repeat(10)}\nX\n`.repeat(20_000);
  const from = process.cpuUsage();
  assert.equal(earlyEnd(`${text}return\n`, 'posix'), 60_001);
  assert.equal(earlyEnd(`${text.replaceAll('X\n', '\n')}return\n`, 'posix'), undefined);
  assert.ok(process.cpuUsage(from).user < 5_000_000);
});

test('what begins and does not end is followed once', () => {
  const from = process.cpuUsage();
  for (const text of ['<#', "@'\n", 'cat <<X\n', '"', "'", '( ', '\\', '; ']) {
    for (const family of ['posix', 'fish', 'powershell']) earlyEnd(text.repeat(100_000), family);
  }
  assert.ok(process.cpuUsage(from).user < 10_000_000);
});
