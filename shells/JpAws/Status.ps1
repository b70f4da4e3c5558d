# The functions that tell how things are.

function Get-JpAwsStatus {
    <#
    .SYNOPSIS
    Gets the active profile of this session and the state of every sign-in.
    .DESCRIPTION
    One object: what is active in this PowerShell session (empty where nothing is), and in Sessions one object for each
    sso-session of ~/.aws/config. All times are local. No network is needed.
    .INPUTS
    None.
    .OUTPUTS
    JpAws.Status: Profile, Mode, Account, Role, Region, ExpiresAt and RenewAt (DateTime), TimeLeft (TimeSpan), Renewal
    (planned, failing or sign-in-needed), Warnings, and Sessions, a list of JpAws.Session: Session, StartUrl, SsoRegion,
    State (live, refreshable, expired or signed-out), ExpiresAt, TimeLeft, RefreshableUntil, RegistrationExpiresAt.
    .EXAMPLE
    Get-JpAwsStatus

    Shows the active profile, how long its credentials live, and the sessions.
    .EXAMPLE
    (Get-JpAwsStatus).TimeLeft.TotalMinutes

    The minutes that are left of the credentials in this session.
    .EXAMPLE
    (Get-JpAwsStatus).Sessions | Where-Object State -ne live

    The sessions that are not signed in.
    .LINK
    Use-JpAws
    .LINK
    Get-JpAwsIdentity
    .LINK
    about_JpAws
    #>
    [CmdletBinding()]
    [OutputType('JpAws.Status')]
    param()

    Import-Core
    . Import-Preference $PSCmdlet
    foreach ($one in @(Get-JpawsJson $PSCmdlet @('status', '--json'))) {
        $sessions = @(foreach ($session in $one.sessions) { ConvertTo-Session $session })
        $one | Select-Object -Property @(
            @{ Name = 'Profile'; Expression = { if ($_.shell) { $_.shell.profile } } }
            @{ Name = 'Mode'; Expression = { if ($_.shell) { $_.shell.mode } } }
            @{ Name = 'Account'; Expression = { if ($_.shell) { $_.shell.account } } }
            @{ Name = 'Role'; Expression = { if ($_.shell) { $_.shell.role } } }
            @{ Name = 'Region'; Expression = { if ($_.shell) { $_.shell.region } } }
            @{ Name = 'ExpiresAt'; Expression = { if ($_.shell) { ConvertTo-LocalTime $_.shell.expiresAt } } }
            @{ Name = 'TimeLeft'; Expression = { if ($_.shell) { ConvertTo-TimeLeft $_.shell.secondsLeft } } }
            @{ Name = 'RenewAt'; Expression = { if ($_.shell) { ConvertTo-LocalTime $_.shell.renewAt } } }
            @{ Name = 'Renewal'; Expression = { if ($_.shell) { $_.shell.renewal } } }
            @{ Name = 'Warnings'; Expression = { , @(if ($_.shell) { $_.shell.warnings }) } }
            @{ Name = 'Sessions'; Expression = { , $sessions } }
        ) | Add-Member -TypeName JpAws.Status -PassThru
    }
}

function Get-JpAwsIdentity {
    <#
    .SYNOPSIS
    Gets who AWS says you are.
    .DESCRIPTION
    Asks AWS STS, with the credentials of the profile or of this session.
    .PARAMETER Name
    The profile. Without it: the credentials of this session.
    .PARAMETER NoLogin
    Fails instead of signing in.
    .PARAMETER NoInput
    Never asks, also in a terminal.
    .INPUTS
    Names of profiles, or objects that have one as Name, ProfileName or Profile.
    .OUTPUTS
    JpAws.Identity: Profile, Account, Arn, UserId.
    .EXAMPLE
    Get-JpAwsIdentity

    Who this session is.
    .EXAMPLE
    (Get-JpAwsIdentity koa-dev-customer).Account

    The account number behind a profile.
    .LINK
    Use-JpAws
    .LINK
    about_JpAws
    #>
    [CmdletBinding()]
    [OutputType('JpAws.Identity')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ProfileName', 'Profile')]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [switch] $NoLogin,
        [switch] $NoInput
    )
    process {
        Import-Core
        . Import-Preference $PSCmdlet
        $words = @('whoami', '--json')
        if ($NoLogin) { $words += '--no-login' }
        if ($NoInput) { $words += '--no-input' }
        if ($Name) { $words += '--', $Name }
        foreach ($one in @(Get-JpawsJson $PSCmdlet $words $Name)) {
            $one | Select-Object -Property @(
                @{ Name = 'Profile'; Expression = { $_.profile } }
                @{ Name = 'Account'; Expression = { $_.account } }
                @{ Name = 'Arn'; Expression = { $_.arn } }
                @{ Name = 'UserId'; Expression = { $_.userId } }
            ) | Add-Member -TypeName JpAws.Identity -PassThru
        }
    }
}

function Test-JpAws {
    <#
    .SYNOPSIS
    Finds what is wrong with the set-up, each finding with its fix.
    .DESCRIPTION
    Looks at the program, this module, the AWS files and the variables of this session, as jpaws doctor does. A finding
    is no error of PowerShell: $LASTEXITCODE tells the worst of them, 0 where there is none.
    .PARAMETER Quiet
    Returns true or false only: whether nothing is wrong. Warnings do not count.
    .INPUTS
    None.
    .OUTPUTS
    JpAws.Check: Check, State (ok, warning or error), Says, Fix. With -Quiet a Boolean.
    .EXAMPLE
    Test-JpAws

    Shows all that was looked at.
    .EXAMPLE
    Test-JpAws | Where-Object State -ne ok | ForEach-Object Fix

    What there is to do.
    .EXAMPLE
    if (-not (Test-JpAws -Quiet)) { Test-JpAws }

    Shows the findings where something is wrong.
    .LINK
    Get-JpAwsStatus
    .LINK
    about_JpAws
    #>
    [CmdletBinding()]
    [OutputType('JpAws.Check')]
    [OutputType([bool])]
    param(
        [switch] $Quiet
    )

    Import-Core
    . Import-Preference $PSCmdlet
    $checks = @(foreach ($report in @(Get-JpawsJson $PSCmdlet @('doctor', '--json'))) { $report.checks })
    if ($Quiet) {
        $checks.Count -gt 0 -and @($checks | Where-Object { $_.state -ceq 'error' }).Count -eq 0
        return
    }
    $checks | Select-Object -Property @(
        @{ Name = 'Check'; Expression = { $_.id } }
        @{ Name = 'State'; Expression = { $_.state } }
        @{ Name = 'Says'; Expression = { $_.says } }
        @{ Name = 'Fix'; Expression = { $_.fix } }
    ) | Add-Member -TypeName JpAws.Check -PassThru
}
