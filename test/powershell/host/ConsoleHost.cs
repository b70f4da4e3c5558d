using System.Globalization;
using System.Management.Automation.Host;

namespace JpAws.TestHost;

/// <summary>A host without questions: what is written goes to stdout, errors and warnings to stderr.</summary>
/// <param name="name">The engine leaves a program's stdout and stderr alone only under hosts named ConsoleHost.</param>
internal sealed class ConsoleHost(string name = "ConsoleHost") : PSHost
{
    private readonly ConsoleUI _ui = new();

    /// <summary>What `exit N` asked for; null while nobody did.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => name;
    public override Version Version { get; } = new(1, 0);
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override PSHostUserInterface UI => _ui;
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
    public override void EnterNestedPrompt() => throw new NotSupportedException("no nested prompt here");
    public override void ExitNestedPrompt() => throw new NotSupportedException("no nested prompt here");
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
}
