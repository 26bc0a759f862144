using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using IommuConfig.Kconfig;
using Microsoft.CodeAnalysis;

namespace IommuConfig.Benchmarks;

/// <summary>
/// The Linux tree and a configuration of it, as additional files of a project: the files, what the build tells the tree (the variables that Linux's make
/// would set, and the answers of the commands), and a whole .config. The dialect is linux-6.1.
/// </summary>
internal sealed class LinuxFiles
{
    private const string Folder = "/home/user/product/linux/";
    private const int SampleSize = 64;

    private readonly string[] _toggled;
    private readonly string _config;

    /// <summary>Reads the tree.</summary>
    /// <param name="folder">An empty folder, where the tree will be to be seen.</param>
    public LinuxFiles(string folder)
    {
        var setting = new LinuxSetting("x86");
        LinuxTree.Link(folder, new Dictionary<string, string>());
        ProbeAnswers answers = ProbeAnswers.Record(setting, folder);
        var tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder), setting.LoadOptions(answers) with { Dialect = Dialect.Linux61 });
        Configuration configuration = Evaluation.Of(
            tree, DotConfig.Parse(new SourceFile(setting.DefConfig, File.ReadAllText(Path.Combine(folder, setting.DefConfig)))));
        _config = DotConfigWriter.Write(configuration);
        Config = new MemoryText(Folder + ".config", "config", _config);
        Texts =
        [
            .. tree.Files.Select((file, i) => new MemoryText(Folder + file.Path, i == 0 ? "root" : "source", file.Text)),
            new MemoryText("/home/user/product/obj/kconfig/kconfig.inputs", "inputs", Inputs(setting, answers).ToString()),
            Config,
        ];
        Symbol[] candidates = [.. tree.Symbols.Where(s => s is { Type: SymbolType.Bool, Choice: null } && s != tree.ModulesSymbol && configuration.IsChangeable(s))];
        _toggled = [.. Enumerable.Range(0, SampleSize).Select(i => Toggled(candidates[i * candidates.Length / SampleSize].Name))];
        (FileCount, SymbolCount, CharacterCount) = (tree.Files.Count, tree.Symbols.Count, tree.Files.Sum(file => (long)file.Text.Length));
    }

    /// <summary>All files.</summary>
    public ImmutableArray<AdditionalText> Texts { get; }

    /// <summary>The configuration, which is the last of the files.</summary>
    public MemoryText Config { get; }

    /// <summary>How many files the tree has.</summary>
    public int FileCount { get; }

    /// <summary>How many symbols the tree defines.</summary>
    public int SymbolCount { get; }

    /// <summary>How many characters the files of the tree have.</summary>
    public long CharacterCount { get; }

    /// <summary>The configuration with one bool toggled: each time another one, evenly from all that can be toggled.</summary>
    public MemoryText ConfigAfterEdit(int edit) => Config.With(_toggled[edit % _toggled.Length]);

    private static BuildInputs Inputs(LinuxSetting setting, ProbeAnswers answers)
    {
        var inputs = new BuildInputs { AllowsShell = true };
        foreach ((string name, string value) in setting.Environment)
        {
            inputs.Variables.Add(name, value);
        }

        // What make leaves unset and the tree reads.
        foreach (string name in (string[])["CLANG_FLAGS", "USERCFLAGS", "USERLDFLAGS", "CROSS_COMPILE_COMPAT"])
        {
            inputs.Variables.Add(name, "");
        }

        foreach ((string command, string answer) in answers.All)
        {
            inputs.Commands.Add(command, answer);
        }

        return inputs;
    }

    private string Toggled(string symbol)
    {
        string yes = $"\nCONFIG_{symbol}=y\n";
        string no = $"\n# CONFIG_{symbol} is not set\n";
        return _config.Contains(yes, StringComparison.Ordinal) ? _config.Replace(yes, no, StringComparison.Ordinal) : _config.Replace(no, yes, StringComparison.Ordinal);
    }
}
