# The functions that change or need the session's sign-in.

function Use-JpAws {
    <#
    .SYNOPSIS
    Sets the AWS credentials of a profile in this session.
    .DESCRIPTION
    Activates a profile of ~/.aws/config: signs in when that is needed, then sets the AWS_* variables of this session,
    so that the AWS CLI, every SDK and Terraform use them. What another profile had set before is removed.
    .PARAMETER Name
    The profile. Without it, in a terminal, a list is offered.
    .PARAMETER Region
    The region to set instead of the profile's own.
    .PARAMETER Mode
    keys (the default) sets the credentials themselves; profile sets AWS_PROFILE only, and SDKs renew by themselves.
    .PARAMETER NoLogin
    Fails instead of signing in.
    .PARAMETER Force
    Fetches fresh credentials even when the cached ones still live.
    .EXAMPLE
    Use-JpAws koa-dev-customer

    Activates the profile koa-dev-customer.
    .EXAMPLE
    Use-JpAws koa-dev-customer -Region eu-north-1

    Activates it with another region.
    .EXAMPLE
    Get-JpAwsProfile | Where-Object Account -eq 931827427725 | Use-JpAws

    Activates the profile of an account.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [ValidateNotNullOrEmpty()]
        [string] $Region,
        [ValidateSet('keys', 'profile')]
        [string] $Mode,
        [switch] $NoLogin,
        [switch] $Force
    )
    process {
        $words = @('use')
        if ($Region) { $words += '--region', $Region }
        if ($Mode) { $words += '--mode', $Mode.ToLowerInvariant() }
        if ($NoLogin) { $words += '--no-login' }
        if ($Force) { $words += '--force' }
        if ($Name) { $words += '--', $Name }
        Invoke-JpawsFor $PSCmdlet $words $Name
    }
}

function Clear-JpAws {
    <#
    .SYNOPSIS
    Removes the AWS credentials from this session.
    .DESCRIPTION
    Removes what Use-JpAws set and brings back what was set before it, secrets excepted.
    .EXAMPLE
    Clear-JpAws

    Leaves the active profile.
    #>
    [CmdletBinding()]
    param()

    Invoke-JpawsFor $PSCmdlet @('clear')
}

function Connect-JpAws {
    <#
    .SYNOPSIS
    Signs in to IAM Identity Center.
    .DESCRIPTION
    Opens the sign-in page in the browser and waits for it. Does nothing when the session is live. The AWS CLI and
    the SDKs use the same sign-in.
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
    .EXAMPLE
    Connect-JpAws koa-dev-customer

    Signs in for that profile.
    .EXAMPLE
    Connect-JpAws -DeviceCode -NoBrowser

    Shows an address and a code for a browser on another machine.
    #>
    [CmdletBinding(DefaultParameterSetName = 'Pkce')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [ValidateNotNullOrEmpty()]
        [string] $Session,
        [switch] $Force,
        [Parameter(ParameterSetName = 'Pkce')]
        [switch] $Pkce,
        [Parameter(ParameterSetName = 'DeviceCode')]
        [switch] $DeviceCode,
        [switch] $NoBrowser,
        [ValidateRange(1, 65535)]
        [int] $Port
    )
    process {
        $words = @('login')
        if ($Session) { $words += '--session', $Session }
        if ($Force) { $words += '--force' }
        if ($Pkce) { $words += '--pkce' }
        if ($DeviceCode) { $words += '--device-code' }
        if ($NoBrowser) { $words += '--no-browser' }
        if ($Port) { $words += '--port', $Port }
        if ($Name) { $words += '--', $Name }
        Invoke-JpawsFor $PSCmdlet $words $Name
    }
}

function Disconnect-JpAws {
    <#
    .SYNOPSIS
    Ends a sign-in.
    .DESCRIPTION
    Ends the session at the service, removes its token and role credentials from this machine, and clears this shell.
    .PARAMETER Name
    The profile whose session ends. Without it: this shell's session.
    .PARAMETER Session
    The sso-session to end.
    .PARAMETER All
    Ends all sessions.
    .EXAMPLE
    Disconnect-JpAws

    Ends the session of the active profile.
    .EXAMPLE
    Disconnect-JpAws -All

    Ends every session on this machine.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [ValidateNotNullOrEmpty()]
        [string] $Session,
        [switch] $All
    )
    process {
        $words = @('logout')
        if ($Session) { $words += '--session', $Session }
        if ($All) { $words += '--all' }
        if ($Name) { $words += '--', $Name }
        if ($PSCmdlet.ShouldProcess("$Name$Session", 'End the AWS sign-in')) {
            Invoke-JpawsFor $PSCmdlet $words $Name
        }
    }
}
