using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Kconfig;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Tests;

/// <summary>Every message has a test, a page and a row, and none of these is left over.</summary>
public sealed class DiagnosticCoverageTests
{
    private static readonly DiagnosticDescriptor[] s_own =
    [
        .. new[] { typeof(TableDiagnostics), typeof(ConstantsDiagnostics) }
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!),
    ];

    [Test]
    public void Every_message_has_a_test_that_triggers_it()
    {
        IEnumerable<string> triggered = typeof(DiagnosticCoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<TriggersAttribute>())
            .Select(mark => mark.Id)
            .Distinct();

        Assert.That(triggered, Is.EquivalentTo(s_own.Select(descriptor => descriptor.Id)));
    }

    // The pages of the language, KC0xxx, are held against its messages by the engine's own tests; KC2xxx are those of the build.
    [Test]
    public void Every_message_has_a_page_under_its_id_and_title()
    {
        Dictionary<string, string> pages = Pages("KC1*.md");

        Assert.Multiple(() =>
        {
            Assert.That(pages.Keys, Is.EquivalentTo(s_own.Select(descriptor => descriptor.Id)));
            foreach (DiagnosticDescriptor descriptor in s_own.Where(descriptor => pages.ContainsKey(descriptor.Id)))
            {
                Assert.That(pages[descriptor.Id], Does.StartWith($"# {descriptor.Id}: {descriptor.Title}\n"));
                Assert.That(descriptor.HelpLinkUri, Does.EndWith($"docs/diagnostics/{descriptor.Id}.md"));
            }
        });
    }

    [Test]
    public void Every_message_of_the_build_has_a_page()
    {
        IEnumerable<string> codes = Directory.EnumerateFiles(Path.Combine(Repository, "build/IommuConfig.Build"), "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".targets" && !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => Regex.Matches(File.ReadAllText(path), @"KC2\d{3}").Select(match => match.Value))
            .Distinct();

        Assert.That(Pages("KC2*.md").Keys, Is.EquivalentTo(codes));
    }

    [Test]
    public void Pages_say_what_happened_why_and_what_to_do_with_an_example()
    {
        Assert.Multiple(() =>
        {
            foreach ((string id, string page) in Pages("KC1*.md").Concat(Pages("KC2*.md")))
            {
                string[] parts = [$"# {id}: ", "\n**What happened.** ", "\n**Why.** ", "\n**What to do.** ", "\n## Example\n"];
                int[] places = [.. parts.Select(part => page.IndexOf(part, StringComparison.Ordinal))];
                Assert.That(places, Is.Ordered.And.All.GreaterThanOrEqualTo(0), $"{id} lacks a part, or has them in another order.");
            }
        });
    }

    [Test]
    public void The_release_notes_list_every_message_with_its_category_severity_and_title()
    {
        IEnumerable<string> rows = File.ReadLines(Path.Combine(Repository, "generators/IommuConfig.Generators/AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("KC", StringComparison.Ordinal));
        IEnumerable<string> expected = KconfigDiagnostics.All
            .Select(descriptor => $"{descriptor.Id} | IommuConfig.Kconfig | {descriptor.Severity} | {descriptor.Title}")
            .Concat(s_own.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}"))
            .OrderBy(row => row, StringComparer.Ordinal);

        Assert.That(rows, Is.EqualTo(expected));
    }

    private static string Repository => typeof(DiagnosticCoverageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    private static Dictionary<string, string> Pages(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository, "docs/diagnostics"), pattern)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);
}
