import { CONSTRAIN } from '../../powershell/engine.ts';
import type { Oddity } from '../driver.ts';

/** What people set in their sessions. */
export const powershellOddities: readonly Oddity[] = [
  { name: 'Constrained Language Mode', before: CONSTRAIN },
  { name: 'StrictMode and Stop', before: "Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'" },
  { name: 'StrictMode and Stop, set later', after: "Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'" },
  { name: 'failing programs as errors', before: '$PSNativeCommandUseErrorActionPreference = $true' },
  { name: 'Legacy argument passing, as in 5.1', before: "$PSNativeCommandArgumentPassing = 'Legacy'" },
  { name: 'what-if and confirmation', before: "$WhatIfPreference = $true; $ConfirmPreference = 'Low'" },
  { name: 'an odd $OFS', before: "$OFS = 'x'" },
  {
    name: 'defaults for parameters',
    before: "$PSDefaultParameterValues = @{ 'Set-Item:WhatIf' = $true; 'Remove-Item:WhatIf' = $true }",
  },
  { name: 'output read as ASCII', before: '[Console]::OutputEncoding = [System.Text.Encoding]::ASCII' },
  {
    name: 'variables named like ours',
    before: '$program = 1; $contract = 2; $held = 3; $environmentCommands = 4; $encoding = 5',
  },
  {
    name: 'functions named like ours',
    before: 'function Get-Program { throw } function Set-Record { throw } function Test-Reply { throw }',
  },
];

/** Ways to trace. */
export const powershellTracings: readonly Oddity[] = [
  { name: 'Set-PSDebug -Trace 1', after: 'Set-PSDebug -Trace 1' },
  { name: 'Set-PSDebug -Trace 2', after: 'Set-PSDebug -Trace 2' },
];
