using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace IommuConfig.Runtime.Tests;

/// <summary>Every rule that the documentation numbers is shown by a test, and every number that a test carries is a rule's.</summary>
internal sealed partial class RuleCoverageTests
{
    private static readonly string[] s_rules =
        [.. RuleLine().Matches(File.ReadAllText(Path.Combine(Folder(), "../../docs/rules.md"))).Select(match => match.Groups[1].Value)];

    [Test]
    public void Every_rule_has_a_test() => Assert.That(s_rules.Except(Shown()), Is.Empty);

    [Test]
    public void Every_number_is_a_rules() => Assert.That(Shown().Except(s_rules), Is.Empty);

    [Test]
    public void Rules_are_numbered_from_one_in_order_without_gaps()
    {
        foreach (IGrouping<string, string> prefix in s_rules.Where(rule => !rule.StartsWith("XSA-", StringComparison.Ordinal)).GroupBy(rule => rule[..rule.IndexOf('-')]))
        {
            Assert.That(prefix, Is.EqualTo(Enumerable.Range(1, prefix.Count()).Select(number => $"{prefix.Key}-{number}")), prefix.Key);
        }
    }

    private static IEnumerable<string> Shown() => ShownHere().Union(ShownElsewhere());

    // Tests of other projects are not in this assembly, so their sources are read.
    private static IEnumerable<string> ShownElsewhere()
    {
        string here = Folder();
        return Directory.EnumerateFiles(Path.Combine(here, ".."), "*.cs", SearchOption.AllDirectories)
            .Select(Path.GetFullPath)
            .Where(path => !path.StartsWith(here + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !BuildFolder().IsMatch(path))
            .SelectMany(path => RuleOfMethod().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups[1].Value);
    }

    private static IEnumerable<string> ShownHere() =>
        typeof(RuleCoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetCustomAttributes<RuleAttribute>())
            .Select(rule => rule.Name)
            .Distinct();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    // An attribute on a line of its own, as on a method.
    [GeneratedRegex(@"^ +\[Rule\(""([A-Z]+-[0-9]+)""\)\]\r?$", RegexOptions.Multiline)]
    private static partial Regex RuleOfMethod();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildFolder();

    [GeneratedRegex(@"^\* \*\*([A-Z]+-[0-9]+)\*\* ", RegexOptions.Multiline)]
    private static partial Regex RuleLine();
}
