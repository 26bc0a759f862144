using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>The guides, followed to the letter in an empty folder.</summary>
[Platform(Exclude = "Win", Reason = "the commands of the guides are typed into a shell")]
internal sealed class GuideTests
{
    [Test]
    public void The_quick_start_of_the_readme()
    {
        using PackageProject project = new("quick start");

        new GuideReader(project).Follow(MarkdownBlock.Read("README.md", "Use it in your own project"));
    }

    [Test]
    public void From_if_to_Kconfig()
    {
        using PackageProject project = new("labels", needsMore: true);
        IReadOnlyList<MarkdownBlock> blocks = MarkdownBlock.Read("docs/from-if-to-kconfig.md");
        Assert.That(blocks.Where(block => block.File is null && block.Language is not ("sh" or "text")), Is.Empty, "every block is tried");

        new GuideReader(project).Follow(blocks);

        Assert.That(
            File.ReadAllText(project.PathOf("Labels/bin/pro/Debug/net10.0/Labels.runtimeconfig.json")), Does.Contain("\"Labels.Config.TRACING\": false"));
        AssertStrings(project, "Labels/bin/Release/net10.0", "Labels.dll", "trace: label ");
    }

    // With the rest of what the page says of the project that it makes, since making it takes longest.
    [Test]
    public void Getting_started()
    {
        using PackageProject project = new("guide", needsMore: true);
        MarkdownBlock[] blocks = [.. MarkdownBlock.Read("docs/getting-started.md").Where(block => !block.Text.StartsWith("<Import ", StringComparison.Ordinal))];
        int move = Array.FindIndex(blocks, block => block.File == "MemoryStore.cs");
        int warnings = Array.FindIndex(blocks, block => block.File == ".globalconfig");

        GuideReader reader = new(project);
        reader.Follow(blocks[..move]);
        string config = File.ReadAllText(project.PathOf("Notes/.config"));
        project.Write("Notes/.config", config.Replace("CONFIG_STORE_MEMORY=y", "# CONFIG_STORE_MEMORY is not set"));
        Assert.That(project.Succeed("run", "--project", "Notes"), Is.EqualTo("no store (-19)\n"));
        project.Write("Notes/.config", config);

        // Step 7 takes the type and its line out of Store.cs.
        string store = File.ReadAllText(project.PathOf("Notes/Store.cs"));
        int type = store.IndexOf("internal struct MemoryStore", StringComparison.Ordinal);
        int next = store.IndexOf("internal struct FileStore", StringComparison.Ordinal);
        project.Write("Notes/Store.cs", (store[..type] + store[next..]).Replace("[Provider<MemoryStore>(\"STORE_MEMORY\")]\n", ""));
        reader.Follow(blocks[move..warnings]);

        Assert.That(project.Succeed("run", "--project", "Notes"), Is.EqualTo("1 note(s)\n"));
        AssertStrings(project, "Notes/bin/Release/net10.0", "Notes.dll", "at most ");
        Assert.That(project.Run("Notes/bin/verbose/Debug/net10.0/Notes.dll"), Does.StartWith("at most 100 notes\n"));
        Assert.That(File.ReadAllText(project.PathOf("Notes/bin/verbose/Debug/net10.0/Notes.runtimeconfig.json")), Does.Contain("\"Notes.Config.DIAGNOSTICS\": true"));
        Assert.That(project.Succeed("build", "Notes", "-t:KconfigList"), Does.Contain("MAX_NOTES=20"));
        project.Succeed("build", "Notes", "-t:KconfigVerifySnapshot");
        Assert.That(File.ReadAllText(project.PathOf("Notes/Snapshots/config/Store.g.verified.cs")), Does.Contain("called directly"));

        project.Write("Notes/.config", config + "CONFIG_MAX_NOTES=many\n");
        AssertWarnings(project, blocks[warnings].Text);
    }

    private static void AssertWarnings(PackageProject project, string globalConfig)
    {
        const string Warning = ".config(4,18): warning KC0063";
        project.Write("Notes/.editorconfig", "root = true\n[*]\ndotnet_diagnostic.KC0063.severity = none\n");
        Assert.That(Build().Messages, Has.Some.Contains(Warning), "no section of .editorconfig is about a .config");
        Assert.That(Build("-p:NoWarn=KC0063").Messages, Has.None.Contains("KC0063").And.Some.Contains("KC0061"));
        Assert.That(Build("-p:WarningsAsErrors=KC0063").Messages, Has.Some.Contains("error KC0063").And.Some.Contains("warning KC0061"));
        Assert.That(Build("-p:TreatWarningsAsErrors=true").Messages, Has.Some.Contains("error KC0063").And.Some.Contains("error KC0061"));

        project.Write("Notes/.globalconfig", globalConfig);
        Assert.That(Build().Messages, Has.None.Contains("KC0063").And.Some.Contains("KC0061"));

        CommandResult Build(params string[] more) => project.Dotnet(["build", "Notes", "--nologo", "--no-incremental", .. more]);
    }

    // Literals are UTF-16 in an assembly. What was built holds the text, what was published trimmed does not.
    private static void AssertStrings(PackageProject project, string folder, string file, string text)
    {
        byte[] literal = Encoding.Unicode.GetBytes(text);
        string built = project.PathOf($"{folder}/{RuntimeInformation.RuntimeIdentifier}");

        Assert.That(File.ReadAllBytes(Path.Combine(built, file)).AsSpan().IndexOf(literal), Is.Not.Negative);
        Assert.That(Directory.GetFiles(Path.Combine(built, "publish"), "*.dll").Where(path => File.ReadAllBytes(path).AsSpan().IndexOf(literal) >= 0), Is.Empty);
    }
}
