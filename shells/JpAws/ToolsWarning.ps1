# Variables of AWS.Tools that would win over the environment.

# Those that the person was warned of.
$script:warnedOf = @()

# AWS.Tools takes what Set-AWSCredential and Set-DefaultAWSRegion left in the session before it looks at the
# environment. Said once for each.
function script:Write-ToolsWarning {
    Write-WarningOnce StoredAWSCredentials $global:StoredAWSCredentials 'Clear-AWSCredential'
    Write-WarningOnce StoredAWSRegion $global:StoredAWSRegion 'Clear-DefaultAWSRegion'
}

function script:Write-WarningOnce {
    param([string] $Name, $Value, [string] $Remedy)

    if ($null -ne $Value -and $script:warnedOf -cnotcontains $Name) {
        $script:warnedOf += $Name
        Write-Warning "AWS.Tools takes `$$Name of this session, and not the profile; forget it with: $Remedy"
    }
}
