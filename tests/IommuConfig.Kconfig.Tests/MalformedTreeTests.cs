using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace IommuConfig.Kconfig.Tests;

/// <summary>What the C programs say of malformed trees, byte for byte.</summary>
public sealed partial class MalformedTreeTests
{
    private const int Trees = 400;

    private static IEnumerable<MicroCase> Cases => MicroCase.All.Where(c => c.ExitCode == 1 && Malformed().IsMatch(c.StandardError));

    [TestCaseSource(nameof(Cases))]
    public void Malformed_trees_are_reported_as_Linux_7_3_does(MicroCase c)
    {
        var console = new ConsoleText();
        bool isRefused = Report(c.Files.Select(f => (f.Key, f.Value)), Dialect.Linux.Exact(), console);
        Assert.That((isRefused, console.Error), Is.EqualTo((true, c.StandardError)));
    }

    [Test]
    public void There_are_cases() => Assert.That(Cases.Count(), Is.GreaterThan(15));

    [Test]
    public void Random_malformed_trees_are_reported_as_Linux_6_1_does()
    {
        string program = ConfProgramTests.FindConf() ?? "";
        if (program.Length == 0)
        {
            Assert.Ignore("Linux's conf is not installed; 'apt-get install linux-kbuild-6.1' provides it. Nothing was compared.");
        }

        string folder = Directory.CreateTempSubdirectory("kconfig").FullName;
        int malformed = 0;
        try
        {
            for (int seed = 0; seed < Trees; seed++)
            {
                IReadOnlyList<(string Path, string Text)> files = new MalformedKconfig(seed).Files();
                (int exitCode, string output, string error) = Run(program, folder, files);
                if (exitCode is not (0 or 1))
                {
                    // It crashes where the root file has no line end at its end.
                    continue;
                }

                bool isMalformed = Malformed().IsMatch(error);
                malformed += isMalformed ? 1 : 0;
                if (isMalformed)
                {
                    var console = new ConsoleText();
                    bool isRefused = Report(files, Dialect.Linux61.Exact(), console);
                    Assert.That((isRefused, console.Error, console.Output), Is.EqualTo((true, error, output)), $"seed {seed}\n{string.Join("\n---\n", files)}");
                }

                AssertErrors(files, isMalformed, seed);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.That(malformed, Is.GreaterThan(Trees / 2));
    }

    /// <summary>Where the C program refuses a tree, there is an error with an id too.</summary>
    private static void AssertErrors(IReadOnlyList<(string Path, string Text)> files, bool isMalformed, int seed)
    {
        KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(files), new LoadOptions { Dialect = Dialect.Linux61.Exact() });
        if (isMalformed)
        {
            Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Not.Empty, $"seed {seed}\n{string.Join("\n---\n", files)}");
        }
    }

    private static bool Report(IEnumerable<(string Path, string Text)> files, Dialect dialect, IConfConsole console)
    {
        IEnumerable<KconfigSyntaxTree> trees = files.Select(f => SyntaxTree.Parse(new SourceFile(f.Path, f.Text), dialect));
        return MalformedTree.Report("Kconfig", new ParsedFiles(trees), new LoadOptions { Dialect = dialect }, console);
    }

    private static (int ExitCode, string Output, string Error) Run(string program, string folder, IReadOnlyList<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            File.WriteAllText(Path.Combine(folder, path), text, Encoding.Latin1);
        }

        var start = new ProcessStartInfo(program, ["--alldefconfig", "Kconfig"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1,
            StandardErrorEncoding = Encoding.Latin1,
        };
        start.Environment.Clear();
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [GeneratedRegex(@"(: (syntax error|invalid statement|unknown statement ""[^\n]*""|unexpected '\w+' within \w+ block|missing end statement for this entry)|in different file than '\w+')$", RegexOptions.Multiline)]
    private static partial Regex Malformed();

    /// <summary>What was written to each stream.</summary>
    private sealed class ConsoleText : IConfConsole
    {
        private readonly StringBuilder _output = new();
        private readonly StringBuilder _error = new();

        public string Output => _output.ToString();

        public string Error => _error.ToString();

        public void WriteOutput(string text) => _output.Append(text);

        public void WriteError(string text) => _error.Append(text);
    }
}
