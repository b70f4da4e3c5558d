# The functions that change what is active in this session.

function Use-JpAws {
    <#
    .SYNOPSIS
    Sets the AWS credentials of a profile in this session.
    .DESCRIPTION
    Activates a profile of ~/.aws/config: signs in when that is needed, then sets the AWS_* variables of this session,
    so that the AWS CLI, AWS.Tools, every SDK and Terraform use them. What another profile had set before is removed.
    .PARAMETER Name
    The profile. Without it, in a terminal, a list is offered. A session has one profile: several are an error, and
    nothing is changed.
    .PARAMETER Region
    The region to set instead of the profile's own.
    .PARAMETER Mode
    keys (the default) sets the credentials themselves; profile sets AWS_PROFILE only, and SDKs renew by themselves.
    .PARAMETER NoLogin
    Fails instead of signing in.
    .PARAMETER Force
    Fetches fresh credentials even when the cached ones still live.
    .PARAMETER NoInput
    Never asks, also in a terminal.
    .INPUTS
    The name of a profile, or an object that has it as Name, ProfileName or Profile, such as those of Get-JpAwsProfile.
    .OUTPUTS
    None. The program tells the person which role is active and for how long.
    .EXAMPLE
    Use-JpAws koa-dev-customer

    Activates the profile koa-dev-customer.
    .EXAMPLE
    Use-JpAws koa-dev-customer -Region eu-north-1

    Activates it with another region.
    .EXAMPLE
    Get-JpAwsProfile | Where-Object Account -eq '931827427725' | Use-JpAws

    Activates the profile of an account.
    .LINK
    Clear-JpAws
    .LINK
    Get-JpAwsStatus
    .LINK
    about_JpAws
    #>
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ProfileName', 'Profile')]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [ValidateNotNullOrEmpty()]
        [string] $Region,
        [ValidateSet('keys', 'profile')]
        [string] $Mode,
        [switch] $NoLogin,
        [switch] $Force,
        [switch] $NoInput
    )
    begin {
        Import-Core
        . Import-Preference $PSCmdlet
        $names = @()
    }
    process {
        if ($Name -and $names -cnotcontains $Name) { $names += $Name }
    }
    end {
        if ($names.Count -gt 1) {
            $global:LASTEXITCODE = 2
            $message = "a session has one profile, and $($names.Count) were given: $($names -join ', ')"
            Write-Failure $PSCmdlet @('error USAGE', $message, 'nothing was changed; give one of them') 'use'
        } elseif ($names.Count -eq 1 -or -not $MyInvocation.ExpectingInput) {
            $words = @('use')
            if ($Region) { $words += '--region', $Region }
            if ($Mode) { $words += '--mode', $Mode.ToLowerInvariant() }
            if ($NoLogin) { $words += '--no-login' }
            if ($Force) { $words += '--force' }
            if ($NoInput) { $words += '--no-input' }
            if ($names) { $words += '--', $names[0] }
            Invoke-Request $PSCmdlet $words "$names"
            if ($LASTEXITCODE -eq 0) { Write-ToolsWarning }
        }
    }
}

function Clear-JpAws {
    <#
    .SYNOPSIS
    Removes the AWS credentials from this session.
    .DESCRIPTION
    Removes what Use-JpAws set and brings back what was set before it, secrets excepted. The sign-in stays, and so do
    the credentials of other sessions.
    .INPUTS
    None.
    .OUTPUTS
    None.
    .EXAMPLE
    Clear-JpAws

    Leaves the active profile.
    .EXAMPLE
    try { Use-JpAws koa-dev-customer -NoLogin; Get-JpAwsIdentity } finally { Clear-JpAws }

    Uses a profile for a few commands only.
    .LINK
    Use-JpAws
    .LINK
    Disconnect-JpAws
    .LINK
    about_JpAws
    #>
    [CmdletBinding()]
    param()

    Import-Core
    . Import-Preference $PSCmdlet
    Invoke-Request $PSCmdlet @('clear')
}
