# How the objects of JpAws are shown. JpAws reads it at its first object (Convert.ps1).
@{
    ModuleVersion     = '@MODULE_VERSION@'
    GUID              = 'b9a0a3a1-5d0e-4a59-9f0c-6a2f0c6c1d52'
    Author            = 'The jpaws contributors'
    CompanyName       = 'The jpaws contributors'
    Copyright         = '(c) The jpaws contributors. MIT licence.'
    Description       = 'Tables and lists of the objects of JpAws'
    PowerShellVersion = '5.1'
    FormatsToProcess  = @('JpAws.format.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
