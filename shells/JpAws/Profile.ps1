# The functions that read and write profiles.

function Get-JpAwsProfile {
    <#
    .SYNOPSIS
    Gets the profiles that jpaws can use.
    .DESCRIPTION
    One object for each profile, with Name, Account, Role, Region, Session, ExpiresAt and TimeLeft. The last two tell
    how long the sign-in lives, and are empty where there is none.
    .PARAMETER Name
    Which profiles; * and ? stand for other characters.
    .EXAMPLE
    Get-JpAwsProfile koa-*

    Gets the profiles whose names begin with koa-.
    .EXAMPLE
    Get-JpAwsProfile | Where-Object Role -eq idp_customer_access

    Gets the profiles of one role.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [SupportsWildcards()]
        [string] $Name = '*'
    )
    process {
        foreach ($one in @(Get-JpawsJson $PSCmdlet @('list', '--json'))) {
            if ($one.name -like $Name -or $one.name -ceq $Name) { ConvertTo-Profile $one }
        }
    }
}

function Get-JpAwsIdentity {
    <#
    .SYNOPSIS
    Gets who AWS says you are.
    .DESCRIPTION
    Asks AWS STS, with the credentials of the profile or of this session, and returns Profile, Account, Arn and UserId.
    .PARAMETER Name
    The profile. Without it: the credentials of this session.
    .EXAMPLE
    Get-JpAwsIdentity

    Who this session is.
    .EXAMPLE
    (Get-JpAwsIdentity koa-dev-customer).Account

    The account number behind a profile.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Name
    )
    process {
        $words = @('whoami', '--json')
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

function New-JpAwsProfile {
    <#
    .SYNOPSIS
    Sets up a profile in ~/.aws/config.
    .DESCRIPTION
    Writes the lines that aws configure sso would write. What is not given is asked in a terminal, with the preset as
    the default; with -Yes the preset answers and nothing is asked.
    .PARAMETER Name
    The name of the new profile.
    .PARAMETER Account
    The account number, 12 digits.
    .PARAMETER Role
    The role (permission set).
    .PARAMETER Session
    The sso-session to use.
    .PARAMETER StartUrl
    The start page of IAM Identity Center.
    .PARAMETER SsoRegion
    The region of IAM Identity Center.
    .PARAMETER Region
    The region of the profile.
    .PARAMETER Output
    The output format of the AWS CLI.
    .PARAMETER Scopes
    The scopes of the session.
    .PARAMETER Yes
    Asks nothing.
    .EXAMPLE
    New-JpAwsProfile koa-dev-customer -Account 931827427725 -Role idp_customer_access -Yes

    Sets up the profile with the preset's answers.
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Position = 0)] [ValidateNotNullOrEmpty()] [string] $Name,
        [ValidatePattern('^[0-9]{12}$')] [string] $Account,
        [ValidateNotNullOrEmpty()] [string] $Role,
        [ValidateNotNullOrEmpty()] [string] $Session,
        [ValidateNotNullOrEmpty()] [string] $StartUrl,
        [ValidateNotNullOrEmpty()] [string] $SsoRegion,
        [ValidateNotNullOrEmpty()] [string] $Region,
        [ValidateNotNullOrEmpty()] [string] $Output,
        [ValidateNotNullOrEmpty()] [string] $Scopes,
        [switch] $Yes
    )
    $words = @('configure')
    if ($Account) { $words += '--account', $Account }
    if ($Role) { $words += '--role', $Role }
    if ($Session) { $words += '--session', $Session }
    if ($StartUrl) { $words += '--start-url', $StartUrl }
    if ($SsoRegion) { $words += '--sso-region', $SsoRegion }
    if ($Region) { $words += '--region', $Region }
    if ($Output) { $words += '--output', $Output }
    if ($Scopes) { $words += '--scopes', $Scopes }
    if ($Yes) { $words += '--yes' }
    if ($Name) { $words += '--', $Name }
    if ($PSCmdlet.ShouldProcess($Name, 'Write the profile to the AWS configuration')) {
        Invoke-JpawsFor $PSCmdlet $words $Name
    }
}

# An entry of `jpaws list --json` as the object that people see.
function ConvertTo-Profile {
    param($Entry)

    $Entry | Select-Object -Property @(
        @{ Name = 'Name'; Expression = { $_.name } }
        @{ Name = 'Account'; Expression = { $_.account } }
        @{ Name = 'Role'; Expression = { $_.role } }
        @{ Name = 'Region'; Expression = { $_.region } }
        @{ Name = 'Session'; Expression = { $_.session } }
        # 7 makes a DateTime of it by itself, in UTC; 5.1 hands on the text.
        @{ Name = 'ExpiresAt'; Expression = { if ($_.expiresAt) { ([datetime] $_.expiresAt).ToLocalTime() } } }
        @{
            Name       = 'TimeLeft'
            Expression = { if ($null -ne $_.secondsLeft) { [timespan]::FromSeconds($_.secondsLeft) } }
        }
    ) | Add-Member -TypeName JpAws.Profile -PassThru
}
