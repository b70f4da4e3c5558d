namespace JpAws.TestHost;

/// <summary>
/// What the module may use of PowerShell: commands with the parameters that Windows PowerShell 5.1 knows, types and
/// static members of the .NET Framework. A closed list: what is not here is a finding, and is added only after a look
/// into the documentation of 5.1. No Invoke-Expression, no Add-Type.
/// </summary>
internal static class Vocabulary51
{
    private static readonly StringComparer AnyCase = StringComparer.OrdinalIgnoreCase;

    public static readonly Dictionary<string, string[]> Commands = new(AnyCase)
    {
        ["Add-Member"] = ["TypeName", "MemberType", "Force", "PassThru"],
        ["ConvertFrom-Json"] = [],
        ["Export-ModuleMember"] = ["Function"],
        ["ForEach-Object"] = [],
        ["Get-Item"] = ["LiteralPath"],
        ["Get-Module"] = ["All", "Name"],
        ["Import-Module"] = ["Name", "Verbose", "ErrorAction"],
        ["Join-Path"] = [],
        ["New-Module"] = ["ReturnResult", "ScriptBlock", "ArgumentList"],
        ["Register-ArgumentCompleter"] = ["CommandName", "ParameterName", "ScriptBlock", "Native"],
        ["Register-EngineEvent"] = ["Action"],
        ["Remove-Item"] = ["LiteralPath", "ErrorAction", "WhatIf", "Confirm"],
        ["Select-Object"] = ["Property"],
        ["Set-Item"] = ["LiteralPath", "Value"],
        ["Test-Path"] = ["ErrorAction", "LiteralPath", "PathType"],
        ["Where-Object"] = [],
        ["Write-Error"] = ["ErrorRecord", "Message", "ErrorId", "Category", "TargetObject", "RecommendedAction", "ErrorAction"],
        ["Write-Information"] = ["InformationAction"],
        ["Write-Verbose"] = [],
        ["Write-Warning"] = [],
    };

    public static readonly HashSet<string> Types = new(AnyCase)
    {
        "array", "bool", "char", "char[]", "datetime", "hashtable", "int", "long", "scriptblock", "string", "string[]", "switch", "timespan", "version",
        "System.AppContext", "System.Console", "System.Environment", "System.IO.File", "NullString", "System.InvalidOperationException", "System.Text.UTF8Encoding",
        "System.Management.Automation.ApplicationFailedException", "System.Management.Automation.CompletionResult",
        "System.Management.Automation.ErrorDetails", "System.Management.Automation.ErrorRecord",
        "Alias", "CmdletBinding", "OutputType", "Parameter", "SupportsWildcards",
        "ValidateNotNullOrEmpty", "ValidatePattern", "ValidateRange", "ValidateSet",
    };

    public static readonly HashSet<string> StaticMembers = new(AnyCase)
    {
        "System.AppContext.GetData", "System.Console.OutputEncoding", "System.Environment.SetEnvironmentVariable", "System.IO.File.Exists",
        "NullString.Value",
        // Not in 5.1, and not reached there: it is asked off Windows only.
        "System.IO.File.GetUnixFileMode", "datetime.UtcNow", "timespan.FromSeconds",
        "System.InvalidOperationException.new", "System.Text.UTF8Encoding.new",
        "System.Management.Automation.CompletionResult.new",
        "System.Management.Automation.ErrorDetails.new", "System.Management.Automation.ErrorRecord.new",
    };

    /// <summary>Methods that run a text as code, or fetch one. What the module does is signed, and stands in its files.</summary>
    public static readonly HashSet<string> Runs = new(AnyCase)
    {
        "Create", "DownloadData", "DownloadFile", "DownloadString", "ExpandString", "InvokeScript", "Load", "LoadFrom", "NewScriptBlock",
    };

    /// <summary>Variables that only 7 has. Assigning one is harmless; reading one needs to be as a text: `"$NAME"`.</summary>
    public static readonly HashSet<string> NewVariables = new(AnyCase)
    {
        "IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR", "PSStyle", "EnabledExperimentalFeatures",
        "PSNativeCommandArgumentPassing", "PSNativeCommandUseErrorActionPreference",
    };
}
