using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Conf.Tests;

/// <summary>The C program of Linux 6.1 and the tested one configure the Linux 6.1 tree; every byte of what they write is compared.</summary>
[Category("Linux")]
public sealed class LinuxDifferentialTests
{
    private static readonly string[] s_written = [".config", "defconfig", "include/config/auto.conf", "include/config/auto.conf.cmd", "include/generated/autoconf.h", "include/generated/rustc_cfg"];

    private static IEnumerable<TestCaseData> Runs => LinuxMatrix.Selected.Select(r => new TestCaseData(r).SetArgDisplayNames(r.ToString()));

    [TestCaseSource(nameof(Runs))]
    public void Run(LinuxRun run)
    {
        LinuxTree.Need();
        string oracle = Tooling.NeedLinux61();
        string program = TestedProgram.For("linux-6.1");
        Tooling.Need(Tooling.Existing("/usr/bin/gcc"), "The compiler that the Linux tree asks for its abilities", "gcc");

        LinuxResult expected = LinuxResult.Kept(run, oracle);
        LinuxResult actual = LinuxResult.Of(run, program);
        Differences differences = Compare(expected, actual, run);
        if (!differences.IsEmpty)
        {
            // The shell's commands of the tree write into pipes that the C program may have closed; what they say of that is another each time.
            expected = LinuxResult.Kept(run, oracle, isRefreshed: true);
            differences = Compare(expected, actual, run);
        }

        if (!differences.IsEmpty)
        {
            Assert.Fail($"{new Call(program, run.Steps[0], ".") { Environment = run.Environment }.CommandLine}\n{differences}");
        }

        // So that nothing is compared with nothing.
        Assert.That(s_written, Is.SubsetOf(expected.Files.Keys), "The C program did not write all of these.");
    }

    private static Differences Compare(LinuxResult expected, LinuxResult actual, LinuxRun run)
    {
        var differences = new Differences();
        for (int i = 0; i < run.Steps.Count; i++)
        {
            differences.Compare(run.Steps[i][0] + " ", expected.Outcomes[i], actual.Outcomes[i]);
        }

        differences.Compare("", expected.Files, actual.Files);
        return differences;
    }

    [Test]
    public void The_part_that_is_always_run_has_every_architecture_and_mode_and_the_whole_has_all()
    {
        LinuxTree.Need();
        LinuxRun[] part = [.. LinuxMatrix.Part];
        LinuxRun[] all = [.. LinuxMatrix.All];
        Assert.Multiple(() =>
        {
            Assert.That(part.Select(r => r.Architecture).Distinct().Count(), Is.EqualTo(22));
            Assert.That(part.Where(r => !r.IsDefconfig).Select(r => r.Mode).Distinct(), Is.EquivalentTo(LinuxRun.Modes));
            Assert.That(part.Count(r => r.IsDefconfig), Is.GreaterThan(25));
            Assert.That(all.Count(r => !r.IsDefconfig), Is.EqualTo(110));
            Assert.That(all.Count(r => r.IsDefconfig), Is.EqualTo(375));
            Assert.That(all, Is.Unique.And.SupersetOf(part));
        });
    }
}
