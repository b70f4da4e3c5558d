using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JpAws.TestHost;

/// <summary>ConvertFrom-Json as in PowerShell 7: a list is unrolled, texts that are ISO dates become DateTime.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJson : PSCmdlet
{
    private readonly List<string> _lines = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public string InputObject { get; set; } = "";

    protected override void ProcessRecord() => _lines.Add(InputObject);

    protected override void EndProcessing()
    {
        using var document = JsonDocument.Parse(string.Join('\n', _lines));
        WriteObject(Value(document.RootElement), enumerateCollection: true);
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Aggregate(new PSObject(), (made, property) =>
        {
            made.Properties.Add(new PSNoteProperty(property.Name, Value(property.Value)));
            return made;
        }),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => element.GetString()!.Contains('T') && element.TryGetDateTime(out var date) ? date : element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

/// <summary>ConvertTo-Json -Compress, for what test scripts report: texts, numbers, booleans, lists, tables, note properties.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
public sealed class ConvertToJson : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] [AllowNull] public object? InputObject { get; set; }
    [Parameter] public SwitchParameter Compress { get; set; }
    [Parameter] public int Depth { get; set; }

    protected override void ProcessRecord() => WriteObject(Node(InputObject)?.ToJsonString() ?? "null");

    private static JsonNode? Node(object? value)
    {
        var plain = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        return plain switch
        {
            null => null,
            bool known => JsonValue.Create(known),
            int known => JsonValue.Create(known),
            long known => JsonValue.Create(known),
            string known => JsonValue.Create(known),
            DateTime known => JsonValue.Create(known),
            IDictionary table => Table(table.Keys.Cast<object>().Select(key => (key.ToString()!, table[key]))),
            PSObject made => Table(made.Properties.Select(property => (property.Name, (object?)property.Value))),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
            _ => JsonValue.Create(plain.ToString()),
        };
    }

    private static JsonObject Table(IEnumerable<(string Name, object? Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, Node(field.Value))));
}
