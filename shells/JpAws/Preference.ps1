# The preferences of whoever calls a function of this module.

# PowerShell shows a module's function the preferences of the global scope, not those of the script or function that
# calls it: a script with $ErrorActionPreference = 'Stop' would go on after a failed Use-JpAws, in another account.
# Dot-sourced at the beginning of a function with its $PSCmdlet, this gives it those of its caller; the parameters of
# the call come first. (Constrained Language Mode lets nobody look there.)
function Import-Preference {
    param($Caller)

    if (-not (Test-FullLanguage)) {
        return
    }
    $plainly = @{ WhatIf = $false; Confirm = $false; Verbose = $false }
    foreach ($preference in $script:preferences.Keys) {
        $value = $Caller.SessionState.PSVariable.GetValue($preference)
        $isGiven = $Caller.MyInvocation.BoundParameters.ContainsKey($script:preferences[$preference])
        if ($null -ne $value -and -not $isGiven) {
            Set-Item -LiteralPath "Variable:$preference" -Value $value @plainly
        }
    }
}

# Each with the parameter that stands for it.
$script:preferences = @{
    ErrorActionPreference = 'ErrorAction'
    WarningPreference     = 'WarningAction'
    InformationPreference = 'InformationAction'
    VerbosePreference     = 'Verbose'
    WhatIfPreference      = 'WhatIf'
    ConfirmPreference     = 'Confirm'
}
