# What the program tells as JSON, as the objects that people see.

# Their tables and lists are a module of their own inside of this one: it goes with it. (A manifest beside that of JpAws
# could be taken for it when the folder is published.)
$script:isViewLoaded = $false
function script:Import-View {
    if (-not $script:isViewLoaded) {
        $script:isViewLoaded = $true
        Import-Module -Name "$PSScriptRoot/View/JpAws.View.psd1" -Verbose:$false -ErrorAction SilentlyContinue
    }
}

# An entry of `jpaws list --json` as the object that people see. As a text it is its name, so that
# Use-JpAws (Get-JpAwsProfile NAME) works as well.
function script:ConvertTo-Profile {
    param($Entry)

    $Entry | Select-Object -Property @(
        @{ Name = 'Name'; Expression = { $_.name } }
        @{ Name = 'Account'; Expression = { $_.account } }
        @{ Name = 'Role'; Expression = { $_.role } }
        @{ Name = 'Region'; Expression = { $_.region } }
        @{ Name = 'Session'; Expression = { $_.session } }
        @{ Name = 'StartUrl'; Expression = { $_.startUrl } }
        @{ Name = 'State'; Expression = { $_.state } }
        @{ Name = 'ExpiresAt'; Expression = { ConvertTo-LocalTime $_.expiresAt } }
        @{ Name = 'TimeLeft'; Expression = { ConvertTo-TimeLeft $_.secondsLeft } }
    ) | Add-Member -TypeName JpAws.Profile -MemberType ScriptMethod ToString { $this.Name } -Force -PassThru
}

# A session of `jpaws status --json` as the object that people see. Its name is the property Session, as in a profile:
# a name in Name would be taken for a profile's.
function script:ConvertTo-Session {
    param($Entry)

    $Entry | Select-Object -Property @(
        @{ Name = 'Session'; Expression = { $_.name } }
        @{ Name = 'StartUrl'; Expression = { $_.startUrl } }
        @{ Name = 'SsoRegion'; Expression = { $_.region } }
        @{ Name = 'State'; Expression = { $_.state } }
        @{ Name = 'ExpiresAt'; Expression = { ConvertTo-LocalTime $_.expiresAt } }
        @{ Name = 'TimeLeft'; Expression = { ConvertTo-TimeLeft $_.secondsLeft } }
        @{ Name = 'RefreshableUntil'; Expression = { ConvertTo-LocalTime $_.refreshableUntil } }
        @{ Name = 'RegistrationExpiresAt'; Expression = { ConvertTo-LocalTime $_.registrationExpiresAt } }
    ) | Add-Member -TypeName JpAws.Session -PassThru
}

# A date of the program's JSON as local time, nothing for nothing. 7 makes a DateTime in UTC of it by itself; 5.1 hands
# on the text.
function script:ConvertTo-LocalTime {
    param($Date)

    if ($Date) { ([datetime] $Date).ToLocalTime() }
}

# Seconds as a TimeSpan, nothing for nothing.
function script:ConvertTo-TimeLeft {
    param($Seconds)

    if ($null -ne $Seconds) { [timespan]::FromSeconds($Seconds) }
}
