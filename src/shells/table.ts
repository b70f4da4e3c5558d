/** One shell that jpaws can be loaded into. */
export interface ShellRow {
  /** The word after `jpaws init`. */
  readonly id: string;
  /** As its makers write it. */
  readonly title: string;
  /** The integration's file under `shells/`. */
  readonly script: string;
  /** Where a person puts `loadLine`. */
  readonly startupFile: string;
  /** The line that loads the integration in each new session. */
  readonly loadLine: string;
  /** The program of the shell, and the arguments that start it without a person's own start-up files. */
  readonly program: string;
  readonly bareArguments: readonly string[];
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
    loadLine: 'eval "$(command jpaws init bash)"',
    program: 'bash',
    bareArguments: ['--noprofile', '--norc'],
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
    loadLine: 'eval "$(command jpaws init zsh)"',
    program: 'zsh',
    bareArguments: ['-f'],
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
    loadLine: 'command jpaws init fish | source',
    program: 'fish',
    bareArguments: ['--no-config'],
    family: 'fish',
    completes: true,
    renews: true,
    demo: { road: 'demo/road.fish', stayArguments: ['-i'] },
  },
  {
    id: 'powershell',
    title: 'PowerShell',
    script: 'JpAws/JpAws.psd1',
    startupFile: '$PROFILE',
    loadLine: 'Import-Module JpAws',
    program: 'pwsh',
    bareArguments: ['-NoProfile', '-NonInteractive'],
    family: 'powershell',
    completes: true,
    renews: true,
    demo: { road: 'demo/road.ps1', stayArguments: ['-NoProfile', '-NoExit', '-Command', 'Import-Module JpAws'] },
  },
] as const satisfies readonly ShellRow[];

/** The row with that id, or undefined for a word that names no shell. */
export function findShell(id: string): ShellRow | undefined {
  return shellTable.find((row) => row.id === id);
}
