using System.Management.Automation;
using System.Reflection;

namespace JpAws.TestHost;

[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = "Message")]
public sealed class WriteErrorCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Message")] public string Message { get; set; } = "";
    [Parameter(Mandatory = true, ParameterSetName = "Record")] public ErrorRecord? ErrorRecord { get; set; }
    [Parameter] public string ErrorId { get; set; } = "";
    [Parameter] public ErrorCategory Category { get; set; }
    [Parameter] public object? TargetObject { get; set; }
    [Parameter] public string? RecommendedAction { get; set; }

    protected override void ProcessRecord()
    {
        var id = ErrorId == "" ? "Microsoft.PowerShell.Commands.WriteErrorException" : ErrorId;
        var record = ErrorRecord ?? new ErrorRecord(new InvalidOperationException(Message), id, Category, TargetObject);
        if (RecommendedAction is not null)
        {
            record.ErrorDetails = new ErrorDetails(Message) { RecommendedAction = RecommendedAction };
        }
        // The true one ties the record to the function that called it, not to itself; how is internal to the engine.
        if (SessionState.PSVariable.GetValue("MyInvocation") is InvocationInfo caller)
        {
            const BindingFlags hidden = BindingFlags.Instance | BindingFlags.NonPublic;
            typeof(ErrorRecord).GetMethod("SetInvocationInfo", hidden)!.Invoke(record, [caller]);
            typeof(ErrorRecord).GetProperty("PreserveInvocationInfoOnce", hidden)!.SetValue(record, true);
        }
        WriteError(record);
    }
}

[Cmdlet(VerbsCommunications.Write, "Warning")]
public sealed class WriteWarningCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)] public string Message { get; set; } = "";

    protected override void ProcessRecord() => WriteWarning(Message);
}

[Cmdlet(VerbsCommunications.Write, "Verbose")]
public sealed class WriteVerboseCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)] public string Message { get; set; } = "";

    protected override void ProcessRecord() => WriteVerbose(Message);
}

[Cmdlet(VerbsCommunications.Write, "Information")]
public sealed class WriteInformationCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)] public object MessageData { get; set; } = "";

    protected override void ProcessRecord() => WriteInformation(new InformationRecord(MessageData, MyInvocation.PSCommandPath));
}

[Cmdlet(VerbsCommunications.Write, "Output")]
public sealed class WriteOutputCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public object? InputObject { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject, enumerateCollection: true);
}

[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)] public object? Object { get; set; }

    protected override void ProcessRecord() => Host.UI.WriteLine(LanguagePrimitives.ConvertTo<string>(Object));
}
