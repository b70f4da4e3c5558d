# windows.ps1 FOLDER: signs every script and program below the folder with Authenticode, and proves the signatures.
# The secrets come in the environment (docs/releasing.md). Without them a pre-release stays unsigned, with a warning on
# the run's page, and a release fails.
param([Parameter(Mandatory = $true)] [string] $Folder)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$missing = @('WINDOWS_CERTIFICATE', 'WINDOWS_CERTIFICATE_PASSWORD' |
        Where-Object { -not [Environment]::GetEnvironmentVariable($_) })
if ($missing.Count -gt 0) {
    if ($env:PRERELEASE -ceq 'true') {
        Write-Output "::warning title=Not signed::this pre-release has no $($missing -join ', ')"
        return
    }
    Write-Output "::error title=Not signed::a release needs $($missing -join ', ')"
    throw 'not signed'
}

$file = Join-Path $env:RUNNER_TEMP "$([guid]::NewGuid()).pfx"
$certificate = $null
try {
    [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
    $password = [Net.NetworkCredential]::new('', $env:WINDOWS_CERTIFICATE_PASSWORD).SecurePassword
    $certificate = Import-PfxCertificate -FilePath $file -CertStoreLocation Cert:\CurrentUser\My -Password $password

    $kinds = '.ps1', '.psm1', '.psd1', '.ps1xml', '.exe'
    $files = @(Get-ChildItem -LiteralPath $Folder -Recurse -File | Where-Object { $kinds -contains $_.Extension })
    if ($files.Count -eq 0) { throw "nothing to sign below $Folder" }
    foreach ($one in $files) {
        $options = @{
            FilePath        = $one.FullName
            Certificate     = $certificate
            HashAlgorithm   = 'SHA256'
            IncludeChain    = 'NotRoot'
            TimestampServer = 'http://timestamp.digicert.com'
        }
        $signature = Set-AuthenticodeSignature @options
        if ($signature.Status -ne 'Valid' -or -not $signature.TimeStamperCertificate) {
            throw "$($one.Name): $($signature.Status) $($signature.StatusMessage)"
        }
        Write-Output "signed $($one.Name)"
    }
} finally {
    if (Test-Path -LiteralPath $file) { Remove-Item -LiteralPath $file }
    if ($certificate) { Remove-Item -LiteralPath "Cert:\CurrentUser\My\$($certificate.Thumbprint)" -DeleteKey }
}
