using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace IommuConfig.Tool.Tests;

/// <summary>docs/kconfig-tool.md, typed in as it stands.</summary>
public class ToolPageTests
{
    private static readonly string s_page = Page();

    [Test]
    public void Every_example_prints_what_the_page_shows()
    {
        using var run = new ToolRun(Block("kconfig"));
        run.Write("small_defconfig", FileAfter("small_defconfig"));
        run.Write("fast.config", FileAfter("fast.config"));
        var printed = new StringBuilder();
        foreach (string command in Examples())
        {
            ToolResult result = run.Run(command);
            printed.Append("$ kconfig ").Append(command).Append('\n').Append(result.Output).Append(result.Error)
                .Append(result.Code == 0 ? "" : $"[{result.Code}]\n");
        }

        Assert.That(printed.ToString(), Is.EqualTo(string.Concat(Blocks("console"))));
    }

    [Test]
    public void Every_command_has_an_example_and_nothing_else_has()
    {
        using var run = new ToolRun("");
        IEnumerable<string> commands = run.Run("--help").Output.Split("\nCommands:\n")[1].Split("\n\n")[0].Split('\n')
            .Select(line => line.Trim().Split(' ')[0]).Append("conf");

        Assert.That(Examples().Select(example => example.Split(' ')[0]).Distinct(), Is.EquivalentTo(commands));
    }

    [Test]
    public void Every_option_of_all_commands_is_in_the_table()
    {
        using var run = new ToolRun("");
        IEnumerable<string> options = Regex.Matches(run.Run("--help").Output, "^  .*?(--[a-z-]+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        string table = s_page.Split("## Options of all commands")[1].Split("\n\n**")[0];
        Assert.That(Regex.Matches(table, "^\\| `(--[a-z-]+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
            Is.EquivalentTo(options.Except(["--help", "--version"])));
    }

    private static IEnumerable<string> Examples() =>
        Regex.Matches(string.Concat(Blocks("console")), @"^\$ kconfig (.*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

    private static string FileAfter(string name) => Regex.Match(s_page, $"`{Regex.Escape(name)}`,\n\n```\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    private static string Block(string language) => Blocks(language).First();

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(s_page, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    private static string Page()
    {
        using var reader = new StreamReader(typeof(ToolPageTests).Assembly.GetManifestResourceStream("kconfig-tool.md")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
