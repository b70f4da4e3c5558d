using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text.RegularExpressions;

namespace JpAws.TestHost;

internal sealed partial class ConsoleUI : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new FixedRawUI();

    public override void Write(string value) => Console.Out.Write(Plain(value));
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Write(value);
    public override void WriteLine(string value) => Console.Out.WriteLine(Plain(value));
    public override void WriteErrorLine(string value) => Console.Error.WriteLine(Plain(value));
    public override void WriteWarningLine(string message) => WriteErrorLine("WARNING: " + message);
    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);
    // Set-PSDebug's trace comes through here.
    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);
    public override void WriteProgress(long sourceId, ProgressRecord record) { }

    public override string ReadLine() => throw Unasked();
    public override SecureString ReadLineAsSecureString() => throw Unasked();
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Unasked();
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw Unasked();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Unasked();
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Unasked();

    private static PSInvalidOperationException Unasked() => new("the test host answers no questions");

    // The formatter colours its headers whatever OutputRendering says.
    private static string Plain(string value) => Colour().Replace(value, "");

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();
}
