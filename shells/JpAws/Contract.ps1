# The contract: the program answers with records, this file checks and applies them.
#
#   jpaws/1
#   unset NAME
#   set NAME=VALUE
#   end
#
# No value ever lives in a variable: Set-PSDebug -Trace 2 prints every assignment to one. The reply stays in a field
# of a table, and parts of it go straight to Set-Item.

# The contract between this module and the program; both must speak the same one.
$script:contract = '@CONTRACT@'

# True for the first word of a call that answers with records.
function script:Test-EnvironmentCommand {
    param([string] $Word)

    '@ENV_COMMANDS@' -split ' ' -ccontains $Word
}

# Calls the program and applies its reply, all of it or nothing. Returns nothing; $LASTEXITCODE tells how it went:
# 0 applied, 3 the reply was not whole or not of this contract, else the program's own. What is wrong with a reply is
# told to the person, or to the caller who gives a table of its own: as a failure (Failure.ps1) in its field `reply`.
function script:Invoke-EnvironmentCommand {
    param([string] $Program, [array] $Arguments, [hashtable] $CallersTable)

    $held = $CallersTable
    if ($null -eq $held) { $held = @{ reply = @() } }
    Invoke-InUtf8 { Read-Reply $held $Program $Arguments }
    if ($LASTEXITCODE -ne 0) {
        return
    }
    if ($held.reply.Count -gt 0 -and $held.reply[0] -cmatch "^jpaws/(?!$script:contract\z)[0123456789]+\z") {
        $failure = 'error INTEGRATION_DRIFT',
            'program and module do not speak the same contract, nothing was changed', 'update both'
    } elseif (-not (Test-Reply $held)) {
        $failure = 'error REPLY_BROKEN', 'the reply of the program is not whole, nothing was changed', 'run it again'
    } else {
        Set-Reply $held
        Enable-Renewal
        return
    }
    $global:LASTEXITCODE = 3
    $held.reply = $failure
    if ($null -eq $CallersTable) { Write-Line "jpaws: $($failure[1]); $($failure[2])" }
}

# Puts the program's lines into the field `reply`. JPAWS_CONTRACT is there for the time of the call only.
function script:Read-Reply {
    param([hashtable] $Held, [string] $Program, [array] $Arguments)

    # A failing program is told by its status, not by an error of its own, whatever the session prefers.
    $ErrorActionPreference = 'Continue'
    $PSNativeCommandUseErrorActionPreference = $false
    $env:JPAWS_CONTRACT = $script:contract
    try {
        $Held.reply = @(Invoke-ProgramInHost $Program $Arguments)
    } finally {
        # An assignment, and no Remove-Item: Ctrl-C ends the program before it reaches the session, and would then stop
        # a command in this block. An assignment of nothing removes the variable.
        $env:JPAWS_CONTRACT = $null
    }
}

# True when the reply is whole and every record is of the contract. (-cmatch, since -ceq sees past invisible letters.)
function script:Test-Reply {
    param([hashtable] $Held)

    $last = $Held.reply.Count - 1
    $isFramed = $last -ge 2 -and
        $Held.reply[0] -cmatch "^jpaws/$script:contract\z" -and $Held.reply[$last] -cmatch '^end\z'
    if (-not $isFramed) {
        return $false
    }
    for ($at = 1; $at -lt $last; $at++) {
        if (-not (Test-Record $Held $at)) {
            return $false
        }
    }
    $true
}

# True for `unset NAME` and for `set NAME=VALUE` with a value of at least one character and without line break or NUL.
# The letters are written out: a range such as A-Z means other letters too under some cultures.
function script:Test-Record {
    param([hashtable] $Held, [int] $At)

    $name = '(AWS|JPAWS)_[ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_]+'
    if ($Held.reply[$At] -cmatch "^unset $name\z") {
        return $true
    }
    $equals = $Held.reply[$At].IndexOf([char] '=')
    # 32766 characters is what Windows can hold.
    $equals -gt 0 -and
    $Held.reply[$At].Substring(0, $equals) -cmatch "^set $name\z" -and
    $Held.reply[$At].Length -gt $equals + 1 -and
    $Held.reply[$At].Length - $equals - 1 -le 32766 -and
    $Held.reply[$At].IndexOfAny([char[]] (0, 10, 13)) -lt 0
}

# Applies a reply that was checked. After Ctrl-C in the middle the rest is applied all the same (a `finally` is not
# stopped): half of it would be a mixture of two profiles.
function script:Set-Reply {
    param([hashtable] $Held)

    $isDone = $false
    try {
        Set-Record $Held
        $isDone = $true
    } finally {
        if (-not $isDone) { Set-Record $Held }
        $Held.reply = @()
    }
}

# A removed variable is removed, never emptied. -Verbose and -WhatIf of the session are kept away from Set-Item: it
# would show the value.
function script:Set-Record {
    param([hashtable] $Held)

    $quiet = @{ WhatIf = $false; Confirm = $false; Verbose = $false }
    for ($at = 1; $at -lt $Held.reply.Count - 1; $at++) {
        $equals = $Held.reply[$at].IndexOf([char] '=')
        if ($equals -lt 0) {
            $name = $Held.reply[$at].Substring(6)
            Remove-Item -LiteralPath "Env:$name" -ErrorAction Ignore @quiet
        } else {
            $name = $Held.reply[$at].Substring(4, $equals - 4)
            Set-Item -LiteralPath "Env:$name" -Value $Held.reply[$at].Substring($equals + 1) @quiet
        }
    }
}
