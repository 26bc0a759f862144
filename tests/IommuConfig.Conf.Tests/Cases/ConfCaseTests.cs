using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Conf.Tests;

/// <summary>Every micro-case, in both dialects that there are expectations for: exit code, output, and every file that was written.</summary>
public sealed class ConfCaseTests
{
    private const string Unchanged = "<unchanged>";

    private static IEnumerable<TestCaseData> Cases =>
        ConfCase.Of("linux-6.1", "linux-6.1").Concat(ConfCase.Of("linux", "linux-7.3")).Select(c => new TestCaseData(c).SetArgDisplayNames(c.ToString()).SetCategory(c.Dialect));

    [TestCaseSource(nameof(Cases))]
    public void Case(ConfCase c)
    {
        string program = TestedProgram.For(c.Dialect);
        using var scratch = new Scratch();
        FolderText.Write(scratch.Path, c.Files);
        var call = new Call(program, c.Arguments, scratch.Path) { Environment = c.Environment, Input = c.Input };
        Outcome actual = call.Run();

        var differences = new Differences();
        differences.Compare("", c.Expected with { Output = Named(c.Expected.Output, program), Error = Named(c.Expected.Error, program) }, actual);
        SortedDictionary<string, string> files = FolderText.Read(scratch.Path);
        Dictionary<string, string> expected = c.ExpectedFiles.ToDictionary(f => f.Key, f => f.Value.TrimEnd() == Unchanged ? c.Files[f.Key] : f.Value);
        differences.Compare("", expected, files.Where(f => expected.ContainsKey(f.Key) || !c.Files.ContainsKey(f.Key)).ToDictionary());
        if (!differences.IsEmpty)
        {
            string inputs = string.Concat(c.Files.Select(f => $"--- {f.Key}\n{f.Value}\n"));
            Assert.Fail($"{call.CommandLine}\n{differences}{inputs}");
        }
    }

    [Test]
    public void There_are_cases_for_both_dialects() =>
        Assert.That(Cases.GroupBy(c => ((ConfCase)c.Arguments[0]!).Dialect, (_, cases) => cases.Count()).Min(), Is.GreaterThan(80));

    private static string Named(string text, string program) => text.Replace("{program}", program, StringComparison.Ordinal);
}
