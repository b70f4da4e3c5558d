# Renewal at the prompt: credentials that are about to end are renewed before the next command line.
#
# The person's prompt (their own, or that of posh-git, oh-my-posh, starship) is wrapped once a call has left
# JPAWS_RENEW_AT in the session. Whoever replaces the wrapped prompt afterwards wins; the next activation wraps theirs.
# While there is time the wrapper starts no process: it compares two numbers.

$script:renewal = @{
    # After a call that failed the prompt is left alone until then (seconds since 1970).
    quietUntil = 0
    # The modules behind our prompts by their names, with the prompt that each one wraps.
    wrapped    = @{}
    isWaiting  = $false
    isRemoved  = $false
}

# What a prompt of ours is. A module of its own holds what it wraps: several can be nested, in an order that others
# decide. (Constrained Language Mode has no GetNewClosure.)
$script:newPrompt = {
    param($Inner, $Renew)
    # PowerShell's debugger marks its own prompt only.
    $isPlain = "$Inner" -clike '*LinkID=225750*'
    {
        $succeeded = $?
        if ($env:JPAWS_RENEW_AT) { & $Renew }
        # The wrapped prompt sees the status of the person's command: true now, or made false.
        if (-not $succeeded) { Write-Error -Message 'before' -ErrorAction Ignore }
        if ($isPlain -and $Host.Runspace.Debugger.InBreakpoint) { "[DBG]: $(& $Inner)" } else { & $Inner }
    }
}

# Wraps the prompt, unless it is wrapped already or nothing will ever need to be renewed.
#
# posh-git puts up its prompt only where it finds PowerShell's own. So that one is wrapped when the first line is waited
# for and the start-up files are through; where no PSReadLine tells when that is, at once.
function script:Enable-Renewal {
    if (-not $env:JPAWS_RENEW_AT -or $script:renewal.isRemoved -or (Test-OwnPrompt)) {
        return
    }
    # PowerShell's own names its help page: LinkID=225750.
    $isPlain = "${function:global:prompt}" -clike '*LinkID=225750*'
    if ($isPlain -and (Get-Module -Name PSReadLine)) {
        if (-not $script:renewal.isWaiting) {
            $script:renewal.isWaiting = $true
            $idle = @{ SourceIdentifier = 'PowerShell.OnIdle'; MaxTriggerCount = 1; SupportEvent = $true }
            Register-EngineEvent @idle -Action {
                # An action does not belong to the module that it is written in.
                foreach ($module in @(Get-Module -Name JpAws -All)) { & $module { Add-Prompt } }
            }
        }
    } else {
        Add-Prompt
    }
}

# True when the session's prompt is one of ours.
function script:Test-OwnPrompt {
    $module = ${function:global:prompt}.Module
    $null -ne $module -and $script:renewal.wrapped.ContainsKey($module.Name)
}

# Puts our prompt around the session's.
function script:Add-Prompt {
    $script:renewal.isWaiting = $false
    if ($script:renewal.isRemoved -or (Test-OwnPrompt) -or $null -eq ${function:global:prompt}) {
        return
    }
    $inner = ${function:global:prompt}
    $held = $inner, ${function:Update-Credential}
    try {
        ${function:global:prompt} = New-Module -ReturnResult -ScriptBlock $script:newPrompt -ArgumentList $held
    } catch {
        # A prompt that cannot be replaced.
        return
    }
    $script:renewal.wrapped[${function:global:prompt}.Module.Name] = $inner
    # (In Constrained Language Mode nobody can be told: see Test-Removed.)
    if (Test-FullLanguage) { $ExecutionContext.SessionState.Module.OnRemove = { Remove-Renewal } }
}

# Renews what is due. It never fails, writes nothing to the pipeline, and leaves $LASTEXITCODE as it was.
function script:Update-Credential {
    $now = ([datetime]::UtcNow - [datetime] '1970-01-01').TotalSeconds
    if ($now -lt $script:renewal.quietUntil -or -not (Test-RenewalDue $now) -or (Test-Removed)) {
        return
    }
    # Noted before the call: neither Ctrl-C nor a crash brings it back at the next prompt.
    $script:renewal.quietUntil = $now + 300
    $before = $global:LASTEXITCODE
    $ErrorActionPreference = 'Continue'
    try {
        $program = Get-Program
        if ($program) {
            Invoke-EnvironmentCommand $program @('__renew')
        } else {
            $global:LASTEXITCODE = 127
            Write-Line "jpaws: the program was not found; $(Get-InstallAdvice)"
        }
    } catch {
        $global:LASTEXITCODE = 126
        Write-Line "jpaws: $($_.Exception.Message)"
    } finally {
        if ($global:LASTEXITCODE -eq 0) {
            if (-not (Test-RenewalDue $now)) { $script:renewal.quietUntil = 0 }
        } elseif ($global:LASTEXITCODE -gt 0 -and $global:LASTEXITCODE -lt 128) {
            # No program, or one of another contract: that was said now, and ends the renewal until the next `use`.
            $env:JPAWS_RENEW_AT = $null
        }
        $global:LASTEXITCODE = $before
    }
}

function script:Test-RenewalDue {
    param($Now)

    $env:JPAWS_RENEW_AT -cmatch '^[0123456789]{1,12}\z' -and $Now -ge [long] $env:JPAWS_RENEW_AT
}

# True once the module is removed, for prompts that others still call. In Constrained Language Mode nobody tells us.
function script:Test-Removed {
    $script:renewal.isRemoved -or (-not (Test-FullLanguage) -and -not (Get-Module -Name JpAws -All))
}

# On Remove-Module: the wrapped prompt comes back, unless somebody has replaced ours since.
function script:Remove-Renewal {
    $script:renewal.isRemoved = $true
    while (Test-OwnPrompt) {
        ${function:global:prompt} = $script:renewal.wrapped[${function:global:prompt}.Module.Name]
    }
}
