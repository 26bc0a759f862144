using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Kconfig.Tests.Documentation;

/// <summary>What the pages show is what the library does.</summary>
public sealed class DocumentationTests
{
    [Test]
    public void Every_C_sharp_block_of_the_library_page_is_part_of_a_test()
    {
        string[] examples = Lines(Read("LibraryExamples.cs"));
        List<(string Language, string Text, int Line)> blocks = [.. Blocks("kconfig-library.md").Where(b => b.Language == "csharp")];
        Assert.That(blocks, Has.Count.GreaterThan(8));
        foreach ((_, string text, int line) in blocks)
        {
            string[] block = Lines(text);
            Assert.That(Enumerable.Range(0, examples.Length).Any(at => examples.Skip(at).Take(block.Length).SequenceEqual(block)),
                $"the block in line {line} is not in LibraryExamples.cs:\n{text}");
        }
    }

    [TestCase("kconfig-language.md", 14)]
    [TestCase("kconfig-semantics.md", 1)]
    public void Every_Kconfig_block_is_a_tree(string page, int least)
    {
        List<(string Language, string Text, int Line)> blocks = [.. Blocks(page).Where(b => b.Language.StartsWith("kconfig", StringComparison.Ordinal))];
        Assert.That(blocks, Has.Count.GreaterThanOrEqualTo(least));
        foreach ((string language, string text, int line) in blocks)
        {
            var options = new LoadOptions { Dialect = Dialect.Find(language["kconfig".Length..].Trim()) ?? Dialect.Linux };
            KconfigTree tree = KconfigTree.Load(page, new MemoryFiles((page, text)), options);
            Assert.That(Kconfigs.Errors(tree.Diagnostics), Is.Empty, $"the block in line {line}");
        }
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(l => l.Trim())];

    private static IEnumerable<(string Language, string Text, int Line)> Blocks(string page)
    {
        string[] lines = Read(page).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                int end = Array.FindIndex(lines, i + 1, l => l.TrimStart().StartsWith("```", StringComparison.Ordinal));
                yield return (lines[i].Trim()[3..], string.Join('\n', lines[(i + 1)..end]), i + 1);
                i = end;
            }
        }
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(DocumentationTests).Assembly.GetManifestResourceStream("Documentation/" + name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
