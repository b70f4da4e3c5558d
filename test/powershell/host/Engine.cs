using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace JpAws.TestHost;

/// <summary>Runs scripts in PowerShell's own engine, as the console host of a complete pwsh would.</summary>
internal static class Engine
{
    /// <returns>The script's exit code; 1 after a terminating error; 130 after Ctrl-C.</returns>
    public static int RunScript(string path, IReadOnlyList<string> arguments, string hostName = "ConsoleHost")
    {
        using var session = new Session(hostName);
        var completed = session.Invoke(Path.GetFullPath(path), arguments);
        return session.Host.ExitCode ?? completed;
    }

    /// <summary>Before each line `prompt` is asked, as at a console: the engine keeps `$?` over it.</summary>
    public static int RunPrompt(TextReader input)
    {
        using var session = new Session();
        while (session.Host.ExitCode is null)
        {
            // A prompt that Ctrl-C has ended is asked no further; as at a console, this stands for it.
            if (session.Invoke("prompt", [], useLocalScope: true) == 130)
            {
                Console.Write("PS>");
            }
            var typed = Console.IsInputRedirected ? input.ReadLine() : LineEditor.ReadLine(session.Complete);
            if (typed is not { } line)
            {
                break;
            }
            session.Type(line);
        }
        return session.Host.ExitCode ?? 0;
    }

    private sealed class Session : IDisposable
    {
        private readonly Runspace _runspace;
        private volatile Pipeline? _running;

        public ConsoleHost Host { get; }

        public Session(string hostName = "ConsoleHost")
        {
            Host = new ConsoleHost(hostName);
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
            var state = InitialSessionState.CreateDefault2();
            Shims.AddTo(state);
            _runspace = RunspaceFactory.CreateRunspace(Host, state);
            _runspace.Open();
            // Ctrl-C stops what runs; it never ends the session.
            Console.CancelKeyPress += (_, press) =>
            {
                press.Cancel = true;
                _running?.StopAsync();
            };
        }

        /// <summary>A line as a person types it: it enters the history, and `$?` outlives it.</summary>
        public int Type(string line)
        {
            using var pipeline = _runspace.CreatePipeline(line, addToHistory: true);
            return Run(pipeline);
        }

        /// <summary>A command or a script file by its name.</summary>
        public int Invoke(string name, IReadOnlyList<string> arguments, bool useLocalScope = false)
        {
            using var pipeline = _runspace.CreatePipeline();
            var command = new Command(name, isScript: false, useLocalScope);
            foreach (var argument in arguments)
            {
                command.Parameters.Add(null, argument);
            }
            pipeline.Commands.Add(command);
            return Run(pipeline);
        }

        private int Run(Pipeline pipeline)
        {
            pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            pipeline.Commands.Add(new Command("Out-Default"));
            _running = pipeline;
            try
            {
                pipeline.Invoke();
                return pipeline.PipelineStateInfo.State == PipelineState.Stopped ? 130 : 0;
            }
            catch (PipelineStoppedException)
            {
                return 130;
            }
            catch (RuntimeException error)
            {
                Host.UI.WriteErrorLine($"{error.Message}\n    + FullyQualifiedErrorId : {error.ErrorRecord.FullyQualifiedErrorId}");
                return 1;
            }
            finally
            {
                _running = null;
            }
        }

        /// <summary>The line with the first answer to Tab at its end, or as it is where there is none.</summary>
        public string Complete(string line)
        {
            using var shell = PowerShell.Create(_runspace);
            var found = CommandCompletion.CompleteInput(line, line.Length, options: null, shell);
            return found.CompletionMatches.Count == 0
                ? line
                : line[..found.ReplacementIndex] + found.CompletionMatches[0].CompletionText + line[(found.ReplacementIndex + found.ReplacementLength)..];
        }

        public void Dispose() => _runspace.Dispose();
    }
}
