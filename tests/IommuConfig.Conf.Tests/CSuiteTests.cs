using System;
using System.IO;
using System.Text.RegularExpressions;

namespace IommuConfig.Conf.Tests;

/// <summary>The tests that come with the C program, scripts/kconfig/tests of Linux 6.1, with the tested program in its place.</summary>
public sealed partial class CSuiteTests
{
    private const int Retries = 5;

    private const int Tests = 17;

    [Test]
    public void All_tests_of_the_C_program_pass()
    {
        string program = TestedProgram.For("linux-6.1");
        string suite = Path.Combine(LinuxTree.Need(), "scripts", "kconfig", "tests");
        string python = Tooling.Need(Tooling.Existing("/usr/bin/python3"), "Python", "python3");
        Tooling.Need(Tooling.Existing("/usr/lib/python3/dist-packages/pytest"), "pytest", "python3-pytest");

        using var scratch = new Scratch();
        string kconfig = Path.Combine(scratch.Path, "scripts", "kconfig");
        FolderText.Write(Path.Combine(kconfig, "tests"), FolderText.Read(suite));
        Script.Write(Path.Combine(kconfig, "conf"), $"exec {program} \"$@\"");

        // The suite writes answers until it sees that the program has ended; one that ends between the look and the writing breaks the suite's own pipe.
        Outcome outcome = Run(python, scratch.Path);
        for (int i = 0; i < Retries && outcome.ExitCode != 0 && outcome.Output.Contains("BrokenPipeError", StringComparison.Ordinal); i++)
        {
            outcome = Run(python, scratch.Path);
        }

        Match passed = Passed().Match(outcome.Output);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Error);
        Assert.That(passed.Groups[1].Value, Is.EqualTo($"{Tests}"), outcome.Output);
    }

    private static Outcome Run(string python, string folder) =>
        new Call(python, ["-B", "-m", "pytest", "-p", "no:cacheprovider", "--verbose", "scripts/kconfig/tests"], folder) { Timeout = TimeSpan.FromMinutes(2) }.Run();

    [GeneratedRegex(@"=+ (\d+) passed in ")]
    private static partial Regex Passed();
}
