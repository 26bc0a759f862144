using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using IommuConfig.Kconfig;
using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>
/// The Linux tree and a configuration of it, as additional files of a project. A compiler has no environment and runs no shell: the variables of
/// Linux's make are assigned at the top of the root file, and every probe of the compiler or linker is answered with yes. All other macros are as they were.
/// </summary>
internal sealed class LinuxFiles
{
    /// <summary>Where the project has the tree.</summary>
    public const string Directory = "/home/user/product/linux/";

    private const string Probes = "scripts/Kconfig.include";
    private const int SampleSize = 64;

    private static readonly Dialect s_dialect = Dialect.Linux61;

    private readonly string[] _toggled;
    private readonly string _config;

    /// <summary>Reads the tree.</summary>
    /// <param name="folder">An empty folder for what the tree is changed into.</param>
    public LinuxFiles(string folder)
    {
        var setting = new LinuxSetting("x86");
        LinuxTree.Link(folder, new Dictionary<string, string>
        {
            ["Kconfig"] = "mainmenu \"Linux\"\n" + string.Concat(setting.Environment.Select(v => $"{v.Key} := {v.Value}\n")) + Regex.Replace(LinuxTree.Read("Kconfig"), "(?m)^mainmenu .*", ""),
            [Probes] = Answered(),
            ["init/Kconfig"] = WithoutShell(LinuxTree.Read("init/Kconfig")),
            ["scripts/gcc-plugins/Kconfig"] = WithoutShell(LinuxTree.Read("scripts/gcc-plugins/Kconfig")),
        });
        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder), new LoadOptions { Dialect = s_dialect });
        if (tree.HasErrors)
        {
            throw new BenchmarkException($"The tree has errors: {tree.Diagnostics.First(d => d.Severity == KconfigSeverity.Error)}");
        }

        Configuration configuration = Evaluation.Of(
            tree, DotConfig.Parse(new SourceFile(setting.DefConfig, File.ReadAllText(Path.Combine(folder, setting.DefConfig)))));
        _config = DotConfigWriter.Write(configuration);
        Config = new MemoryText(Directory + ".config", "config", _config);
        Texts = [.. tree.Files.Select((file, i) => new MemoryText(Directory + file.Path, i == 0 ? "root" : "source", file.Text)), Config];
        Symbol[] candidates = [.. tree.Symbols.Where(s => s is { Type: SymbolType.Bool, Choice: null } && s != tree.ModulesSymbol && configuration.IsChangeable(s))];
        _toggled = [.. Enumerable.Range(0, SampleSize).Select(i => Toggled(candidates[i * candidates.Length / SampleSize].Name))];
        SymbolCount = tree.Symbols.Count;
    }

    /// <summary>All files.</summary>
    public ImmutableArray<AdditionalText> Texts { get; }

    /// <summary>The configuration, which is the last of the files.</summary>
    public MemoryText Config { get; }

    /// <summary>How many symbols the tree defines.</summary>
    public int SymbolCount { get; }

    /// <summary>How many characters the files of the tree have.</summary>
    public long CharacterCount => Texts.Sum(t => (long)t.GetText()!.Length) - _config.Length;

    /// <summary>The configuration with one bool toggled: each time another one, evenly from all that can be toggled.</summary>
    public MemoryText ConfigAfterEdit(int edit) => Config.With(_toggled[edit % _toggled.Length]);

    private string Toggled(string symbol)
    {
        string yes = $"\nCONFIG_{symbol}=y\n";
        string no = $"\n# CONFIG_{symbol} is not set\n";
        return _config.Contains(yes, StringComparison.Ordinal) ? _config.Replace(yes, no, StringComparison.Ordinal) : _config.Replace(no, yes, StringComparison.Ordinal);
    }

    // What a probe found is not asked; what a program said of itself is what it says with gcc 12.
    private static string Answered() => string.Join('\n', LinuxTree.Read(Probes).Split('\n')
        .Where(line => !line.StartsWith("$(error-if", StringComparison.Ordinal))
        .Select(line => line switch
        {
            _ when line.StartsWith("if-success", StringComparison.Ordinal) => "if-success = $(2)",
            _ when line.StartsWith("cc-name", StringComparison.Ordinal) => "cc-name := GCC",
            _ when line.StartsWith("as-name", StringComparison.Ordinal) => "as-name := GNU",
            _ when line.StartsWith("ld-name", StringComparison.Ordinal) => "ld-name := BFD",
            _ when line.StartsWith("cc-version", StringComparison.Ordinal) => "cc-version := 120200",
            _ when line.StartsWith("as-version", StringComparison.Ordinal) || line.StartsWith("ld-version", StringComparison.Ordinal) => line.Split(' ')[0] + " := 24000",
            _ => WithoutShell(line),
        }));

    private static string WithoutShell(string text) => Regex.Replace(text, @"\$\(shell,([^()]|\([^()]*\))*\)", "0");
}
