# The word jpaws, for those who type the same in every shell.

function jpaws {
    <#
    .SYNOPSIS
    The program jpaws, with its commands applied to this session.
    .DESCRIPTION
    Takes the same words as the program in every other shell: jpaws use NAME sets the variables of this session. All
    other commands reach the program as they are, and $LASTEXITCODE tells how it went. See: jpaws --help
    .INPUTS
    What the program reads.
    .OUTPUTS
    What the program writes, as texts.
    .EXAMPLE
    jpaws use koa-dev-customer

    The same as Use-JpAws koa-dev-customer.
    .EXAMPLE
    jpaws list

    Shows the profiles.
    .LINK
    Use-JpAws
    .LINK
    about_JpAws
    #>

    # No param(): a word such as -h must reach the program, not PowerShell's parameter binder.
    Import-Core
    $program = Get-Program
    if (-not $program) {
        Write-Line "jpaws: the program was not found; $(Get-InstallAdvice)"
        $global:LASTEXITCODE = 127
        return
    }
    try {
        $asksForHelp = $args -ccontains '-h' -or $args -ccontains '--help'
        if ($args.Count -gt 0 -and (Test-EnvironmentCommand $args[0]) -and -not $asksForHelp) {
            Invoke-EnvironmentCommand $program $args
            if ($args[0] -ceq 'use' -and $LASTEXITCODE -eq 0) { Write-ToolsWarning }
        } elseif ($MyInvocation.ExpectingInput) {
            $input | Invoke-Program $program $args
        } else {
            Invoke-ProgramInHost $program $args
        }
    } catch {
        # AppLocker and the like. (Other errors are those that the session wants of a program that fails.)
        if ($_.Exception -isnot [System.Management.Automation.ApplicationFailedException]) { throw }
        Write-Line "jpaws: $($_.Exception.Message); see whether this machine blocks the program"
        $global:LASTEXITCODE = 126
    }
}
