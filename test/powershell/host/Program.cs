using JpAws.TestHost;

// jpaws-test-host run SCRIPT [ARGUMENT…]   one script file in a fresh runspace, like `pwsh -File`
// jpaws-test-host run-in HOST SCRIPT       the same in a host of another name, as ISE's
// jpaws-test-host prompt [-i]              each line of stdin as one input of a person, like `pwsh -Command -` or `pwsh -i`
// jpaws-test-host rules FILE…              the Windows PowerShell 5.1 rule check: one finding a line, status 1 when there is one
return args switch
{
    ["run", var script, .. var rest] => Engine.RunScript(script, rest),
    ["run-in", var host, var script] => Engine.RunScript(script, [], host),
    ["prompt", ..] => Engine.RunPrompt(Console.In),
    ["rules", _, ..] => Rules51.Report(args[1..], Console.Out),
    _ => throw new ArgumentException("usage: run SCRIPT [ARGUMENT...] | run-in HOST SCRIPT | prompt | rules FILE..."),
};
