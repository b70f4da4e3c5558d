import type { StartUpPlace } from '../domain/start-up/start-up-place.ts';

const NO_MODULE = 'NoModule';
/** PowerShell prints its execution policy, whether the module is missing, and the path of its profile, in UTF-8 where its language is full. */
const PROFILE_QUESTION = [
  'try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch { }',
  '[string](Get-ExecutionPolicy)',
  `if (-not (Get-Module -ListAvailable JpAws)) { '${NO_MODULE}' }`,
  '$PROFILE.CurrentUserCurrentHost',
].join('; ');
const askedPowershell = {
  advice: {
    Restricted:
      'its execution policy is Restricted, under which it runs no profile; allow that with: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned',
    AllSigned: 'its execution policy is AllSigned, under which it runs a profile only when you have signed it',
    [NO_MODULE]: 'this PowerShell does not find the module JpAws; install it there with: Install-Module JpAws',
  },
  idleWord: NO_MODULE,
} as const;
const profileWords = ['-NoProfile', '-NonInteractive', '-Command', PROFILE_QUESTION] as const;
const PROFILE = 'Microsoft.PowerShell_profile.ps1';

/** Windows PowerShell 5.1 and PowerShell 7 have a profile each, and Documents may have been moved (OneDrive): they are asked. */
export const powershellStartUp = [
  {
    files: [`~/Documents/WindowsPowerShell/${PROFILE}`],
    asks: { program: 'powershell', words: profileWords },
    ...askedPowershell,
    on: ['win32'],
  },
  {
    files: [`~/Documents/PowerShell/${PROFILE}`],
    asks: { program: 'pwsh', words: profileWords, isCondition: true },
    ...askedPowershell,
    on: ['win32'],
  },
  { files: [`\${XDG_CONFIG_HOME:-~/.config}/powershell/${PROFILE}`], on: ['linux', 'darwin'] },
] as const satisfies readonly StartUpPlace[];
