# Finding the program jpaws and calling it.

# False in Constrained Language Mode, where objects of .NET cannot be made or changed.
function Test-FullLanguage {
    $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage'
}

# True on Windows, where paths and programs look different. ($IsWindows does not exist in 5.1.)
function Test-Windows {
    $env:OS -eq 'Windows_NT'
}

# The program's full path: beside the module, else on PATH; $null where there is none. The answer is remembered.
# Get-Command is not asked: it also answers with aliases, functions, and with files of the working folder.
function Get-Program {
    if ($script:program -and (Test-Path -LiteralPath $script:program -PathType Leaf)) {
        return $script:program
    }
    $script:program = $null
    foreach ($candidate in @(Get-ProgramBesideModule) + @(Get-ProgramOnPath)) {
        if (Test-Path -LiteralPath $candidate -PathType Leaf) {
            $script:program = $candidate
            break
        }
    }
    $script:program
}

# bin/<platform>/jpaws in the module's folder.
function Get-ProgramBesideModule {
    if (Test-Windows) {
        # The 64-bit program also runs on Windows on ARM.
        return Join-Path $PSScriptRoot 'bin\win-x64\jpaws.exe'
    }
    if (Test-FullLanguage) {
        # Only .NET knows the processor.
        Join-Path $PSScriptRoot "bin/$([System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)/jpaws"
    }
}

# Every place on PATH where the program may be. Entries that are not rooted lead into the working folder: skipped.
function Get-ProgramOnPath {
    if (Test-Windows) {
        $separator, $rooted, $file = ';', '^([A-Za-z]:[\\/]|\\\\)', 'jpaws.exe'
    } else {
        $separator, $rooted, $file = ':', '^/', 'jpaws'
    }
    foreach ($folder in "$env:PATH" -split $separator) {
        if ($folder -match $rooted) {
            "$folder/$file"
        }
    }
}

# The arguments as the program must be given them, so that it sees what was typed. A list becomes one text with commas,
# as for any program. 5.1 (and 'Legacy' passing in 7) drops empty texts and does not escape quotes: done here.
function ConvertTo-ProgramArgument {
    param([object[]] $Arguments)

    $isLegacy = -not (Test-Path -LiteralPath Variable:PSNativeCommandArgumentPassing) -or
        "$PSNativeCommandArgumentPassing" -eq 'Legacy'
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
function Invoke-InUtf8 {
    param([scriptblock] $Action)

    $encoding = $null
    if (Test-FullLanguage) {
        try {
            $encoding = [Console]::OutputEncoding
            [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
        } catch {
            # No console: the encoding is nobody's then.
            $encoding = $null
        }
    }
    try {
        & $Action
    } finally {
        if ($null -ne $encoding) {
            try { [Console]::OutputEncoding = $encoding } catch { $encoding = $null }
        }
    }
}

# Runs a call of the program on behalf of a function (its $PSCmdlet): applies its records where it answers with such,
# else lets its output through; a failure becomes that function's error record.
function Invoke-JpawsFor {
    param($Caller, [string[]] $Words, [string] $Target)

    $program = Get-Program
    if (-not $program) {
        $global:LASTEXITCODE = 127
    } elseif ($script:environmentCommands -ccontains $Words[0]) {
        Invoke-EnvironmentCommand $program $Words
    } else {
        $PSNativeCommandUseErrorActionPreference = $false
        & $program @(ConvertTo-ProgramArgument $Words)
    }
    if ($LASTEXITCODE -ne 0) { Write-Failure $Caller $LASTEXITCODE $Words[0] $Target }
}

# What the program answers as JSON, as objects; on behalf of a function, as above.
function Get-JpawsJson {
    param($Caller, [string[]] $Words, [string] $Target)

    $text = @(Invoke-InUtf8 { Invoke-JpawsFor $Caller $Words $Target }) -join "`n"
    if ($LASTEXITCODE -eq 0 -and $text) {
        # 5.1 gives a list as one object, 7 gives its elements.
        foreach ($one in (ConvertFrom-Json $text)) { $one }
    }
}
