# Finding the program jpaws.

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
    if ($script:program -and (Test-Program $script:program)) {
        return $script:program
    }
    $script:program = $null
    foreach ($candidate in @(Get-ProgramBesideModule) + @(Get-ProgramOnPath)) {
        if (Test-Program $candidate) {
            $script:program = $candidate
            break
        }
    }
    $script:program
}

# True for a file that may be executed. (What may not be, PowerShell hands to the desktop to be opened.)
function Test-Program {
    param([string] $Path)

    (Test-Path -LiteralPath $Path -PathType Leaf) -and
    ((Test-Windows) -or (Get-Item -LiteralPath $Path).UnixMode -clike '*x*')
}

# bin/<platform>/jpaws in the module's folder.
function Get-ProgramBesideModule {
    if (Test-Windows) {
        # The 64-bit program also runs on Windows on ARM.
        return Join-Path $PSScriptRoot 'bin\win-x64\jpaws.exe'
    }
    if (Test-FullLanguage) {
        # Only .NET knows the processor.
        $machine = 'System.Runtime.InteropServices.RuntimeInformation' -as [type]
        Join-Path $PSScriptRoot "bin/$($machine::RuntimeIdentifier)/jpaws"
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

# What to do where the program was not found. The package of the PowerShell Gallery brings it for Windows only.
function Get-InstallAdvice {
    if (Test-Windows) {
        'install the module JpAws again, or put jpaws.exe into a folder on PATH'
    } else {
        'install it, so that it is on PATH: brew install jpaws/tap/jpaws'
    }
}
