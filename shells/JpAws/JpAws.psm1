# JpAws: applies what the program jpaws answers to the session that it is called from.
#
# Written for Windows PowerShell 5.1 and PowerShell 7. ASCII only: 5.1 reads a file without a byte order mark as ANSI.
# Activation, clearing, completion and the word jpaws use only what Constrained Language Mode allows; where more is
# used (objects of .NET), it stands in a try of its own and costs little when it is refused.
#
# Loading only defines: an operator, a loop, a member or a short name of a type ([Console]) each make PowerShell load
# or compile something, up to 100 ms for the first in a process.

Set-StrictMode -Version Latest

# The program's path, once it was found (Program.ps1).
$script:program = $null
# Variables of AWS.Tools that the person was warned of (Session.ps1).
$script:warnedOf = @()
# The contract between this module and the program; both must speak the same one (Contract.ps1).
$script:contract = '@CONTRACT@'
# What the program is told of this module, in JPAWS_SHELL (Call.ps1).
$script:shell = 'powershell/@VERSION@'

. "$PSScriptRoot/Program.ps1"
. "$PSScriptRoot/Call.ps1"
. "$PSScriptRoot/Host.ps1"
. "$PSScriptRoot/Contract.ps1"
. "$PSScriptRoot/Failure.ps1"
. "$PSScriptRoot/Preference.ps1"
. "$PSScriptRoot/Request.ps1"
. "$PSScriptRoot/Completion.ps1"
. "$PSScriptRoot/Session.ps1"
. "$PSScriptRoot/SignIn.ps1"
. "$PSScriptRoot/Profile.ps1"
. "$PSScriptRoot/Status.ps1"
. "$PSScriptRoot/Word.ps1"
. "$PSScriptRoot/Prompt.ps1"

$script:completed = @{
    ScriptBlock = $script:parameterCompleter
    CommandName = @(
        'Use-JpAws', 'Connect-JpAws', 'Disconnect-JpAws', 'New-JpAwsProfile', 'Get-JpAwsProfile', 'Get-JpAwsIdentity'
    )
}
Register-ArgumentCompleter @completed -ParameterName Name
Register-ArgumentCompleter @completed -ParameterName Session
Register-ArgumentCompleter @completed -ParameterName Account
Register-ArgumentCompleter @completed -ParameterName Role
Register-ArgumentCompleter @completed -ParameterName Region
Register-ArgumentCompleter @completed -ParameterName SsoRegion
Register-ArgumentCompleter -Native -CommandName jpaws -ScriptBlock $script:wordCompleter

# A session that inherits credentials renews them too.
if ($env:JPAWS_RENEW_AT) { Enable-Renewal }

Export-ModuleMember -Function @(
    'Use-JpAws', 'Clear-JpAws', 'Connect-JpAws', 'Disconnect-JpAws',
    'New-JpAwsProfile', 'Get-JpAwsProfile', 'Get-JpAwsStatus', 'Get-JpAwsIdentity', 'Test-JpAws', 'jpaws'
)
