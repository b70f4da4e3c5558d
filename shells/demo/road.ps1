# The road of `jpaws demo` for PowerShell; the module JpAws stands in a folder of PSModulePath.
Import-Module -Name JpAws

# Shows a line as a person would type it, then runs it in this very session.
function Step-JpAwsDemo([string] $Line, [scriptblock] $Action) {
    Write-Host ''
    Write-Host "PS> $Line"
    & $Action
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

Step-JpAwsDemo 'jpaws configure koa-dev-customer --account 931827427725 --role idp_customer_access --yes' {
    jpaws configure koa-dev-customer --account 931827427725 --role idp_customer_access --yes
}
if ($env:JPAWS_DEMO -ceq 'automatic') {
    Step-JpAwsDemo 'jpaws login koa-dev-customer --device-code --no-browser' {
        jpaws login koa-dev-customer --device-code --no-browser
    }
} else {
    Step-JpAwsDemo 'jpaws login koa-dev-customer' { jpaws login koa-dev-customer }
}
Step-JpAwsDemo 'Use-JpAws koa-dev-customer' { Use-JpAws koa-dev-customer }
Step-JpAwsDemo 'jpaws status' { jpaws status }
Step-JpAwsDemo 'jpaws whoami' { jpaws whoami }
Step-JpAwsDemo 'Clear-JpAws' { Clear-JpAws }
Step-JpAwsDemo 'jpaws status' { jpaws status }
