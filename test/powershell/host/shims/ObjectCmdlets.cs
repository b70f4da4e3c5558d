using System.Collections;
using System.Management.Automation;

namespace JpAws.TestHost;

/// <summary>Select-Object with names and with `@{ Name = …; Expression = { … } }`.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObject : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter(Position = 0)] public object[] Property { get; set; } = [];
    [Parameter] public string? ExpandProperty { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }
        if (ExpandProperty is not null)
        {
            WriteObject(InputObject.Properties[ExpandProperty]?.Value, enumerateCollection: true);
            return;
        }
        var selected = new PSObject();
        foreach (var property in Property)
        {
            selected.Properties.Add(Selected(InputObject, property));
        }
        WriteObject(selected);
    }

    private static PSNoteProperty Selected(PSObject input, object property)
    {
        if ((property as PSObject)?.BaseObject is Hashtable wrapped)
        {
            property = wrapped;
        }
        if (property is not Hashtable computed)
        {
            var name = property.ToString()!;
            return new PSNoteProperty(name, input.Properties[name]?.Value);
        }
        var results = ((ScriptBlock)computed["Expression"]!).InvokeWithContext(null, [new PSVariable("_", input)]);
        return new PSNoteProperty((string)computed["Name"]!, results.Count switch { 0 => null, 1 => results[0], _ => results });
    }
}

/// <summary>Add-Member -TypeName: what a format file knows an object by.</summary>
[Cmdlet(VerbsCommon.Add, "Member")]
public sealed class AddMember : PSCmdlet
{
    [Parameter(ValueFromPipeline = true, Mandatory = true)] public PSObject InputObject { get; set; } = new();
    [Parameter(Mandatory = true)] public string TypeName { get; set; } = "";
    [Parameter] public PSMemberTypes MemberType { get; set; }
    [Parameter(Position = 0)] public string Name { get; set; } = "";
    [Parameter(Position = 1)] public ScriptBlock? Value { get; set; }
    [Parameter] public SwitchParameter Force { get; set; }
    [Parameter] public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        InputObject.TypeNames.Insert(0, TypeName);
        if (MemberType == PSMemberTypes.ScriptMethod)
        {
            InputObject.Methods.Add(new PSScriptMethod(Name, Value));
        }
        if (PassThru)
        {
            WriteObject(InputObject);
        }
    }
}

/// <summary>Out-String -Stream: the engine calls it to turn a pipeline's objects into a program's input.</summary>
[Cmdlet(VerbsData.Out, "String")]
public sealed class OutString : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter] public SwitchParameter Stream { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject?.ToString());
}
