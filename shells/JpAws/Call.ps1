# Calling the program with exactly the given arguments.

# What the program is told of this module, in JPAWS_SHELL.
$script:shell = 'powershell/@VERSION@'

# PowerShell 7 expands *, ?, [ ] and ~ in a list of arguments against the working folder (on Unix; ~ also on Windows
# since 7.5), even when they come from a variable. It leaves alone what is written as a text in double quotes, so each
# argument is written out as one. More arguments than are written out here go as a list.
# What is piped here is the program's input. Renewal happens where nobody can answer: its input is empty.
function script:Invoke-Program {
    param([string] $Program, [array] $Arguments)

    $words = @(ConvertTo-ProgramArgument $Arguments)
    # The name of a variable may be a number.
    $0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 = $words
    $isEnded = $false
    # What stays when it cannot be started at all.
    $global:LASTEXITCODE = 126
    $env:JPAWS_SHELL = $script:shell
    try {
        $count = $words.Count
        if ($MyInvocation.ExpectingInput -or "$0" -ceq '__renew') { $count = -1 }
        switch ($count) {
            -1 { $input | & $Program $words }
            1 { & $Program "$0" }
            2 { & $Program "$0" "$1" }
            3 { & $Program "$0" "$1" "$2" }
            4 { & $Program "$0" "$1" "$2" "$3" }
            5 { & $Program "$0" "$1" "$2" "$3" "$4" }
            6 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" }
            7 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" }
            8 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" }
            9 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" }
            10 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" }
            11 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" }
            12 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" }
            13 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" }
            14 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" "$13" }
            15 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" "$13" "$14" }
            16 { & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" "$13" "$14" "$15" }
            17 {
                & $Program "$0" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" "$13" "$14" "$15" "$16"
            }
            default { & $Program $words }
        }
        $isEnded = $true
    } catch {
        # That, or a status that the session prefers to see as an error.
        $isEnded = $true
        $next = $null
        if ($_.Exception -is [System.Management.Automation.ApplicationFailedException]) {
            $next = Get-NextProgram $Program
        }
        if (-not $next) { throw }
        if ($MyInvocation.ExpectingInput) {
            $input | Invoke-Program $next $Arguments
        } else {
            Invoke-Program $next $Arguments
        }
    } finally {
        # Ctrl-C ends the program, but PowerShell may be quicker and kill it: its status tells nothing then.
        if (-not $isEnded) { $global:LASTEXITCODE = 130 }
        # An assignment, as Ctrl-C stops commands here; an assignment of nothing removes the variable. What was there is
        # not put back, here and wherever the module tells the program something: it can only be another runspace's
        # (ForEach-Object -Parallel), as the variables are those of the whole process, and would then stay for good.
        $env:JPAWS_SHELL = $null
    }
}

# The arguments as the program must be given them, so that it sees what was typed. A list becomes one text with commas,
# as for any program. 5.1 (and 'Legacy' passing in 7) drops empty texts and does not escape quotes: done here.
function script:ConvertTo-ProgramArgument {
    param([array] $Arguments)

    # 5.1 does not have the variable.
    $isLegacy = '', 'Legacy' -contains "$PSNativeCommandArgumentPassing"
    foreach ($argument in $Arguments) {
        $text = $argument -join ','
        if (-not $isLegacy) {
            $text
        } elseif ($text -eq '') {
            '""'
        } else {
            # The rules of CommandLineToArgvW: backslashes count double before a quote. 5.1 (not 7) also forgets them
            # before the closing quote that it puts around a text with blanks.
            $text = $text -replace '(\\*)"', '$1$1\"'
            if ($text -match '\s' -and $PSVersionTable.PSVersion.Major -lt 6) {
                $text = $text -replace '(\\+)$', '$1$1'
            }
            $text
        }
    }
}

# Runs the action while programs' output is read as UTF-8, and puts the console's own encoding back. (Constrained
# Language Mode refuses that: names that are not ASCII may look odd there.)
# What the action returns is collected before it leaves here: nobody downstream sees the changed encoding.
function script:Invoke-InUtf8 {
    param([scriptblock] $Action)

    $encoding = $null
    if (Test-FullLanguage) {
        try {
            $encoding = [System.Console]::OutputEncoding
            [System.Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
        } catch {
            # No console: the encoding is nobody's then.
            $encoding = $null
        }
    }
    try {
        & $Action
    } finally {
        if ($null -ne $encoding) {
            try { [System.Console]::OutputEncoding = $encoding } catch { $encoding = $null }
        }
    }
}
