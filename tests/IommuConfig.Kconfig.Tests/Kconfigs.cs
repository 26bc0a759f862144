using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Makes trees and configurations from text, and messages into compact text.</summary>
internal static class Kconfigs
{
    public static KconfigTree Tree(string kconfig, params (string Path, string Text)[] others) =>
        KconfigTree.Load("Kconfig", new MemoryFiles([("Kconfig", kconfig), .. others]));

    public static Configuration Configure(string kconfig, string config = "")
    {
        KconfigTree tree = Tree(kconfig);
        Assert.That(Errors(tree.Diagnostics), Is.Empty);
        return Configure(tree, config);
    }

    public static Configuration Configure(KconfigTree tree, string config)
    {
        var configuration = new Configuration(tree);
        configuration.Apply(DotConfig.Parse(new SourceFile(".config", config)));
        return configuration;
    }

    public static Symbol Symbol(this KconfigTree tree, string name) =>
        tree.TryGetSymbol(name, out Symbol? symbol) ? symbol : throw new ArgumentException("no symbol " + name);

    public static string Value(this Configuration configuration, string name) => configuration.GetValue(configuration.Tree.Symbol(name)).ToString();

    public static ValueOrigin Origin(this Configuration configuration, string name) => configuration.GetOrigin(configuration.Tree.Symbol(name));

    /// <summary>For example <c>KC0012 error Kconfig(5,13)-(5,20): message</c>, counted from 1.</summary>
    public static string Compact(KconfigDiagnostic d) => FormattableString.Invariant(
        $"{d.Id} {d.Severity.ToString().ToLowerInvariant()} {d.Path}({d.Start.Line + 1},{d.Start.Column + 1})-({d.End.Line + 1},{d.End.Column + 1}): {d.Message}");

    public static string Compact(IEnumerable<KconfigDiagnostic> diagnostics) => string.Join("\n", diagnostics.Select(Compact));

    public static string Errors(IEnumerable<KconfigDiagnostic> diagnostics) => Compact(diagnostics.Where(d => d.Severity == KconfigSeverity.Error));
}
