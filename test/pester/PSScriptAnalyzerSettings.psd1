# For Invoke-ScriptAnalyzer -Settings. All rules are on but those named here with the reason.
@{
    ExcludeRules = @(
        # The prompt, and the status of the last program, belong to the session.
        'PSAvoidGlobalVars'
        # Failure.ps1 gives Write-Error the name of the function that it speaks for.
        'PSAvoidAssignmentToAutomaticVariable'
        # Short functions of one file call each other by position.
        'PSAvoidUsingPositionalParameters'
        # It does not see a parameter that is used in a script block.
        'PSReviewUnusedParameter'
        # Request.ps1 asks on behalf of the functions that have the attribute.
        'PSShouldProcess'
        # JpAws is one thing.
        'PSUseSingularNouns'
        # Internal functions that set something are called by functions that ask; -WhatIf must not reach them.
        'PSUseShouldProcessForStateChangingFunctions'
    )
    Rules        = @{
        PSUseCompatibleSyntax     = @{ Enable = $true; TargetVersions = @('5.1', '7.0', '7.4') }
        PSUseCompatibleCmdlets    = @{ Compatibility = @('desktop-5.1.14393.206-windows') }
        PSUseConsistentWhitespace = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSPlaceOpenBrace          = @{ Enable = $true; NewLineAfter = $false }
        PSPlaceCloseBrace         = @{ Enable = $true; NewLineAfter = $false }
        PSAvoidLongLines          = @{ Enable = $true; MaximumLineLength = 120 }
    }
}
