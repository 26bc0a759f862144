using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Every message has a test that makes it appear and a page that explains it, and there is no test or page without a message.</summary>
public sealed class DiagnosticCoverageTests
{
    private static readonly string[] s_ids = [.. KconfigDiagnostics.All.Select(d => d.Id)];

    [Test]
    public void Ids_are_ordered_and_each_is_listed_once()
    {
        Assert.That(s_ids, Is.Ordered.And.Unique);
        IEnumerable<string> fields = typeof(KconfigDiagnostics).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => ((KconfigDiagnosticDescriptor)f.GetValue(null)!).Id);
        Assert.That(fields, Is.EquivalentTo(s_ids));
    }

    [Test]
    public void Every_id_has_a_test()
    {
        IEnumerable<string> marks = typeof(DiagnosticCoverageTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<TriggersAttribute>()).Select(a => a.Id).Distinct();
        Assert.That(marks, Is.EquivalentTo(s_ids));
    }

    [Test]
    public void Every_id_has_a_page_that_begins_with_its_id_and_title()
    {
        const string Prefix = "Pages/";
        var pages = typeof(DiagnosticCoverageTests).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal));
        Assert.That(pages.Select(n => n[Prefix.Length..]), Is.EquivalentTo(s_ids));
        foreach (KconfigDiagnosticDescriptor descriptor in KconfigDiagnostics.All)
        {
            using var reader = new System.IO.StreamReader(typeof(DiagnosticCoverageTests).Assembly.GetManifestResourceStream(Prefix + descriptor.Id)!);
            Assert.That(reader.ReadLine(), Is.EqualTo($"# {descriptor.Id}: {descriptor.Title}"));
        }
    }
}
