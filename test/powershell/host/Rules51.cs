using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.RegularExpressions;

namespace JpAws.TestHost;

/// <summary>
/// Finds what Windows PowerShell 5.1 would not understand or not have. The parser has no 5.1 mode, so the rules look
/// at the tree and the tokens. Meanings of overloads and behaviour at run time are beyond it.
/// </summary>
internal static partial class Rules51
{
    /// <summary>One line `file:line: finding` for each; functions of all the files together count as known commands.</summary>
    /// <returns>1 when there is a finding, else 0.</returns>
    public static int Report(IReadOnlyList<string> files, TextWriter output)
    {
        var scripts = files.Select(Script.Parse).ToList();
        var functions = scripts
            .SelectMany(script => script.Tree.FindAll(node => node is FunctionDefinitionAst, searchNestedScriptBlocks: true))
            .Select(node => ((FunctionDefinitionAst)node).Name.Split(':')[^1])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var findings = scripts.SelectMany(script => Findings(script, functions).Select(one => $"{script.File}:{one.Line}: {one.What}")).ToList();
        findings.ForEach(output.WriteLine);
        return findings.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<(int Line, string What)> Findings(Script script, HashSet<string> functions) =>
        [
            .. script.Errors.Select(error => (error.Extent.StartLineNumber, error.Message)),
            .. NotAscii(script.Text),
            .. Suspicious(script),
            .. script.Tokens.SelectMany((token, at) => OfToken(script.Tokens, at).Select(what => (token.Extent.StartLineNumber, what))),
            .. script.Tree.FindAll(_ => true, searchNestedScriptBlocks: true)
                .SelectMany(node => OfNode(node, script, functions).Select(what => (node.Extent.StartLineNumber, what))),
        ];

    private static IEnumerable<(int, string)> NotAscii(string text) =>
        text.Split('\n').Index().Where(line => !System.Text.Ascii.IsValid(line.Item)).Select(line => (line.Index + 1, "text that is not ASCII"));

    // A script with such a word or expression is written to the event log by PowerShell, as a warning, whatever the policy is.
    private static IEnumerable<(int, string)> Suspicious(Script script)
    {
        var check = typeof(ScriptBlock).GetMethod("CheckSuspiciousContent", BindingFlags.NonPublic | BindingFlags.Static)!;
        if (check.Invoke(null, [script.Tree]) is string found)
        {
            var at = script.Text.IndexOf(found, StringComparison.OrdinalIgnoreCase);
            yield return (script.Text[..at].Count(letter => letter == '\n') + 1, $"suspicious to PowerShell: {found}");
        }
    }

    private static IEnumerable<string> OfToken(Token[] tokens, int at)
    {
        var token = tokens[at];
        switch (token.Kind)
        {
            case TokenKind.QuestionQuestion or TokenKind.QuestionQuestionEquals or TokenKind.QuestionDot
                or TokenKind.QuestionLBracket or TokenKind.AndAnd or TokenKind.OrOr:
                yield return $"the operator {token.Text}";
                break;
            case TokenKind.Pipe when at > 0 && tokens[at - 1].Kind is TokenKind.NewLine or TokenKind.LineContinuation:
                yield return "a line that begins with |";
                break;
            case TokenKind.Number when NewNumber().IsMatch(token.Text):
                yield return $"the number {token.Text}";
                break;
            case TokenKind.StringExpandable or TokenKind.HereStringExpandable when NewEscape().IsMatch(token.Text):
                yield return "an escape `e or `u{}";
                break;
        }
    }

    private static IEnumerable<string> OfNode(Ast node, Script script, HashSet<string> functions) => node switch
    {
        TernaryExpressionAst => ["the operator ? :"],
        PipelineAst { Background: true } or PipelineChainAst { Background: true } => ["a trailing &"],
        ScriptBlockAst { CleanBlock: not null } => ["a clean block"],
        InvokeMemberExpressionAst { GenericTypeArguments.Count: > 0 } => ["a call of a generic method"],
        VariableExpressionAst variable when IsUnguarded(variable, script) => [$"the variable ${variable.VariablePath.UserPath}"],
        CommandAst command => OfCommand(command, functions),
        TypeExpressionAst type when !Vocabulary51.Types.Contains(type.TypeName.FullName) => [$"the type {type.TypeName.FullName}"],
        TypeConstraintAst type when !Vocabulary51.Types.Contains(type.TypeName.FullName) => [$"the type {type.TypeName.FullName}"],
        AttributeAst attribute when !Vocabulary51.Types.Contains(attribute.TypeName.FullName) => [$"the attribute {attribute.TypeName.FullName}"],
        MemberExpressionAst { Static: true, Expression: TypeExpressionAst type } member
            when !Vocabulary51.StaticMembers.Contains($"{type.TypeName.FullName}.{member.Member}") => [$"the member {type.TypeName.FullName}::{member.Member}"],
        InvokeMemberExpressionAst call when Vocabulary51.Runs.Contains($"{call.Member}") => [$"a call of {call.Member}"],
        _ => [],
    };

    private static IEnumerable<string> OfCommand(CommandAst command, HashSet<string> functions)
    {
        // One script reads another only as a part of the module itself; a function of its own is read already.
        if (command.InvocationOperator == TokenKind.Dot && !functions.Contains($"{command.GetCommandName()}")
            && !command.CommandElements[0].Extent.Text.StartsWith("\"$PSScriptRoot/", StringComparison.Ordinal))
        {
            yield return "a script that is read from elsewhere";
        }
        // `& $program` and `. file` name no command.
        if (command.InvocationOperator != TokenKind.Unknown || command.GetCommandName() is not { } name || functions.Contains(name))
        {
            yield break;
        }
        if (!Vocabulary51.Commands.TryGetValue(name, out var parameters))
        {
            yield return $"the command {name}";
            yield break;
        }
        foreach (var parameter in command.CommandElements.OfType<CommandParameterAst>())
        {
            if (!parameters.Contains(parameter.ParameterName, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"the parameter {name} -{parameter.ParameterName}";
            }
        }
        if (name.Equals("Join-Path", StringComparison.OrdinalIgnoreCase) && command.CommandElements.Count > 3)
        {
            yield return "Join-Path with more than two parts";
        }
    }

    private static bool IsUnguarded(VariableExpressionAst variable, Script script)
    {
        var name = variable.VariablePath.UserPath.Split(':')[^1];
        var isAssigned = variable.Parent is AssignmentStatementAst assignment && assignment.Left == variable;
        // In a text of its own it is the empty text where it does not exist.
        var isGuarded = variable.Parent is ExpandableStringExpressionAst text && text.Value == $"${name}";
        return Vocabulary51.NewVariables.Contains(name) && !isAssigned && !isGuarded;
    }

    // 5.1 knows the suffixes l and d and the multipliers; 7 added u, s, y, n, their pairs, and 0b.
    [GeneratedRegex("^0b|^(?!0x)[0-9.e+-]+(?:[usyn]|u[sly])(?:[kmgtp]b)?$", RegexOptions.IgnoreCase)]
    private static partial Regex NewNumber();

    [GeneratedRegex("(?<!`)(?:``)*`(?:e|u\\{)")]
    private static partial Regex NewEscape();

    private sealed record Script(string File, string Text, ScriptBlockAst Tree, Token[] Tokens, ParseError[] Errors)
    {
        public static Script Parse(string file)
        {
            var text = System.IO.File.ReadAllText(file);
            var tree = Parser.ParseInput(text, file, out var tokens, out var errors);
            return new Script(file, text, tree, tokens, errors);
        }
    }
}
