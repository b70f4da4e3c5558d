# Tab completion: the program knows the names, this file only asks it and quotes.

# ' and the typographic quotes that PowerShell takes for it; " and its relatives. To stand in [ ] of a pattern.
$script:singleQuotes = "'\u2018-\u201B"
$script:doubleQuotes = '"\u201C-\u201E'

# The text that a typed word stands for: `'a b` and `"a b"` are both `a b`.
function ConvertFrom-Word {
    param([string] $Word)

    if ($Word -match "^[$script:singleQuotes]") {
        $inner = $Word -replace "^.|(?<=.)[$script:singleQuotes]\z", ''
        $inner -replace "([$script:singleQuotes])[$script:singleQuotes]", '$1'
    } elseif ($Word -match "^[$script:doubleQuotes]") {
        $Word -replace "^.|(?<=.)[$script:doubleQuotes]\z", '' -replace '`(.)', '$1'
    } else {
        $Word -replace '`(.)', '$1'
    }
}

# The word that stands for a text. Whatever is not plainly harmless is quoted; options of the program are harmless
# behind the word jpaws, where PowerShell does not take them for its own.
function ConvertTo-Word {
    param([string] $Text, [switch] $OptionsAllowed)

    if ($Text -cmatch '^[a-zA-Z0-9][a-zA-Z0-9_./:+-]*\z' -or ($OptionsAllowed -and $Text -cmatch '^--[a-z][a-z-]*\z')) {
        $Text
    } else {
        "'" + ($Text -replace "([$script:singleQuotes])", '$1$1') + "'"
    }
}

# One result for each line `value TAB description` of `jpaws __complete -- WORD...`; the last word is the one at the
# cursor. Nothing that goes wrong here disturbs the person who types.
function Get-Completion {
    param([string[]] $Words, [switch] $OptionsAllowed)

    $program = Get-Program
    if (-not $program) {
        return
    }
    $before = $null
    if (Test-Path -LiteralPath Variable:global:LASTEXITCODE) { $before = $global:LASTEXITCODE }
    $PSNativeCommandUseErrorActionPreference = $false
    try {
        $lines = @(Invoke-InUtf8 { Invoke-Program $program (@('__complete', '--') + $Words) })
    } catch {
        return
    } finally {
        $global:LASTEXITCODE = $before
    }
    foreach ($line in $lines) {
        $value, $description = $line -split "`t", 2
        if ($value) { ConvertTo-CompletionResult $value $description -OptionsAllowed:$OptionsAllowed }
    }
}

# Constrained Language Mode has no CompletionResult; a text does as well, only without a description.
function ConvertTo-CompletionResult {
    param([string] $Value, [string] $Description, [switch] $OptionsAllowed)

    $word = ConvertTo-Word $Value -OptionsAllowed:$OptionsAllowed
    if (-not (Test-FullLanguage)) {
        return $word
    }
    if (-not $Description) { $Description = $Value }
    ('System.Management.Automation.CompletionResult' -as [type])::new($word, $Value, 'ParameterValue', $Description)
}

# The words behind which the program offers the values of a parameter.
$script:parameterWords = @{
    Name      = @('use')
    Session   = @('login', '--session')
    Account   = @('configure', '--account')
    Role      = @('configure', '--role')
    Region    = @('configure', '--region')
    SsoRegion = @('configure', '--sso-region')
}

# For these parameters of the functions.
$script:parameterCompleter = {
    param($CommandName, $ParameterName, $WordToComplete, $CommandAst, $FakeBoundParameters)

    Get-Completion ($script:parameterWords[$ParameterName] + (ConvertFrom-Word $WordToComplete))
}

# For the word jpaws: everything before the cursor, unquoted.
$script:wordCompleter = {
    param($WordToComplete, $CommandAst, $CursorPosition)

    # The first element is the word jpaws itself; offsets count from the beginning of the whole line.
    $words = @()
    for ($at = 1; $at -lt $CommandAst.CommandElements.Count; $at++) {
        $element = $CommandAst.CommandElements[$at].Extent
        if ($element.EndOffset -lt $CursorPosition) { $words += ConvertFrom-Word $element.Text }
    }
    Get-Completion ($words + (ConvertFrom-Word $WordToComplete)) -OptionsAllowed
}
