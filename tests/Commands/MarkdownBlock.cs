using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace IommuConfig.Commands;

/// <summary>A fenced block of a page of the documentation.</summary>
/// <param name="Language">What is behind the fence: csharp, kconfig, xml, sh, text.</param>
/// <param name="Intro">The line above, which says what the block is.</param>
/// <param name="Text">The lines between the fences.</param>
internal sealed partial record MarkdownBlock(string Language, string Intro, string Text)
{
    private const string Fence = "```";

    /// <summary>The file that the block is, or is a part of, if the line above ends with its name and a colon.</summary>
    public string? File => Name().Match(Intro) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The blocks of a page of this repository.</summary>
    /// <param name="page">The page, relative to the root of the repository.</param>
    /// <param name="section">The heading of the section that counts, or null for the whole page.</param>
    public static IReadOnlyList<MarkdownBlock> Read(string page, string? section = null)
    {
        string[] lines = System.IO.File.ReadAllLines(Path.Combine(RepositoryCopy.Repository, page));
        int at = section is null ? 0 : Array.IndexOf(lines, $"## {section}") + 1;
        List<MarkdownBlock> blocks = [];
        string intro = "";
        for (; at < lines.Length && (section is null || !lines[at].StartsWith("## ", StringComparison.Ordinal)); at++)
        {
            if (lines[at].StartsWith(Fence, StringComparison.Ordinal))
            {
                string[] text = [.. lines.Skip(at + 1).TakeWhile(line => line != Fence)];
                blocks.Add(new(lines[at][Fence.Length..], intro, string.Concat(text.Select(line => line + "\n"))));
                at += text.Length + 1;
                intro = "";
            }
            else if (lines[at].Length != 0)
            {
                intro = lines[at];
            }
        }

        return blocks;
    }

    [GeneratedRegex(@"`([^`]+)`:$")]
    private static partial Regex Name();
}
