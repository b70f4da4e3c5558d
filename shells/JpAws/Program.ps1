# Finding the program jpaws.

# Its path, once it was found, and those that this machine does not let run.
$script:program = $null
$script:blocked = @()

# False in Constrained Language Mode, where objects of .NET cannot be made or changed.
function script:Test-FullLanguage {
    $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage'
}

# True on Windows, where paths and programs look different. ($IsWindows does not exist in 5.1.)
function script:Test-Windows {
    $env:OS -eq 'Windows_NT'
}

# The program's full path: beside the module, else on PATH; $null where there is none. The answer is remembered.
# Get-Command is not asked: it also answers with aliases, functions, and with files of the working folder.
function script:Get-Program {
    if ($script:program -and (Test-Program $script:program)) {
        return $script:program
    }
    $script:program = $null
    foreach ($candidate in @(Get-ProgramBesideModule) + @(Get-ProgramOnPath)) {
        if ($script:blocked -cnotcontains $candidate -and (Test-Program $candidate)) {
            $script:program = $candidate
            break
        }
    }
    $script:program
}

# The one to try after a program that could not be started; $null where there is none. Where programs in a person's own
# folders are blocked, the one beside the module is, and that in Program Files is not.
function script:Get-NextProgram {
    param([string] $Blocked)

    $script:blocked += $Blocked
    $script:program = $null
    $next = Get-Program
    # The only one stays the one to name.
    if (-not $next) { $script:blocked = @() }
    $next
}

# True for a file that may be executed. (What may not be, PowerShell hands to the desktop to be opened.)
function script:Test-Program {
    param([string] $Path)

    if (Test-FullLanguage) {
        # As above: no command that has to do with files.
        [System.IO.File]::Exists($Path) -and ((Test-Windows) -or [System.IO.File]::GetUnixFileMode($Path) -band 73)
    } else {
        (Test-Path -LiteralPath $Path -PathType Leaf -ErrorAction Ignore) -and
        ((Test-Windows) -or (Get-Item -LiteralPath $Path).UnixMode -clike '*x*')
    }
}

# bin/<platform>/jpaws in the module's folder.
function script:Get-ProgramBesideModule {
    if (Test-Windows) {
        # The 64-bit program also runs on Windows on ARM.
        return "$PSScriptRoot/bin/win-x64/jpaws.exe"
    }
    if (Test-FullLanguage) {
        # Only .NET knows the processor. (Its class for that has a word in its name for which PowerShell logs a script.)
        "$PSScriptRoot/bin/$([System.AppContext]::GetData('RUNTIME_IDENTIFIER'))/jpaws"
    }
}

# Every place on PATH where the program may be. Entries that are not rooted lead into the working folder: skipped.
function script:Get-ProgramOnPath {
    if (Test-Windows) {
        $separator, $rooted, $file = ';', '^([A-Za-z]:[\\/]|\\\\)', 'jpaws.exe'
    } else {
        $separator, $rooted, $file = ':', '^/', 'jpaws'
    }
    foreach ($folder in "$env:PATH" -split $separator) {
        # Windows allows quotes around a folder.
        if (Test-Windows) { $folder = $folder -replace '"' }
        if ($folder -match $rooted) {
            "$folder/$file"
        }
    }
}

# What to do where the program was not found. The package of the PowerShell Gallery brings it for Windows only.
function script:Get-InstallAdvice {
    if (Test-Windows) {
        'install the module JpAws again, or put jpaws.exe into a folder on PATH'
    } else {
        'install it, so that it is on PATH: brew install jpaws/tap/jpaws'
    }
}
