# Calls of the program on behalf of a function, named by its $PSCmdlet.

# Runs the words: applies what the program answers to an environment command, hands on what it writes to stdout
# otherwise. A failure becomes one error record of the function, and the program says nothing of it by itself.
function script:Invoke-Request {
    param($Caller, [string[]] $Words, [string] $Target)

    $held = @{ reply = @() }
    $program = Get-Program
    if ($program) {
        # Only then: the command is of a module that has to be loaded first.
        if ($VerbosePreference -ne 'SilentlyContinue') { Write-Verbose "$program $Words" }
        Read-Request $held $program $Words
    } else {
        $global:LASTEXITCODE = 127
    }
    # A report is one whatever the status says: that of doctor tells the worst that it found.
    $isReport = $Words -ccontains '--json' -and $held.reply.Count -gt 0 -and $held.reply[0] -cmatch '^[[{]'
    if ($LASTEXITCODE -eq 0 -or $isReport) {
        $held.reply
    } else {
        Write-Failure $Caller $held.reply $Words[0] $Target
    }
}

# Makes the call; what is not applied stands in the field `reply` afterwards.
function script:Read-Request {
    param([hashtable] $Held, [string] $Program, [string[]] $Words)

    $PSNativeCommandUseErrorActionPreference = $false
    $env:JPAWS_ERRORS = 'record'
    try {
        if (Test-EnvironmentCommand $Words[0]) {
            Invoke-EnvironmentCommand $Program $Words $Held
        } else {
            $Held.reply = @(Invoke-InUtf8 { Invoke-ProgramInHost $Program $Words })
        }
    } catch {
        if ($_.Exception -isnot [System.Management.Automation.ApplicationFailedException]) { throw }
        $Held.reply = @('error PROGRAM_BLOCKED', "$_", 'see whether this machine blocks the program')
    } finally {
        $env:JPAWS_ERRORS = $null
    }
}

# What the program answers as JSON, as objects.
function script:Get-JpawsJson {
    param($Caller, [string[]] $Words, [string] $Target)

    $text = @(Invoke-Request $Caller $Words $Target) -join "`n"
    if ($text) {
        Import-View
        # 5.1 gives a list as one object, 7 gives its elements.
        foreach ($one in (ConvertFrom-Json $text)) { $one }
    }
}

# What the function's ShouldProcess answers, with its -WhatIf and -Confirm. Constrained Language Mode lets nobody call
# that: -WhatIf does the same there; who wants to be asked is told that this cannot be.
function script:Test-Consent {
    param($Caller, [string] $Target, [string] $Action)

    if (Test-FullLanguage) {
        $Caller.ShouldProcess($Target, $Action)
    } elseif ($WhatIfPreference) {
        Write-Line "What if: Performing the operation `"$Action`" on target `"$Target`"."
        $false
    } elseif ('Low', 'Medium' -contains "$ConfirmPreference") {
        $failure = @(
            'error INPUT_NEEDED', 'nothing can be asked for in Constrained Language Mode, nothing was done'
            'run it without -Confirm'
        )
        $global:LASTEXITCODE = 2
        Write-Failure $Caller $failure '' $Target
        $false
    } else {
        $true
    }
}
