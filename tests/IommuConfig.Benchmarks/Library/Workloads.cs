using System.Collections.Generic;
using System.IO;
using IommuConfig.Kconfig;

namespace IommuConfig.Benchmarks;

/// <summary>The library's work on the Linux tree, step by step; each begins with what the step before gave.</summary>
internal static class Workloads
{
    public static IEnumerable<Workload> Of(LinuxSources sources, DotConfig defConfig, string outputFolder)
    {
        yield return new("decode UTF-8", () => Decode(sources), sources.Megabytes);
        yield return new(LibraryBenchmark.Parsing, () => Parse(sources), sources.Megabytes);
        yield return new("build the tree", () => sources.Build());
        yield return new("evaluate, all defaults", () => Evaluation.Evaluate(new Configuration(sources.Tree)));
        yield return new("evaluate, allyesconfig", () => EvaluateAllYes(sources.Tree));
        yield return new("evaluate, defconfig", () => Evaluation.Of(sources.Tree, defConfig));

        Configuration configuration = Evaluation.Of(sources.Tree, defConfig);
        var text = new Utf8Writer();
        DotConfigWriter.Write(configuration, "CONFIG_", text);
        yield return new("write .config", () => WriteConfig(configuration, text), text.Length / 1e6);
        yield return new("write defconfig", () => WriteDefConfig(configuration, text));
        yield return new("write JSON", () => ConfigJsonWriter.Write(configuration), ConfigJsonWriter.Write(configuration).Length / 1e6);

        Directory.CreateDirectory(outputFolder);
        var files = new ConfigurationFiles(configuration, sources.Options.Environment, folder: outputFolder);
        yield return new("write auto.conf & co., unchanged", () => WriteAutoConf(files));
    }

    private static void Decode(LinuxSources sources)
    {
        foreach ((string path, byte[] bytes) in sources.Contents)
        {
            SourceFile.FromBytes(path, bytes, out _);
        }
    }

    private static void Parse(LinuxSources sources)
    {
        foreach (SourceFile file in sources.Files)
        {
            SyntaxTree.Parse(file, sources.Options.Dialect);
        }
    }

    private static void EvaluateAllYes(KconfigTree tree)
    {
        var configuration = new Configuration(tree);
        foreach (Symbol symbol in tree.Symbols)
        {
            if (symbol is { Type: SymbolType.Bool or SymbolType.Tristate, Choice: null })
            {
                configuration.SetUserValueRaw(symbol, UserValue.Of(Kconfig.Tristate.Y));
            }
        }

        configuration.InvalidateAll();
        Evaluation.Evaluate(configuration);
    }

    private static void WriteConfig(Configuration configuration, Utf8Writer text)
    {
        text.Clear();
        DotConfigWriter.Write(configuration, "CONFIG_", text);
    }

    private static void WriteDefConfig(Configuration configuration, Utf8Writer text)
    {
        text.Clear();
        SaveDefConfigWriter.Append(configuration, "CONFIG_", text);
    }

    private static void WriteAutoConf(ConfigurationFiles files)
    {
        if (AutoConfWriter.Write(files, overwrites: true) is { } error)
        {
            throw new BenchmarkException($"{error.Path} cannot be written.");
        }
    }
}
