# The contract: the program answers with records, this file checks and applies them.
#
#   jpaws/1
#   unset NAME
#   set NAME=VALUE
#   end
#
# No value ever lives in a variable: Set-PSDebug -Trace 2 prints every assignment to one. The reply stays in a field
# of a table, and its secrets go from there straight into the environment.

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

# True when the reply is whole and every record is of the contract: `unset NAME`, or `set NAME=VALUE` with a value of at
# least one character, no line break or NUL, and no more than Windows can hold. (-cmatch, since -ceq sees past invisible
# letters. They are written out: a range such as A-Z means other letters too under some cultures.)
function script:Test-Reply {
    param([hashtable] $Held)

    $last = $Held.reply.Count - 1
    $isFramed = $last -ge 2 -and
        $Held.reply[0] -cmatch "^jpaws/$script:contract\z" -and $Held.reply[$last] -cmatch '^end\z'
    if (-not $isFramed) {
        return $false
    }
    $name = '(AWS|JPAWS)_[ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_]+'
    $record = "^(unset $name|set $name=[^\x00\r\n]{1,32766})\z"
    @($Held.reply[1..($last - 1)] -cnotmatch $record).Count -eq 0
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

# A removed variable is removed, never emptied. No secret is given to a command or to .NET: where modules are logged, or
# a virus scanner looks on, PowerShell hands over what these are given, but not what is assigned.
function script:Set-Record {
    param([hashtable] $Held)

    # By .NET where that is allowed: a session's first command that has to do with files takes a tenth of a second.
    $isFull = Test-FullLanguage
    # -Verbose and -WhatIf of the session are kept away from the commands.
    $quiet = @{ WhatIf = $false; Confirm = $false; Verbose = $false }
    for ($at = 1; $at -lt $Held.reply.Count - 1; $at++) {
        $equals = $Held.reply[$at].IndexOf([char] '=')
        if ($equals -lt 0) {
            $name = $Held.reply[$at].Substring(6)
            if ($isFull) {
                # In no variable: PowerShell's own trace of an assignment fails at it.
                [System.Environment]::SetEnvironmentVariable($name, [NullString]::Value)
            } else {
                Remove-Item -LiteralPath "Env:$name" -ErrorAction Ignore @quiet
            }
            continue
        }
        $name = $Held.reply[$at].Substring(4, $equals - 4)
        if ($name -ceq 'AWS_ACCESS_KEY_ID') {
            $env:AWS_ACCESS_KEY_ID = $Held.reply[$at].Substring($equals + 1)
        } elseif ($name -ceq 'AWS_SECRET_ACCESS_KEY') {
            $env:AWS_SECRET_ACCESS_KEY = $Held.reply[$at].Substring($equals + 1)
        } elseif ($name -ceq 'AWS_SESSION_TOKEN') {
            $env:AWS_SESSION_TOKEN = $Held.reply[$at].Substring($equals + 1)
        } elseif ($isFull) {
            [System.Environment]::SetEnvironmentVariable($name, $Held.reply[$at].Substring($equals + 1))
        } else {
            Set-Item -LiteralPath "Env:$name" -Value $Held.reply[$at].Substring($equals + 1) @quiet
        }
    }
}
