using System.Management.Automation;

namespace JpAws.TestHost;

/// <summary>Set-Item. What-if and verbose texts, which name the value, come from the provider itself.</summary>
[Cmdlet(VerbsCommon.Set, "Item", SupportsShouldProcess = true)]
public sealed class SetItem : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")] public string[] Path { get; set; } = [];
    [Parameter(Mandatory = true, ParameterSetName = "Literal")] public string[] LiteralPath { get; set; } = [];
    [Parameter(Position = 1)] public object? Value { get; set; }

    protected override void ProcessRecord()
    {
        var paths = LiteralPath.Length > 0 ? LiteralPath : Path;
        foreach (var path in paths)
        {
            this.Provide(path, () => InvokeProvider.Item.Set([path], Value, force: false, literalPath: LiteralPath.Length > 0));
        }
    }
}

[Cmdlet(VerbsCommon.Remove, "Item", SupportsShouldProcess = true)]
public sealed class RemoveItem : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")] public string[] Path { get; set; } = [];
    [Parameter(Mandatory = true, ParameterSetName = "Literal")] public string[] LiteralPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath.Length > 0 ? LiteralPath : Path)
        {
            this.Provide(path, () => InvokeProvider.Item.Remove([path], recurse: false, force: false, literalPath: LiteralPath.Length > 0));
        }
    }
}

[Cmdlet(VerbsCommon.Get, "Item")]
public sealed class GetItem : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")] public string[] Path { get; set; } = [];
    [Parameter(Mandatory = true, ParameterSetName = "Literal")] public string[] LiteralPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath.Length > 0 ? LiteralPath : Path)
        {
            this.Provide(path, () => WriteObject(
                InvokeProvider.Item.Get([path], force: false, literalPath: LiteralPath.Length > 0), enumerateCollection: true));
        }
    }
}

[Cmdlet(VerbsDiagnostic.Test, "Path")]
public sealed class TestPath : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path")] public string Path { get; set; } = "";
    [Parameter(Mandatory = true, ParameterSetName = "Literal")] public string? LiteralPath { get; set; }
    [Parameter] public string PathType { get; set; } = "Any";

    protected override void ProcessRecord()
    {
        var path = LiteralPath ?? Path;
        var literal = LiteralPath is not null;
        var found = InvokeProvider.Item.Exists(path, force: false, literal);
        WriteObject(found && PathType switch
        {
            "Leaf" => !InvokeProvider.Item.IsContainer(path),
            "Container" => InvokeProvider.Item.IsContainer(path),
            _ => true,
        });
    }
}

[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPath : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)] public string Path { get; set; } = "";
    [Parameter(Position = 1, Mandatory = true)] public string ChildPath { get; set; } = "";

    protected override void ProcessRecord() => WriteObject(SessionState.Path.Combine(Path, ChildPath));
}

internal static class ProviderErrors
{
    /// <summary>What a provider throws becomes an error record, which `-ErrorAction` rules.</summary>
    public static void Provide(this PSCmdlet cmdlet, string target, Action action)
    {
        try
        {
            action();
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException error)
        {
            cmdlet.WriteError(new ErrorRecord(error.ErrorRecord, error));
        }
        catch (Exception error)
        {
            cmdlet.WriteError(new ErrorRecord(error, "Provider", ErrorCategory.NotSpecified, target));
        }
    }
}
