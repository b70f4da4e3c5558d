import { isWsl } from './browser-situation.ts';
import { splitWords } from './split-words.ts';

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: 'linux' | 'darwin' | 'win32';
}

/** A program and its arguments, one of which is or holds the address. */
export type BrowserCommand = readonly [program: string, ...words: string[]];

// Hands the address to the default browser without a shell: `wslview` and `cmd /c start` put it into command text.
const windowsOpener = (rundll32: string, address: string): BrowserCommand => [
  rundll32,
  'url.dll,FileProtocolHandler',
  address,
];

/**
 * The commands that may open the address, in the order to try them. BROWSER, when set, is the person's own list
 * (parted as PATH is) and the only one: `%s` in it stands for the address, else the address comes last, as in
 * Python's webbrowser module, which the AWS CLI uses.
 */
export function browserCommands(address: string, { env, platform }: Surroundings): BrowserCommand[] {
  const own = env['BROWSER'] ?? '';
  if (own !== '') return ownCommands(own, address, platform);
  switch (platform) {
    case 'darwin':
      return [['/usr/bin/open', address]];
    case 'win32':
      return [windowsOpener(`${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\rundll32.exe`, address)];
    case 'linux':
      return [...(isWsl(env) ? wslCommands(address) : []), ...desktopCommands(address)];
  }
}

const wslCommands = (address: string): BrowserCommand[] => [
  windowsOpener('/mnt/c/Windows/System32/rundll32.exe', address),
  windowsOpener('rundll32.exe', address),
];

const desktopCommands = (address: string): BrowserCommand[] => [
  ['xdg-open', address],
  ['gio', 'open', address],
  ['x-www-browser', address],
];

function ownCommands(list: string, address: string, platform: Surroundings['platform']): BrowserCommand[] {
  const isWindows = platform === 'win32';
  return list.split(isWindows ? ';' : ':').flatMap((line) => {
    const [program, ...words] = splitWords(line, isWindows ? 'plain' : 'escape') ?? [];
    if (program === undefined || program === '') return [];
    // Python: a `&` at the end means "in the background", where every browser of ours runs.
    const given = words.at(-1) === '&' ? words.slice(0, -1) : words;
    const filled = given.map((word) => word.split('%s').join(address));
    return [line.includes('%s') ? [program, ...filled] : [program, ...given, address]];
  });
}
