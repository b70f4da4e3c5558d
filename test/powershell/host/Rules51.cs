namespace JpAws.TestHost;
internal static class Rules51 { public static int Report(string[] f, TextWriter o) => 0; }
