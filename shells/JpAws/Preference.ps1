# The preferences of whoever calls a function of this module.

# PowerShell shows a module's function the preferences of the global scope, not those of the script or function that
# calls it: a script with $ErrorActionPreference = 'Stop' would go on after a failed Use-JpAws, in another account.
# Dot-sourced at the beginning of a function with its $PSCmdlet, this gives it those of its caller; the parameters of
# the call come first. (Constrained Language Mode lets nobody look there.)
function script:Import-Preference {
    param($Caller)

    # What is typed at the prompt has the global ones.
    if (-not (Test-FullLanguage) -or $Caller.MyInvocation.CommandOrigin -eq 'Runspace') {
        return
    }
    $given = $Caller.MyInvocation.BoundParameters
    if (-not $given.ContainsKey('ErrorAction')) {
        $ErrorActionPreference = $Caller.GetVariableValue('ErrorActionPreference', $ErrorActionPreference)
    }
    if (-not $given.ContainsKey('WarningAction')) {
        $WarningPreference = $Caller.GetVariableValue('WarningPreference', $WarningPreference)
    }
    if (-not $given.ContainsKey('InformationAction')) {
        $InformationPreference = $Caller.GetVariableValue('InformationPreference', $InformationPreference)
    }
    if (-not $given.ContainsKey('Verbose')) {
        $VerbosePreference = $Caller.GetVariableValue('VerbosePreference', $VerbosePreference)
    }
    if (-not $given.ContainsKey('WhatIf')) {
        $WhatIfPreference = $Caller.GetVariableValue('WhatIfPreference', $WhatIfPreference)
    }
    if (-not $given.ContainsKey('Confirm')) {
        $ConfirmPreference = $Caller.GetVariableValue('ConfirmPreference', $ConfirmPreference)
    }
}
