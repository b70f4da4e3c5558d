# What the program tells the person, in hosts other than the console.

# As Invoke-Program. The console leaves a program's stderr alone. Other hosts (ISE, VS Code, a remote session) make an
# error of each of its lines: red, and the end where errors stop. There they are shown as the plain lines that they are.
function script:Invoke-ProgramInHost {
    param([string] $Program, [array] $Arguments)

    # Around its prompt the console throws such errors away.
    $isAtPrompt = $Arguments.Count -eq 1 -and $Arguments[0] -ceq '__renew'
    if ($Host.Name -eq 'ConsoleHost' -and -not $isAtPrompt) {
        Invoke-Program $Program $Arguments
        return
    }
    # 5.1 would stop at the first line.
    if ($PSVersionTable.PSVersion.Major -lt 6) { $ErrorActionPreference = 'Continue' }
    Invoke-Program $Program $Arguments 2>&1 | Show-ProgramLine
}

# A filter and no ForEach-Object: what is piped into a command is logged where modules are logged.
filter script:Show-ProgramLine {
    if ($_ -isnot [System.Management.Automation.ErrorRecord]) {
        $_
    } elseif ($_.FullyQualifiedErrorId -cnotlike 'NativeCommandError*') {
        # Of 7.3 and newer, where the session wants one of a program that fails.
        Write-Error -ErrorRecord $_
    } elseif ($isAtPrompt) {
        Write-Line "$_"
    } else {
        Write-Information "$_" -InformationAction Continue
    }
}
