# JpAws: applies what the program jpaws answers to the session that it is called from.
#
# Written for Windows PowerShell 5.1 and PowerShell 7. ASCII only: 5.1 reads a file without a byte order mark as ANSI.
# Activation, clearing, completion and the word jpaws use only what Constrained Language Mode allows; where more is
# used (objects of .NET), it stands in a try of its own and costs little when it is refused.
#
# Loading defines the functions that people call, and nothing else. What they stand on (Core.ps1) is read at the first
# call, and the views of their objects at the first object: both take longer than all of this file.

function Import-Core {
    if ($script:coreVersion -ceq '@VERSION@') {
        return
    }
    try { . "$PSScriptRoot/Core.ps1" } catch { $script:coreVersion = '' }
    if ($script:coreVersion -cne '@VERSION@') {
        $global:LASTEXITCODE = 3
        throw 'JpAws on this disk is not what this session has loaded; load it again: Import-Module JpAws -Force'
    }
}

# The version of Core.ps1, once all of it was read.
$script:coreVersion = ''

. "$PSScriptRoot/Session.ps1"
. "$PSScriptRoot/SignIn.ps1"
. "$PSScriptRoot/Profile.ps1"
. "$PSScriptRoot/Status.ps1"
. "$PSScriptRoot/Word.ps1"

$script:completed = @{
    CommandName = @(
        'Use-JpAws', 'Connect-JpAws', 'Disconnect-JpAws', 'New-JpAwsProfile', 'Get-JpAwsProfile', 'Get-JpAwsIdentity'
    )
    ScriptBlock = {
        param($CommandName, $ParameterName, $WordToComplete)
        Import-Core
        Get-ParameterCompletion $ParameterName $WordToComplete
    }
}
Register-ArgumentCompleter @completed -ParameterName Name
Register-ArgumentCompleter @completed -ParameterName Session
Register-ArgumentCompleter @completed -ParameterName Account
Register-ArgumentCompleter @completed -ParameterName Role
Register-ArgumentCompleter @completed -ParameterName Region
Register-ArgumentCompleter @completed -ParameterName SsoRegion
Register-ArgumentCompleter -Native -CommandName jpaws -ScriptBlock {
    param($WordToComplete, $CommandAst, $CursorPosition)
    Import-Core
    Get-WordCompletion $WordToComplete $CommandAst $CursorPosition
}

# A session that inherits credentials renews them too.
if ($env:JPAWS_RENEW_AT) {
    Import-Core
    Enable-Renewal
}

Export-ModuleMember -Function @(
    'Use-JpAws', 'Clear-JpAws', 'Connect-JpAws', 'Disconnect-JpAws',
    'New-JpAwsProfile', 'Get-JpAwsProfile', 'Get-JpAwsStatus', 'Get-JpAwsIdentity', 'Test-JpAws', 'jpaws'
)
