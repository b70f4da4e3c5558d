# Errors as PowerShell people expect them: one record with an id, a category and what to do.

# A line for the person, beside the output, as a program would write it.
function Write-Line {
    param([string] $Text)

    if (Test-FullLanguage) { $Host.UI.WriteErrorLine($Text) } else { Write-Warning $Text }
}

# The families of exit codes that the program has (docs/exit-codes.md).
$script:failures = @{
    1 = @{
        Id   = 'Failed'; Category = 'NotSpecified'
        Says = 'failed'
        Hint = 'read the message above'
    }
    2 = @{
        Id   = 'Usage'; Category = 'InvalidArgument'
        Says = 'was called with arguments that it does not know'
        Hint = 'see: Get-Help Use-JpAws -Full'
    }
    3 = @{
        Id   = 'Integration'; Category = 'NotInstalled'
        Says = 'and this module do not fit together'
        Hint = 'update both, then open a new session'
    }
    4 = @{
        Id   = 'SignIn'; Category = 'AuthenticationError'
        Says = 'needs a sign-in'
        Hint = 'run: Connect-JpAws'
    }
    5 = @{
        Id   = 'Configuration'; Category = 'InvalidData'
        Says = 'found a mistake in the configuration'
        Hint = 'correct the file that the message above names'
    }
    6 = @{
        Id   = 'Network'; Category = 'ConnectionError'
        Says = 'could not reach the service'
        Hint = 'check the network and the proxy settings'
    }
    7 = @{
        Id   = 'Refused'; Category = 'PermissionDenied'
        Says = 'was refused by AWS'
        Hint = 'check the account and the role of the profile'
    }
    70 = @{
        Id   = 'Bug'; Category = 'NotSpecified'
        Says = 'has a bug'
        Hint = 'report it with the message above'
    }
    127 = @{
        Id   = 'ProgramMissing'; Category = 'ObjectNotFound'
        Says = 'was not found'
        Hint = 'install jpaws, so that the program is on PATH'
    }
    130 = @{
        Id   = 'Interrupted'; Category = 'OperationStopped'
        Says = 'was interrupted'
        Hint = 'run it again'
    }
}

# Writes the record for a call that ended with $Status, on behalf of the calling function (its $PSCmdlet), so that its
# -ErrorAction counts and its $? becomes false. The program's own message is on the screen already.
function Write-Failure {
    param($Caller, [int] $Status, [string] $Command, [string] $Target)

    $kind = $script:failures[$Status]
    if ($null -eq $kind) { $kind = $script:failures[1] }
    $message = "jpaws $Command $($kind.Says) (status $Status)"
    if ($Status -eq 127) { $message = 'the program jpaws was not found' }
    if (-not (Test-FullLanguage)) {
        # The same record, only that $? stays true. Write-Error takes from this variable on whose behalf it speaks.
        $MyInvocation = $Caller.MyInvocation
        $details = @{ ErrorId = "JpAws.$($kind.Id)"; Category = $kind.Category; RecommendedAction = $kind.Hint }
        Write-Error -Message $message -TargetObject $Target @details
        return
    }
    $record = [System.Management.Automation.ErrorRecord]::new(
        [System.InvalidOperationException]::new($message), "JpAws.$($kind.Id)", $kind.Category, $Target
    )
    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($message)
    $record.ErrorDetails.RecommendedAction = $kind.Hint
    $Caller.WriteError($record)
}
