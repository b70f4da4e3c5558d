import type { StartUpPlace, SyntaxCheck } from '../domain/start-up/start-up-place.ts';
import { powershellStartUp } from './powershell-start-up.ts';

/** One shell that jpaws can be loaded into. */
export interface ShellRow {
  /** The word after `jpaws init`. */
  readonly id: string;
  /** Other words for it: names under which its program is installed. */
  readonly otherNames?: readonly string[];
  /** As its makers write it. */
  readonly title: string;
  /** The integration's file under `shells/`. */
  readonly script: string;
  /** Where a person puts `loadLine`, in words. */
  readonly startupFile: string;
  /** The same for `jpaws setup`; more than one place where the shell's editions have files of their own. */
  readonly startUp: readonly StartUpPlace[];
  /** The line that loads the integration in each new session. */
  readonly loadLine: string;
  /** What `jpaws setup` writes instead where the shell would not find the integration by that. */
  readonly otherLoadLine?: RegExp;
  /** The program of the shell, and the arguments that start it without a person's own start-up files. */
  readonly program: string;
  readonly bareArguments: readonly string[];
  /** How its program looks for mistakes in a file and runs nothing; without where it has no such way. */
  readonly syntaxCheck?: SyntaxCheck;
  /** Which language its command line speaks; a row of a known family needs no test code. */
  readonly family: 'posix' | 'fish' | 'powershell';
  /** Tab after the word `jpaws` asks the program. */
  readonly completes: boolean;
  /** The prompt renews credentials that run out. */
  readonly renews: boolean;
  /** What `jpaws demo` plays in this shell, under `shells/`, and the arguments that leave a person in it afterwards. */
  readonly demo?: { readonly road: string; readonly stayArguments: readonly string[] };
}

/** THE ROWS. A new shell is a file under `shells/` and a row here (shells/README.md). */
export const shellTable = [
  {
    id: 'bash',
    title: 'bash',
    script: 'jpaws.bash',
    startupFile: '~/.bashrc',
    startUp: [
      { files: ['~/.bashrc'], on: ['linux', 'win32'] },
      // Terminals on macOS start log-in shells, which read the first of these and nothing else.
      { files: ['~/.bash_profile', '~/.bash_login', '~/.profile'], handsOnTo: '~/.bashrc', on: ['darwin'] },
    ],
    loadLine: 'eval "$(command jpaws init bash)"',
    program: 'bash',
    bareArguments: ['--noprofile', '--norc'],
    // A file may switch its extended patterns on, and nothing is switched on by reading.
    syntaxCheck: { words: [['-n'], ['-O', 'extglob', '-n']], mistake: 2 },
    family: 'posix',
    completes: true,
    renews: true,
    demo: { road: 'demo/road.sh', stayArguments: ['-i'] },
  },
  {
    id: 'zsh',
    title: 'zsh',
    script: 'jpaws.plugin.zsh',
    startupFile: '~/.zshrc',
    startUp: [
      {
        files: ['${ZDOTDIR:-~}/.zshrc'],
        // ZDOTDIR is often set in ~/.zshenv only, and not exported.
        asks: { program: 'zsh', words: ['-c', 'print -r -- "${ZDOTDIR:-$HOME}/.zshrc"'] },
      },
    ],
    loadLine: 'eval "$(command jpaws init zsh)"',
    program: 'zsh',
    bareArguments: ['-f'],
    syntaxCheck: { words: [['-n']], mistake: 1 },
    family: 'posix',
    completes: true,
    renews: true,
    demo: { road: 'demo/road.sh', stayArguments: ['-i'] },
  },
  {
    id: 'fish',
    title: 'fish',
    script: 'jpaws.fish',
    startupFile: '~/.config/fish/config.fish',
    startUp: [{ files: ['${XDG_CONFIG_HOME:-~/.config}/fish/config.fish'] }],
    loadLine: 'command jpaws init fish | source',
    program: 'fish',
    bareArguments: [],
    syntaxCheck: { words: [['--no-execute']], mistake: 127 },
    family: 'fish',
    completes: true,
    renews: true,
    demo: { road: 'demo/road.fish', stayArguments: ['-i'] },
  },
  {
    id: 'powershell',
    otherNames: ['pwsh'],
    title: 'PowerShell',
    script: 'JpAws/JpAws.psd1',
    startupFile: '$PROFILE',
    startUp: powershellStartUp,
    loadLine: 'Import-Module JpAws',
    otherLoadLine: /^Import-Module '(?:[^']|'')*\/JpAws\.psd1'$/,
    program: 'pwsh',
    bareArguments: ['-NoProfile', '-NonInteractive'],
    family: 'powershell',
    completes: true,
    renews: true,
    demo: { road: 'demo/road.ps1', stayArguments: ['-NoProfile', '-NoExit', '-Command', 'Import-Module JpAws'] },
  },
  {
    id: 'dash',
    otherNames: ['sh'],
    title: 'dash',
    script: 'jpaws.sh',
    startupFile: 'the file that $ENV names',
    startUp: [{ files: ['${ENV}'] }],
    loadLine: 'eval "$(command jpaws init dash)"',
    program: 'dash',
    bareArguments: [],
    syntaxCheck: { words: [['-n']], mistake: 2 },
    family: 'posix',
    completes: false,
    renews: false,
    demo: { road: 'demo/road.sh', stayArguments: ['-i'] },
  },
  {
    id: 'ash',
    otherNames: ['busybox'],
    title: 'busybox ash',
    script: 'jpaws.sh',
    startupFile: 'the file that $ENV names',
    startUp: [{ files: ['${ENV}'] }],
    loadLine: 'eval "$(command jpaws init ash)"',
    program: 'busybox',
    bareArguments: ['ash'],
    syntaxCheck: { words: [['ash', '-n']], mistake: 2 },
    family: 'posix',
    completes: false,
    renews: false,
    demo: { road: 'demo/road.sh', stayArguments: ['ash', '-i'] },
  },
  {
    id: 'ksh',
    otherNames: ['ksh93'],
    title: 'ksh93',
    script: 'jpaws.sh',
    startupFile: '~/.kshrc',
    startUp: [{ files: ['${ENV:-~/.kshrc}'] }],
    loadLine: 'eval "$(command jpaws init ksh)"',
    program: 'ksh',
    bareArguments: [],
    syntaxCheck: { words: [['-n']], mistake: 3 },
    family: 'posix',
    completes: false,
    renews: true,
    demo: { road: 'demo/road.sh', stayArguments: ['-i'] },
  },
  {
    id: 'mksh',
    title: 'mksh',
    script: 'jpaws.sh',
    startupFile: '~/.mkshrc',
    startUp: [{ files: ['${ENV:-~/.mkshrc}'] }],
    loadLine: 'eval "$(command jpaws init mksh)"',
    program: 'mksh',
    bareArguments: [],
    syntaxCheck: { words: [['-n']], mistake: 1 },
    family: 'posix',
    completes: false,
    renews: true,
    demo: { road: 'demo/road.sh', stayArguments: ['-i'] },
  },
  {
    id: 'yash',
    title: 'yash',
    script: 'jpaws.yash',
    startupFile: '~/.yashrc',
    startUp: [{ files: ['~/.yashrc'] }],
    loadLine: 'eval "$(command jpaws init yash)"',
    program: 'yash',
    bareArguments: ['--norcfile'],
    syntaxCheck: { words: [['-n']], mistake: 2 },
    family: 'posix',
    completes: true,
    renews: true,
    demo: { road: 'demo/road.sh', stayArguments: ['-i'] },
  },
] as const satisfies readonly ShellRow[];

/** All words that name a shell: each row's id, then its other names. */
export const shellNames: readonly string[] = shellTable.flatMap((row: ShellRow) => [row.id, ...(row.otherNames ?? [])]);

/** The row with that id or other name, or undefined for a word that names no shell. */
export function findShell(name: string): ShellRow | undefined {
  return shellTable.find((row: ShellRow) => row.id === name || row.otherNames?.includes(name) === true);
}
