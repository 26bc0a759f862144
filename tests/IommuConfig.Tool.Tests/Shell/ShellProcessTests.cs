using System;
using System.Collections.Generic;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Shell;

namespace IommuConfig.Tool.Tests.Shell;

/// <summary>What a command sees and what comes back, with each way of starting a shell.</summary>
public sealed class ShellProcessTests
{
    private static IEnumerable<TestCaseData> Shells()
    {
        if (OperatingSystem.IsLinux())
        {
            yield return new TestCaseData(new LinuxShell()).SetArgDisplayNames("native");
        }

        if (!OperatingSystem.IsWindows())
        {
            yield return new TestCaseData(new ManagedShell()).SetArgDisplayNames("managed");
        }
    }

    [TestCaseSource(nameof(Shells))]
    public void Output_and_errors_come_back_apart(object shell)
    {
        string output = ((ICapturingShell)shell).Run("echo a; echo b >&2; printf 'c\\n\\n'; exit 3", out string errors);
        Assert.That((output, errors), Is.EqualTo(("a\nc\n\n", "b\n")));
    }

    [TestCaseSource(nameof(Shells))]
    public void Only_the_first_4095_bytes_are_read_and_what_a_command_writes_behind_them_does_not_block(object shell) =>
        Assert.That(((ICapturingShell)shell).Run("head -c 300000 /dev/zero | tr '\\0' x", out _), Has.Length.EqualTo(4095));

    [TestCaseSource(nameof(Shells))]
    public void Long_errors_do_not_block(object shell)
    {
        ((ICapturingShell)shell).Run("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i + 1)); done >&2", out string errors);
        Assert.That(errors, Has.Length.EqualTo(220_000));
    }

    [Test, Platform("Linux")]
    public void A_command_sees_what_it_would_see_from_the_C_program()
    {
        var shell = new LinuxShell();
        Assert.That(shell.Run("echo $0 \"$#\"", out _), Is.EqualTo("sh 0\n"));
        Assert.That(shell.Run("yes | head -1", out string errors), Is.EqualTo("y\n"));
        Assert.That(errors, Is.Empty, "SIGPIPE is not ignored");
        Assert.That(shell.Run("echo $PATH", out _), Is.EqualTo(Environment.GetEnvironmentVariable("PATH") + "\n"));
        Assert.That(shell.Run("ls -l /proc/self/fd | grep -c memfd", out _), Is.EqualTo("1\n"), "standard error is its only file from here");
    }

    [Test, Platform("Linux")]
    public void A_thousand_commands_leave_no_file_open()
    {
        var shell = new LinuxShell();
        int before = System.IO.Directory.GetFiles("/proc/self/fd").Length;
        System.Threading.Tasks.Parallel.For(0, 1000, i => Assert.That(shell.Run("echo " + i, out _), Is.EqualTo(i + "\n")));
        Assert.That(System.IO.Directory.GetFiles("/proc/self/fd"), Has.Length.LessThan(before + 20));
    }
}
