# The functions that read and write profiles.

function Get-JpAwsProfile {
    <#
    .SYNOPSIS
    Gets the profiles that jpaws can use.
    .DESCRIPTION
    One object for each profile of ~/.aws/config that uses IAM Identity Center. ExpiresAt (local time) and TimeLeft tell
    how long its sign-in lives, and are empty where there is none. No network is needed.
    .PARAMETER Name
    Which profiles; * and ? stand for other characters. A name without them that no profile has is an error.
    .INPUTS
    Names of profiles, or objects that have one as Name, ProfileName or Profile.
    .OUTPUTS
    JpAws.Profile: Name, Account, Role, Region, Session, StartUrl, State, ExpiresAt (DateTime), TimeLeft (TimeSpan).
    .EXAMPLE
    Get-JpAwsProfile koa-*

    Gets the profiles whose names begin with koa-.
    .EXAMPLE
    Get-JpAwsProfile | Where-Object Role -eq idp_customer_access

    Gets the profiles of one role.
    .EXAMPLE
    Get-JpAwsProfile | Where-Object { $_.TimeLeft -gt '00:30' } | ForEach-Object Name

    Gets the names of the profiles whose sign-in lives for half an hour or more.
    .LINK
    Use-JpAws
    .LINK
    New-JpAwsProfile
    .LINK
    about_JpAws
    #>
    [CmdletBinding()]
    [OutputType('JpAws.Profile')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)]
        [Alias('ProfileName', 'Profile')]
        [ValidateNotNullOrEmpty()]
        [SupportsWildcards()]
        [string[]] $Name = '*'
    )
    begin {
        Import-Core
        . Import-Preference $PSCmdlet
        $all = @(Get-JpawsJson $PSCmdlet @('list', '--json'))
        $isListed = $LASTEXITCODE -eq 0
    }
    process {
        if (-not $isListed) {
            return
        }
        foreach ($wanted in $Name) {
            # A name may hold wildcards of its own.
            $found = @($all | Where-Object { $_.name -ceq $wanted })
            if ($found.Count -eq 0) { $found = @($all | Where-Object { $_.name -like $wanted }) }
            if ($found.Count -eq 0 -and $wanted -cnotmatch '[*?[]') {
                $global:LASTEXITCODE = 5
                $lines = 'error PROFILE_UNKNOWN', "there is no profile `"$wanted`"", 'see them all: Get-JpAwsProfile'
                Write-Failure $PSCmdlet $lines 'list' $wanted
            }
            foreach ($one in $found) { ConvertTo-Profile $one }
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
    The sso-session to use, an existing or a new one.
    .PARAMETER StartUrl
    The start page of IAM Identity Center.
    .PARAMETER SsoRegion
    The region of IAM Identity Center.
    .PARAMETER Region
    The region of the profile.
    .PARAMETER Output
    The output format of the AWS CLI.
    .PARAMETER Scopes
    The scopes of the session, with commas between.
    .PARAMETER Yes
    Asks nothing: the preset answers what is not given.
    .PARAMETER NoInput
    Never asks, also in a terminal; what is missing is an error.
    .INPUTS
    Objects with Name, Account, Role, Session, StartUrl, SsoRegion and Region, such as the rows of a CSV file; an empty
    cell is an error.
    .OUTPUTS
    JpAws.Profile, where the name was given.
    .EXAMPLE
    New-JpAwsProfile koa-dev-customer -Account 931827427725 -Role idp_customer_access -Yes

    Sets up the profile with the preset's answers.
    .EXAMPLE
    New-JpAwsProfile koa-dev-customer -Account 931827427725 -Yes | Use-JpAws

    Sets it up and uses it in this session.
    .LINK
    Get-JpAwsProfile
    .LINK
    Use-JpAws
    .LINK
    about_JpAws
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    [OutputType('JpAws.Profile')]
    param(
        [Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)]
        [Alias('ProfileName')]
        [ValidateNotNullOrEmpty()]
        [string] $Name,
        [Parameter(ValueFromPipelineByPropertyName = $true)]
        [Alias('AccountId')]
        [ValidatePattern('^[0-9]{12}$')]
        [string] $Account,
        [Parameter(ValueFromPipelineByPropertyName = $true)]
        [Alias('RoleName')]
        [ValidateNotNullOrEmpty()]
        [string] $Role,
        [Parameter(ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Session,
        [Parameter(ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $StartUrl,
        [Parameter(ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $SsoRegion,
        [Parameter(ValueFromPipelineByPropertyName = $true)]
        [ValidateNotNullOrEmpty()]
        [string] $Region,
        [ValidateSet('json', 'yaml', 'yaml-stream', 'text', 'table', 'off')]
        [string] $Output,
        [ValidateNotNullOrEmpty()]
        [string] $Scopes,
        [switch] $Yes,
        [switch] $NoInput
    )
    process {
        Import-Core
        . Import-Preference $PSCmdlet
        $words = @('configure')
        if ($Account) { $words += '--account', $Account }
        if ($Role) { $words += '--role', $Role }
        if ($Session) { $words += '--session', $Session }
        if ($StartUrl) { $words += '--start-url', $StartUrl }
        if ($SsoRegion) { $words += '--sso-region', $SsoRegion }
        if ($Region) { $words += '--region', $Region }
        if ($Output) { $words += '--output', $Output.ToLowerInvariant() }
        if ($Scopes) { $words += '--scopes', $Scopes }
        if ($Yes) { $words += '--yes' }
        if ($NoInput) { $words += '--no-input' }
        if ($Name) { $words += '--', $Name }
        $target = $Name
        if (-not $target) { $target = 'a profile whose name is asked' }
        if (-not (Test-Consent $PSCmdlet $target 'Write the profile to the AWS configuration')) {
            return
        }
        Invoke-Request $PSCmdlet $words $Name
        if ($LASTEXITCODE -eq 0 -and $Name) {
            foreach ($one in @(Get-JpawsJson $PSCmdlet @('list', '--json'))) {
                if ($one.name -ceq $Name) { ConvertTo-Profile $one }
            }
        }
    }
}
