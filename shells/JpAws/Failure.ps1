# Errors as PowerShell people expect them: one record with an id, a category and what to do.
#
# A failure is three lines: `error CODE`, what happened, what to do. The program writes them when it is asked to
# (Request.ps1), and this module puts its own into the same form. The codes are those of docs/errors.md.

# A line for the person, beside the output, as a program would write it.
function script:Write-Line {
    param([string] $Text)

    if (Test-FullLanguage) { $Host.UI.WriteErrorLine($Text) } else { Write-Warning $Text }
}

# The category of each exit code.
$script:categories = @{
    2   = 'InvalidArgument'
    3   = 'NotInstalled'
    4   = 'AuthenticationError'
    5   = 'InvalidData'
    6   = 'ConnectionError'
    7   = 'PermissionDenied'
    126 = 'ResourceUnavailable'
    127 = 'ObjectNotFound'
    130 = 'OperationStopped'
}

# The lines if they are a failure, else one that tells what the status says of a program that ended without a word.
function script:ConvertTo-Failure {
    param([array] $Lines, [int] $Status, [string] $Command)

    if ($Lines.Count -eq 3 -and $Lines[0] -cmatch '^error [ABCDEFGHIJKLMNOPQRSTUVWXYZ_]+\z') {
        return $Lines
    }
    switch ($Status) {
        126 { 'error PROGRAM_BLOCKED', 'the program jpaws cannot be started', 'see whether this machine blocks it' }
        127 { 'error PROGRAM_MISSING', 'the program jpaws was not found', (Get-InstallAdvice) }
        130 { 'error INTERRUPTED', "jpaws $Command was interrupted", 'run it again' }
        default { 'error PROGRAM_FAILED', "jpaws $Command ended with status $Status", "see: jpaws $Command --help" }
    }
}

# True where PowerShell shows a recommended action by itself.
function script:Test-HintShown {
    $PSVersionTable.PSVersion -ge [version] '7.5'
}

# Writes the record for a call that ended with $LASTEXITCODE, on behalf of the calling function (its $PSCmdlet), so
# that its -ErrorAction counts and its $? becomes false.
function script:Write-Failure {
    param($Caller, [array] $Lines, [string] $Command, [string] $Target)

    $failure, $message, $hint = ConvertTo-Failure $Lines $LASTEXITCODE $Command
    $code = $failure.Substring('error '.Length)
    $category = $script:categories[$LASTEXITCODE]
    if ($null -eq $category) { $category = 'NotSpecified' }
    if ($code -cmatch '_UNKNOWN\z') { $category = 'ObjectNotFound' }
    $shown = $message
    if (-not (Test-HintShown)) { $shown = "$message`n  $hint" }
    if (-not (Test-FullLanguage)) {
        # The same record, only that $? stays true. Write-Error takes from this variable on whose behalf it speaks.
        $MyInvocation = $Caller.MyInvocation
        Write-Error -Message $shown -ErrorId $code -Category $category -TargetObject $Target -RecommendedAction $hint
        return
    }
    $cause = [System.InvalidOperationException]::new($message)
    $record = [System.Management.Automation.ErrorRecord]::new($cause, $code, $category, $Target)
    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($shown)
    $record.ErrorDetails.RecommendedAction = $hint
    $Caller.WriteError($record)
}
