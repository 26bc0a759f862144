using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace IommuConfig.Kconfig.Tests.Fuzzing;

/// <summary>Does with an input everything that the library can do: in each dialect, extended and exact.</summary>
/// <param name="folder">A folder for files.</param>
internal sealed class FuzzRun(string folder)
{
    /// <summary>What one input may allocate in one dialect: macros alone may produce 32 Mi characters.</summary>
    public const long MostBytes = 1L << 30;

    private static readonly Dialect[] s_dialects = [.. Dialect.All, .. Dialect.All.Select(d => d.Exact())];

    /// <summary>Runs an input to the end.</summary>
    /// <param name="input">The input.</param>
    /// <param name="withFiles">Whether files are read and written too, which is slower.</param>
    public void Run(FuzzInput input, bool withFiles)
    {
        SourceFile root = SourceFile.FromBytes("Kconfig", input.Kconfig, out _), other = SourceFile.FromBytes("Kconfig.other", input.Other, out _);
        DotConfig config = DotConfig.Parse(SourceFile.FromBytes(".config", input.Config, out _));
        foreach (Dialect dialect in s_dialects)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(root, other, config, dialect, withFiles ? input : null);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), dialect + (dialect.IsExtended ? "" : ", exact"));
        }
    }

    private void Run(SourceFile root, SourceFile other, DotConfig config, Dialect dialect, FuzzInput? files)
    {
        var options = new LoadOptions
        {
            Dialect = dialect,
            Environment = name => name is "E" ? "two\nlines $(E)" : name.Length == 1 ? null : name,
            Shell = dialect.IsExtended && root.Text.Length % 2 == 0 ? null : new TestShell(command => command.Length > 5 ? "y" : command),
            Console = dialect.IsExtended ? null : new TextConsole(),
        };
        KconfigTree tree = KconfigTree.Load("Kconfig", new TwoFiles(root, other), options);
        var configuration = new Configuration(tree, options.Console);
        configuration.Apply(config);
        DotConfigWriter.Write(configuration);
        ConfigJsonWriter.Write(configuration);
        SaveDefConfigWriter.Append(configuration, "CONFIG_", new Utf8Writer());
        string printed = tree.ToString();
        foreach (Symbol symbol in tree.Symbols.Take(100))
        {
            configuration.GetOrigin(symbol);
            _ = symbol.ToString();
        }

        foreach (KconfigDiagnostic diagnostic in tree.Diagnostics.Concat(configuration.Diagnostics))
        {
            Assert.That(diagnostic.ToString(), Is.Not.Empty);
        }

        KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", printed)), options);
        if (files is not null && !tree.HasErrors)
        {
            RunFiles(tree, files);
        }
    }

    private void RunFiles(KconfigTree tree, FuzzInput input)
    {
        File.WriteAllBytes(Path.Combine(folder, ".config"), input.Config);
        var console = new TextConsole();
        var files = new ConfigurationFiles(new Configuration(tree, console), _ => null, console, folder);
        ConfigFileReader.Read(files, null);
        ConfigFileWriter.Write(files);
        AutoConfWriter.Write(files, overwrites: true);
        SaveDefConfigWriter.Write(files, "defconfig");
    }

    /// <summary>The root, and another file by all other names.</summary>
    private sealed class TwoFiles(SourceFile root, SourceFile other) : IFileProvider
    {
        private int _opened;

        public SourceFile? Open(string path) => path == "Kconfig" ? root : path.EndsWith("missing", StringComparison.Ordinal) || ++_opened > 8 ? null
            : new SourceFile(path, other.Text);

        public IReadOnlyList<string> Glob(string pattern) => ["Kconfig.other", "Kconfig"];

        public string? FindIgnoringCase(string path) => path.Length % 2 == 0 ? null : "Kconfig";
    }
}
