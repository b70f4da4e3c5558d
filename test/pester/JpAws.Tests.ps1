# The module as built, with the packed program and an Identity Center of its own, in Windows PowerShell 5.1 and
# PowerShell 7 on every system:
#
#   node build.mjs
#   Invoke-Pester -Path test/pester -Output Detailed
#
# Needs Pester 5; the part about PSScriptAnalyzer needs that module, and says so where it is not installed.

BeforeDiscovery {
    $hasAnalyzer = [bool] (Get-Module -ListAvailable -Name PSScriptAnalyzer)
    $functions = @(
        'Clear-JpAws', 'Connect-JpAws', 'Disconnect-JpAws', 'Get-JpAwsIdentity', 'Get-JpAwsProfile', 'Get-JpAwsStatus'
        'jpaws', 'New-JpAwsProfile', 'Test-JpAws', 'Use-JpAws'
    )
}

BeforeAll {
    $root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $dist = Join-Path $root 'dist'
    $module = Join-Path (Join-Path $dist 'powershell') 'JpAws'
    $onWindows = $env:OS -eq 'Windows_NT'
    $names = @('OS', 'PATH', 'HOME', 'USERPROFILE', 'AWS_ENDPOINT_URL')
    $before = @{}
    foreach ($name in $names) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }

    $person = Join-Path ([System.IO.Path]::GetTempPath()) "jpaws-pester-$PID"
    $null = New-Item -ItemType Directory -Force -Path (Join-Path $person '.aws')
    # Letters of Danish and Japanese, in a file that is ASCII for 5.1.
    $letters = "bl$([char] 0xE5)b$([char] 0xE6)r-$([char] 0x958B)$([char] 0x767A)"
    $config = @(
        '[profile koa-dev-customer]', 'sso_session = koa', 'sso_account_id = 931827427725'
        'sso_role_name = idp_customer_access', 'region = eu-west-1'
        "[profile `"it's `$HOME two`"]", 'sso_session = koa', 'sso_account_id = 931827427725'
        'sso_role_name = idp_customer_access', 'region = eu-north-1'
        "[profile $letters]", 'sso_session = koa', 'sso_account_id = 931827427725'
        'sso_role_name = idp_customer_access', 'region = eu-central-1'
        '[sso-session koa]', 'sso_start_url = https://jppol-sso.awsapps.com/start', 'sso_region = eu-west-1'
        'sso_registration_scopes = sso:account:access', ''
    )
    [System.IO.File]::WriteAllText((Join-Path (Join-Path $person '.aws') 'config'), ($config -join "`n"))

    # The project's own Node, whatever else is installed.
    $program = if ($onWindows) { 'node.exe' } else { 'node' }
    $node = Get-ChildItem -Path (Join-Path $root 'node_modules') -Directory -Filter 'node-*' |
        ForEach-Object { Join-Path (Join-Path $_.FullName 'bin') $program } |
        Where-Object { Test-Path -LiteralPath $_ } | Select-Object -First 1
    $address = Join-Path $person 'address'
    $script = Join-Path (Join-Path $PSScriptRoot 'children') 'identity-center.ts'
    $center = Start-Process -FilePath $node -ArgumentList "`"$script`"", "`"$address`"" -PassThru -NoNewWindow
    for ($tries = 0; $tries -lt 300 -and -not (Test-Path -LiteralPath $address); $tries++) {
        Start-Sleep -Milliseconds 100
    }
    $env:AWS_ENDPOINT_URL = Get-Content -LiteralPath $address -Raw
    $env:HOME = $person
    $env:USERPROFILE = $person
    $env:PATH = $dist + [System.IO.Path]::PathSeparator + $env:PATH

    function Get-AwsVariable {
        $found = @{}
        foreach ($one in Get-ChildItem -Path Env:) {
            if ($one.Name -cmatch '^(AWS|JPAWS)_' -and $one.Name -ne 'AWS_ENDPOINT_URL') { $found[$one.Name] = $one.Value }
        }
        $found
    }

    Import-Module -Name (Join-Path $module 'JpAws.psd1') -Force
    Connect-JpAws koa-dev-customer -DeviceCode -NoBrowser -InformationAction SilentlyContinue
}

AfterAll {
    Clear-JpAws -ErrorAction SilentlyContinue
    Remove-Module -Name JpAws -ErrorAction SilentlyContinue
    Stop-Process -Id $center.Id -ErrorAction SilentlyContinue
    foreach ($name in $names) {
        if ($null -eq $before[$name]) {
            Remove-Item -LiteralPath "Env:$name" -ErrorAction SilentlyContinue
        } else {
            Set-Item -LiteralPath "Env:$name" -Value $before[$name]
        }
    }
    Remove-Item -LiteralPath $person -Recurse -Force -ErrorAction SilentlyContinue
}

Describe 'Loading' {
    It 'exports what the manifest says, and nothing else' {
        $manifest = Test-ModuleManifest -Path (Join-Path $module 'JpAws.psd1')
        $loaded = Get-Module -Name JpAws
        @($loaded.ExportedFunctions.Keys | Sort-Object) | Should -Be @($manifest.ExportedFunctions.Keys | Sort-Object)
        $loaded.ExportedVariables.Count + $loaded.ExportedAliases.Count + $loaded.ExportedCmdlets.Count | Should -Be 0
    }

    It 'says nothing, also twice and with -Force' {
        $said = @(
            Import-Module -Name (Join-Path $module 'JpAws.psd1') *>&1
            Import-Module -Name (Join-Path $module 'JpAws.psd1') -Force *>&1
        )
        $said | Should -BeNullOrEmpty
    }

    It 'explains <_> with a synopsis, a description and an example' -ForEach $functions {
        $help = Get-Help -Name $_ -Full
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.Description | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterThan 0
    }

    It 'has a help topic of its own' {
        (Get-Help -Name about_JpAws) -join "`n" | Should -Match 'Use-JpAws'
    }
}

Describe 'Credentials' {
    AfterEach { Clear-JpAws }

    It 'sets those of a profile, for programs too, and clears them' {
        $beforehand = @((Get-AwsVariable).Keys)
        Use-JpAws koa-dev-customer
        $? | Should -BeTrue
        $LASTEXITCODE | Should -Be 0
        $env:AWS_ACCESS_KEY_ID | Should -Match '^ASIA'
        $env:AWS_REGION | Should -Be 'eu-west-1'
        $seen = & $node -p 'process.env.AWS_ACCESS_KEY_ID + process.env.JPAWS_CONTRACT + process.env.JPAWS_SHELL'
        $seen | Should -Be "$($env:AWS_ACCESS_KEY_ID)undefinedundefined"
        Clear-JpAws
        @((Get-AwsVariable).Keys) | Should -Be @($beforehand)
    }

    It 'takes a name with blanks, a quote and a dollar sign, from the pipeline too' {
        $odd = 'it''s $HOME two'
        Get-JpAwsProfile -Name $odd | Use-JpAws
        $env:JPAWS_PROFILE | Should -Be $odd
        jpaws use $odd
        $LASTEXITCODE | Should -Be 0
        $env:AWS_REGION | Should -Be 'eu-north-1'
    }

    It 'takes a name with letters of any script under code page <_>' -ForEach @(437, 850, 932, 1252, 65001) {
        $encoding = [System.Console]::OutputEncoding
        try {
            [System.Console]::OutputEncoding = [System.Text.Encoding]::GetEncoding($_)
            @(Get-JpAwsProfile).Name | Should -Contain $letters
            $found = TabExpansion2 -inputScript 'Use-JpAws bl' -cursorColumn 12
            @($found.CompletionMatches)[0].CompletionText | Should -Be "'$letters'"
            jpaws use $letters
            $env:JPAWS_PROFILE | Should -Be $letters
            $env:AWS_REGION | Should -Be 'eu-central-1'
            [System.Console]::OutputEncoding.CodePage | Should -Be $_
        } finally {
            [System.Console]::OutputEncoding = $encoding
        }
    }

    It 'keeps what was there when a profile is unknown, in one error' {
        Use-JpAws koa-dev-customer
        $known = Get-AwsVariable
        { Use-JpAws nobody -ErrorAction Stop } | Should -Throw -ErrorId 'PROFILE_UNKNOWN,Use-JpAws'
        $LASTEXITCODE | Should -Be 5
        $now = Get-AwsVariable
        foreach ($name in $known.Keys) { $now[$name] | Should -Be $known[$name] }
    }

    It 'says who AWS takes this session for' {
        Use-JpAws koa-dev-customer
        (Get-JpAwsIdentity).Account | Should -Be '931827427725'
    }

    It 'puts no secret into a transcript' {
        $file = Join-Path $person 'transcript'
        $null = Start-Transcript -Path $file
        Use-JpAws koa-dev-customer
        jpaws use koa-dev-customer
        $secret = $env:AWS_SECRET_ACCESS_KEY
        $null = Stop-Transcript
        $secret.Length | Should -BeGreaterThan 20
        $text = Get-Content -LiteralPath $file -Raw
        $text.Contains($secret) | Should -BeFalse
    }
}

Describe 'What PowerShell writes down' {
    AfterEach { Clear-JpAws }

    # Where modules are logged, the values that Trace-Command shows stand in the event log.
    It 'is no secret for <_>' -ForEach @('the function', 'the word', 'a renewal') {
        $file = Join-Path $person 'bound'
        $run = switch ($_) {
            'the function' { { Use-JpAws koa-dev-customer } }
            'the word' { { jpaws use koa-dev-customer } }
            'a renewal' {
                Use-JpAws koa-dev-customer
                { $env:JPAWS_RENEW_AT = '5'; $null = prompt }
            }
        }
        Trace-Command -Name ParameterBinding, ParameterBinderBase -FilePath $file -Expression $run
        $text = Get-Content -LiteralPath $file -Raw
        Remove-Item -LiteralPath $file
        # The control: what is bound stands there.
        $text | Should -Match '931827427725|koa-dev-customer|__renew'
        foreach ($secret in $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN) {
            $secret.Length | Should -BeGreaterThan 20
            $text.Contains($secret) | Should -BeFalse
        }
    }
}

Describe 'Profiles' {
    It 'are objects with the promised properties' {
        $one = Get-JpAwsProfile -Name koa-*
        $one.Name | Should -Be 'koa-dev-customer'
        $one.Account | Should -BeOfType [string]
        $one.Role | Should -Be 'idp_customer_access'
        $one.ExpiresAt | Should -BeOfType [datetime]
        $one.TimeLeft | Should -BeOfType [timespan]
    }

    It 'are a table by default' {
        Get-JpAwsProfile | Out-String | Should -Match 'Name +Account +Role +Region'
    }
}

Describe 'Tab' {
    It 'offers the names of profiles behind <_>' -ForEach @('Use-JpAws ', 'Use-JpAws -Name ', 'jpaws use ') {
        $found = TabExpansion2 -inputScript "${_}koa" -cursorColumn ("${_}koa".Length)
        @($found.CompletionMatches)[0].CompletionText | Should -Be 'koa-dev-customer'
    }

    It 'quotes a name that needs it, so that it arrives' {
        $found = TabExpansion2 -inputScript 'Use-JpAws it' -cursorColumn 12
        @($found.CompletionMatches)[0].CompletionText | Should -Be '''it''''s $HOME two'''
    }
}

Describe 'The prompt' {
    It 'renews what is due, keeps the status, and is put back with the module' {
        $own = $function:global:prompt
        try {
            $function:global:prompt = { "mine $global:LASTEXITCODE>" }
            $mine = "$function:global:prompt"
            Use-JpAws koa-dev-customer
            "$function:global:prompt" | Should -Not -Be $mine
            $env:JPAWS_RENEW_AT = '5'
            & $node -e 'process.exit(7)'
            prompt | Should -Be 'mine 7>'
            $now = ([datetime]::UtcNow - [datetime] '1970-01-01').TotalSeconds
            [long] $env:JPAWS_RENEW_AT | Should -BeGreaterThan $now
            Clear-JpAws
            Remove-Module -Name JpAws
            "$function:global:prompt" | Should -Be $mine
        } finally {
            $function:global:prompt = $own
            Import-Module -Name (Join-Path $module 'JpAws.psd1')
        }
    }
}

Describe 'PSScriptAnalyzer' -Skip:(-not $hasAnalyzer) {
    It 'finds nothing in the module' {
        $settings = Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1'
        $found = @(Invoke-ScriptAnalyzer -Path $module -Recurse -Settings $settings)
        $found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
}
