/** Kinds of start-up files that people have, each with a way to make it in an empty home folder. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface StartUpFileKind {
  readonly name: string;
  readonly shell: string;
  /** The file that set-up must find, below the home folder. */
  readonly file: string;
  /** Undefined: there is none. */
  readonly content?: string | Uint8Array;
  readonly mode?: number;
  /** Variables besides HOME and PATH. */
  readonly env?: (home: string) => Readonly<Record<string, string>>;
  /** What else is in the home folder, made after the file. */
  readonly prepare?: (home: string) => void;
}

const wide = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const profile = '.config/powershell/Microsoft.PowerShell_profile.ps1';
const dotfile = (home: string, text: string): void => {
  mkdirSync(join(home, 'dotfiles'));
  writeFileSync(join(home, 'dotfiles', 'rc'), text);
};
/** Two lines of set-up of an older version, changed by hand. */
const oldBlock = '# >>> jpaws >>>\n: nothing\n# <<< jpaws <<<\n';

export const startUpFileKinds: readonly StartUpFileKind[] = [
  { name: 'a missing file', shell: 'bash', file: '.bashrc' },
  { name: 'an empty file', shell: 'bash', file: '.bashrc', content: '' },
  { name: 'a usual file', shell: 'bash', file: '.bashrc', content: '# mine\nalias ll="ls -l"\n' },
  { name: 'only a line end', shell: 'bash', file: '.bashrc', content: '\n' },
  { name: 'only a carriage return', shell: 'bash', file: '.bashrc', content: '\r' },
  { name: 'a last line without an end', shell: 'bash', file: '.bashrc', content: 'a=1\nb=2' },
  { name: 'blank lines at the end', shell: 'bash', file: '.bashrc', content: 'a=1\n\n\n \t\n' },
  { name: 'a last line that goes on', shell: 'bash', file: '.bashrc', content: 'true \\\n' },
  { name: 'CRLF in bash', shell: 'bash', file: '.bashrc', content: 'a=1\r\nb=2\r\n' },
  { name: 'CRLF in zsh', shell: 'zsh', file: '.zshrc', content: 'a=1\r\nb=2\r\n' },
  { name: 'CRLF in fish', shell: 'fish', file: '.config/fish/config.fish', content: '# a\r\n# b\r\n' },
  { name: 'CRLF without the last', shell: 'bash', file: '.bashrc', content: '# a\r\n# b' },
  { name: 'mixed line ends', shell: 'bash', file: '.bashrc', content: '# a\r\n# b\n# c\r\n# d\n' },
  { name: 'Latin-1 bytes', shell: 'bash', file: '.bashrc', content: Buffer.from('# caf\xe9\nx=\xe5\n', 'latin1') },
  { name: 'UTF-8 text', shell: 'zsh', file: '.zshrc', content: '# 東京 blåbær 🦘\n' },
  { name: 'NUL bytes', shell: 'bash', file: '.bashrc', content: '# a\0b\n# \0\n' },
  { name: 'mode 0600', shell: 'bash', file: '.bashrc', content: 'a=1\n', mode: 0o600 },
  { name: 'mode 0754', shell: 'zsh', file: '.zshrc', content: 'a=1\n', mode: 0o754 },
  {
    name: 'five megabytes',
    shell: 'zsh',
    file: '.zshrc',
    content: `# ${'x'.repeat(78)}\n`.repeat((5 * 2 ** 20) / 80),
  },
  {
    name: 'a link',
    shell: 'bash',
    file: '.bashrc',
    prepare: (home) => {
      dotfile(home, 'a=1\n');
      symlinkSync('dotfiles/rc', join(home, '.bashrc'));
    },
  },
  {
    name: 'a link to an absolute link',
    shell: 'zsh',
    file: '.zshrc',
    prepare: (home) => {
      dotfile(home, 'a=1');
      symlinkSync(join(home, 'dotfiles/rc'), join(home, 'middle'));
      symlinkSync('middle', join(home, '.zshrc'));
    },
  },
  {
    name: 'a link to a file that is not there',
    shell: 'bash',
    file: '.bashrc',
    prepare: (home) => {
      mkdirSync(join(home, 'dotfiles'));
      symlinkSync('dotfiles/rc', join(home, '.bashrc'));
    },
  },
  {
    name: 'a home with blanks and other letters',
    shell: 'bash',
    file: 'Ærø $HOME 東京/.bashrc',
    content: 'a=1\n',
    env: (home) => ({ HOME: join(home, 'Ærø $HOME 東京') }),
  },
  {
    name: 'ZDOTDIR',
    shell: 'zsh',
    file: 'z dir/.zshrc',
    content: 'a=1\n',
    env: (home) => ({ ZDOTDIR: join(home, 'z dir') }),
  },
  {
    name: 'ZDOTDIR of .zshenv, not exported',
    shell: 'zsh',
    file: '.config/zsh/.zshrc',
    content: 'a=1\n',
    prepare: (home) => writeFileSync(join(home, '.zshenv'), 'echo noise\nZDOTDIR=~/.config/zsh\n'),
  },
  {
    name: 'XDG_CONFIG_HOME',
    shell: 'fish',
    file: 'xdg/fish/config.fish',
    content: 'set -g a 1\n',
    env: (home) => ({ XDG_CONFIG_HOME: join(home, 'xdg') }),
  },
  { name: 'a last line that goes on in fish', shell: 'fish', file: '.config/fish/config.fish', content: 'true \\\n' },
  { name: 'the same without an end', shell: 'fish', file: '.config/fish/config.fish', content: 'true \\' },
  { name: "fish's usual place", shell: 'fish', file: '.config/fish/config.fish', content: 'set -g a 1' },
  { name: "ksh's file", shell: 'ksh', file: '.kshrc', content: 'a=1\n' },
  { name: "mksh's file", shell: 'mksh', file: '.mkshrc', content: 'a=1\n' },
  {
    name: 'the file of ENV',
    shell: 'dash',
    file: '.shinit',
    content: 'a=1',
    env: (home) => ({ ENV: join(home, '.shinit') }),
  },
  { name: 'a profile in UTF-16 LE', shell: 'powershell', file: profile, content: wide('$å = "開"\r\n') },
  { name: 'a profile in UTF-16 BE', shell: 'powershell', file: profile, content: wide('$å = 1\r\n$b = 2').swap16() },
  { name: 'a profile in UTF-8 with a mark', shell: 'powershell', file: profile, content: '\ufeff$å = 1\r\n' },
];

/** Kinds that hold lines of set-up already; `without` is what removal leaves. */
export const startUpFilesWithBlocks: readonly (StartUpFileKind & { readonly without: string })[] = [
  { name: 'an older block', shell: 'bash', file: '.bashrc', content: `a=1\n${oldBlock}`, without: 'a=1\n' },
  {
    name: 'a block in the middle',
    shell: 'bash',
    file: '.bashrc',
    content: `a=1\n${oldBlock}b=2\n`,
    without: 'a=1\nb=2\n',
  },
  {
    name: 'two blocks',
    shell: 'zsh',
    file: '.zshrc',
    content: `a=1\n${oldBlock}b=2\n${oldBlock}c=3`,
    without: 'a=1\nb=2\nc=3',
  },
];

/** Makes the file and what belongs to it. @returns its path */
export function makeStartUpFile(home: string, kind: StartUpFileKind): string {
  const path = join(home, kind.file);
  mkdirSync(dirname(path), { recursive: true });
  if (kind.content !== undefined) {
    writeFileSync(path, kind.content);
    chmodSync(path, kind.mode ?? 0o644);
  }
  kind.prepare?.(home);
  return path;
}
