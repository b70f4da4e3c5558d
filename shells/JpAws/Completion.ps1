# Tab completion: the program knows the names, this file only asks it and quotes.

# ' and the typographic quotes that PowerShell takes for it; " and its relatives. To stand in [ ] of a pattern.
$script:singleQuotes = "'\u2018-\u201B"
$script:doubleQuotes = '"\u201C-\u201E'

# The text that a typed word stands for: `'a b` and `"a b"` are both `a b`.
function script:ConvertFrom-Word {
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
function script:ConvertTo-Word {
    param([string] $Text, [switch] $OptionsAllowed)

    if ($Text -cmatch '^[a-zA-Z0-9][a-zA-Z0-9_./:+-]*\z' -or ($OptionsAllowed -and $Text -cmatch '^--[a-z][a-z-]*\z')) {
        $Text
    } else {
        "'" + ($Text -replace "([$script:singleQuotes])", '$1$1') + "'"
    }
}

# One result for each line `value TAB description` of `jpaws __complete -- WORD...`; the last word is the one at the
# cursor. Nothing that goes wrong here disturbs the person who types.
function script:Get-Completion {
    param([string[]] $Words, [switch] $OptionsAllowed)

    $program = Get-Program
    if (-not $program) {
        return
    }
    $before = $global:LASTEXITCODE
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
function script:ConvertTo-CompletionResult {
    param([string] $Value, [string] $Description, [switch] $OptionsAllowed)

    $word = ConvertTo-Word $Value -OptionsAllowed:$OptionsAllowed
    if (-not (Test-FullLanguage)) {
        return $word
    }
    if (-not $Description) { $Description = $Value }
    [System.Management.Automation.CompletionResult]::new($word, $Value, 'ParameterValue', $Description)
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

# What can stand for a parameter of the functions.
function script:Get-ParameterCompletion {
    param([string] $Parameter, [string] $Word)

    Get-Completion ($script:parameterWords[$Parameter] + (ConvertFrom-Word $Word))
}

# What can stand at the cursor behind the word jpaws, which gets everything before it, unquoted.
function script:Get-WordCompletion {
    param([string] $Word, $CommandAst, [int] $CursorPosition)

    # The first element is the word jpaws itself; offsets count from the beginning of the whole line.
    $words = @()
    for ($at = 1; $at -lt $CommandAst.CommandElements.Count; $at++) {
        $element = $CommandAst.CommandElements[$at].Extent
        if ($element.EndOffset -lt $CursorPosition) { $words += ConvertFrom-Word $element.Text }
    }
    Get-Completion ($words + (ConvertFrom-Word $Word)) -OptionsAllowed
}
