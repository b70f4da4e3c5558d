@{
    RootModule           = 'JpAws.psm1'
    ModuleVersion        = '@MODULE_VERSION@'
    GUID                 = '6d0c3f5e-9f0b-4d0a-8f0e-2c1f7d8a4b53'
    Author               = 'The jpaws contributors'
    CompanyName          = 'The jpaws contributors'
    Copyright            = '(c) The jpaws contributors. MIT licence.'
    Description          = 'AWS credentials from IAM Identity Center, set in this PowerShell session: Use-JpAws NAME.
The program comes with the module for Windows; on macOS and Linux: brew install jpaws/tap/jpaws'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport    = @(
        'Use-JpAws', 'Clear-JpAws', 'Connect-JpAws', 'Disconnect-JpAws',
        'New-JpAwsProfile', 'Get-JpAwsProfile', 'Get-JpAwsStatus', 'Get-JpAwsIdentity', 'Test-JpAws', 'jpaws'
    )
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'AWS', 'SSO', 'IdentityCenter', 'Credentials',
                'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            )
            ProjectUri   = 'https://github.com/jpaws/jpaws'
            LicenseUri   = 'https://github.com/jpaws/jpaws/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/jpaws/jpaws/main/docs/icon.png'
            ReleaseNotes = 'https://github.com/jpaws/jpaws/releases/tag/v@VERSION@'
            Prerelease   = '@PRERELEASE@'
        }
    }
}
