using System.Text;

namespace JpAws.TestHost;

/// <summary>The keys that the tests press in a terminal: text, Enter, Tab, Backspace, Ctrl-C and Ctrl-D.</summary>
internal static class LineEditor
{
    /// <param name="complete">The line as it is after Tab.</param>
    /// <returns>The line; empty after Ctrl-C; null after Ctrl-D on an empty line.</returns>
    public static string? ReadLine(Func<string, string> complete)
    {
        var line = new StringBuilder();
        Console.TreatControlCAsInput = true;
        try
        {
            while (true)
            {
                var key = Console.ReadKey(intercept: true);
                switch (key)
                {
                    case { KeyChar: '\r' or '\n' }:
                        Console.WriteLine();
                        return line.ToString();
                    case { KeyChar: '\u0003' }:
                        Console.WriteLine("^C");
                        return "";
                    case { KeyChar: '\u0004' } when line.Length == 0:
                        return null;
                    case { KeyChar: '\t' }:
                        var completed = complete(line.ToString());
                        Console.Write('\r' + completed);
                        line.Clear().Append(completed);
                        break;
                    case { Key: ConsoleKey.Backspace } when line.Length > 0:
                        line.Length--;
                        Console.Write("\b \b");
                        break;
                    case { KeyChar: >= ' ' }:
                        line.Append(key.KeyChar);
                        Console.Write(key.KeyChar);
                        break;
                }
            }
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }
}
