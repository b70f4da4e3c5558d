# What the program tells the person, in hosts other than the console.

# As Invoke-Program. The console leaves a program's stderr alone. Other hosts (ISE, VS Code, a remote session) make an
# error of each of its lines: red, and the end where errors stop. There they are shown as the plain lines that they are.
function Invoke-ProgramInHost {
    param([string] $Program, [array] $Arguments)

    # Around its prompt the console throws such errors away.
    $isAtPrompt = $Arguments.Count -eq 1 -and $Arguments[0] -ceq '__renew'
    if ($Host.Name -eq 'ConsoleHost' -and -not $isAtPrompt) {
        Invoke-Program $Program $Arguments
        return
    }
    $ErrorActionPreference = 'Continue'
    Invoke-Program $Program $Arguments 2>&1 | ForEach-Object {
        if ($_ -is 'System.Management.Automation.ErrorRecord' -and $isAtPrompt) {
            Write-Line "$_"
        } elseif ($_ -is 'System.Management.Automation.ErrorRecord') {
            Write-Information "$_" -InformationAction Continue
        } else {
            $_
        }
    }
}
