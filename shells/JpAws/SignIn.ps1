# The functions that sign in and out.

function Connect-JpAws {
    <#
    .SYNOPSIS
    Signs in to IAM Identity Center.
    .DESCRIPTION
    Opens the sign-in page in the browser and waits for it. Does nothing when the session is live. The AWS CLI,
    AWS.Tools and the SDKs use the same sign-in. Use-JpAws signs in by itself when that is needed.
    .PARAMETER Name
    The profile whose session is signed in to. Without it: the active profile's, else the only session.
    .PARAMETER Session
    The sso-session to sign in to.
    .PARAMETER Force
    Signs in even when the session is live.
    .PARAMETER Pkce
    Uses the sign-in that comes back to this machine by itself.
    .PARAMETER DeviceCode
    Uses the sign-in with a code, which works with a browser on any machine.
    .PARAMETER NoBrowser
    Shows the address and opens no browser.
    .PARAMETER Port
    The port that the browser comes back to.
    .PARAMETER NoInput
    Never asks, also in a terminal.
    .INPUTS
    The name of a profile, or an object that has it as Name, ProfileName or Profile; else one with a Session, such as
    the sessions of Get-JpAwsStatus.
    .OUTPUTS
    None.
    .EXAMPLE
    Connect-JpAws koa-dev-customer

    Signs in for that profile.
    .EXAMPLE
    Connect-JpAws -DeviceCode -NoBrowser

    Shows an address and a code for a browser on another machine.
    .EXAMPLE
    (Get-JpAwsStatus).Sessions | Where-Object State -eq expired | Connect-JpAws

    Signs in to every session whose sign-in has ended.
    .LINK
    Disconnect-JpAws
    .LINK
    Use-JpAws
    .LINK
    about_JpAws
    #>
    [CmdletBinding(DefaultParameterSetName = 'Profile')]
    param(
        [Parameter(
            Position = 0, ParameterSetName = 'Profile',
            ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true
        )]
        [Alias('ProfileName', 'Profile')]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [Parameter(ParameterSetName = 'Session', ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Session,
        [switch] $Force,
        [switch] $Pkce,
        [switch] $DeviceCode,
        [switch] $NoBrowser,
        [ValidateRange(1, 65535)]
        [int] $Port,
        [switch] $NoInput
    )
    process {
        Import-Core
        . Import-Preference $PSCmdlet
        $words = @('login')
        if ($Session) { $words += '--session', $Session }
        if ($Force) { $words += '--force' }
        if ($Pkce) { $words += '--pkce' }
        if ($DeviceCode) { $words += '--device-code' }
        if ($NoBrowser) { $words += '--no-browser' }
        if ($Port) { $words += '--port', $Port }
        if ($NoInput) { $words += '--no-input' }
        if ($Name) { $words += '--', $Name }
        Invoke-Request $PSCmdlet $words "$Name$Session"
    }
}

function Disconnect-JpAws {
    <#
    .SYNOPSIS
    Ends a sign-in.
    .DESCRIPTION
    Ends the session at the service, removes its token and role credentials from this machine, and clears this shell
    when its profile is one of that session. The AWS CLI and the SDKs lose the sign-in too.
    .PARAMETER Name
    The profile whose session ends. Without it: this shell's session.
    .PARAMETER Session
    The sso-session to end.
    .PARAMETER All
    Ends all sessions.
    .PARAMETER NoInput
    Never asks, also in a terminal.
    .INPUTS
    The name of a profile, or an object that has it as Name, ProfileName or Profile; else one with a Session, such as
    the sessions of Get-JpAwsStatus.
    .OUTPUTS
    None.
    .EXAMPLE
    Disconnect-JpAws

    Ends the session of the active profile.
    .EXAMPLE
    Disconnect-JpAws -All -WhatIf

    Tells what ending every session would do, and does nothing.
    .EXAMPLE
    Disconnect-JpAws -Session koa-dev-customer

    Ends the session of that name.
    .LINK
    Connect-JpAws
    .LINK
    Clear-JpAws
    .LINK
    about_JpAws
    #>
    [CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Profile')]
    param(
        [Parameter(
            Position = 0, ParameterSetName = 'Profile',
            ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true
        )]
        [Alias('ProfileName', 'Profile')]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [Parameter(ParameterSetName = 'Session', ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Session,
        [Parameter(ParameterSetName = 'All', Mandatory = $true)]
        [switch] $All,
        [switch] $NoInput
    )
    process {
        Import-Core
        . Import-Preference $PSCmdlet
        $words = @('logout')
        if ($Session) { $words += '--session', $Session }
        if ($All) { $words += '--all' }
        if ($NoInput) { $words += '--no-input' }
        if ($Name) { $words += '--', $Name }
        $target = "$Name$Session"
        if ($All) { $target = 'every session' }
        if (-not $target) { $target = "this shell's session" }
        if (Test-Consent $PSCmdlet $target 'End the AWS sign-in') {
            Invoke-Request $PSCmdlet $words "$Name$Session"
        }
    }
}
