using System;
using System.IO;
using System.Linq;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>Snapshots that version control checks out, and texts that are hard to write down.</summary>
internal sealed class SnapshotTests
{
    // What a line of a configuration can hold, and C#, XML and MSBuild hold in other words, or cannot.
    private const string Text = "a\u0001b\tc\u000bd\u000ce\u001bf\u007fg\u0085h\u2028i\u2029j\ufeffk\uffffl;$(X)%41@(Y)'<&>\"\\";

    private const string Program = """
        using System;
        using System.Linq;

        Console.WriteLine(string.Join(" ", Texts.Config.BANNER.Select(c => ((int)c).ToString("x"))));
        Console.WriteLine(typeof(Texts.Config).Assembly.GetManifestResourceNames().Length);
        """;

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Write_the_snapshots()
    {
        _project = new PackageProject("Texts");
        _project.WriteProject("Texts.csproj", "<OutputType>Exe</OutputType>", """
            <EmbeddedResource Include="logo.txt" Condition="'$(CONFIG_BANNER)' != ''" />
            """, "IommuConfig.Generators");
        _project.Write("Kconfig", "config BANNER\n\tstring \"Banner \u0001 \u000b \u0085 \u2028 </summary> */\"\n\thelp\n\t  Printed \u0001 at \u000c the \u2029 start.\n\n\t  Twice.\n\nconfig FAST\n\tbool \"Fast\"\n\tdefault y\n");
        _project.Write(".config", $"CONFIG_BANNER=\"{Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
        _project.Write("Program.cs", Program);
        _project.Write("logo.txt", "logo");
        _project.Succeed("restore");
        _project.Succeed("build", "--nologo", "--no-restore", "-t:KconfigSnapshot");
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [Test, Order(1)]
    public void A_text_with_control_characters_reaches_the_program_as_it_is_written()
    {
        _project.Succeed("build", "--nologo", "--no-restore", "-t:KconfigRefresh");
        _project.Succeed("build", "--nologo", "--no-restore");
        Assert.That(_project.Run("bin/Debug/net10.0/Texts.dll"), Is.EqualTo($"{string.Join(" ", Text.Select(c => ((int)c).ToString("x")))}\n1\n"));
    }

    [Test, Order(2)]
    public void Snapshots_are_equal_to_what_was_generated_from_the_same() => Verify();

    [Test, Order(3)]
    public void Snapshots_with_the_line_ends_of_Windows_are_equal_too()
    {
        foreach (string path in Directory.EnumerateFiles(_project.PathOf("Snapshots"), "*", SearchOption.AllDirectories))
        {
            CheckOutForWindows(path);
        }

        Verify();
    }

    [Test, Order(4)]
    public void So_they_are_where_all_files_have_them()
    {
        foreach (string file in new[] { "Kconfig", ".config", "Program.cs", "Texts.csproj" })
        {
            CheckOutForWindows(_project.PathOf(file));
        }

        Verify();
    }

    private void Verify() => _project.Succeed("build", "--nologo", "--no-restore", "-t:KconfigVerifySnapshot");

    private static void CheckOutForWindows(string path)
    {
        byte[] text = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. text.SelectMany(b => b == '\n' ? "\r\n"u8.ToArray() : [b])]);
    }
}
