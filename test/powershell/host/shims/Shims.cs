using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace JpAws.TestHost;

/// <summary>
/// The few commands of Utility and Management that the module and the tests use and that the bare engine lacks.
/// They are compiled, not functions: a function would not see a module's `$ErrorActionPreference`.
/// </summary>
internal static class Shims
{
    public static void AddTo(InitialSessionState state)
    {
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, helpFileName: null));
            }
        }
    }
}
