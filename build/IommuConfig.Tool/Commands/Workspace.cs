using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Shell;

namespace IommuConfig.Tool.Commands;

/// <summary>What a command works on: the tree and the configuration that its options name, and where it prints.</summary>
internal sealed class Workspace
{
    private readonly ParseResult _arguments;
    private readonly ToolHost _host;
    private readonly DiagnosticPrinter _printer;
    private readonly ConfigStore _store;
    private readonly List<SourceFile> _files = [];
    private readonly bool _isConfigNamed;

    public Workspace(ParseResult arguments, ToolHost host, ToolOutput output)
    {
        _arguments = arguments;
        _host = host;
        Output = output;
        _store = new ConfigStore(host.Folder);
        _printer = new DiagnosticPrinter(output, arguments.GetValue(CommonOptions.Quiet));
        string root = arguments.GetValue(CommonOptions.Root) ?? "";
        string? config = arguments.GetValue(CommonOptions.Config) ?? host.NonEmpty("KCONFIG_CONFIG");
        _isConfigNamed = config is not null;
        ConfigPath = config ?? Path.Combine(root, ".config");
    }

    public ToolOutput Output { get; }

    /// <summary>Whether the result is to be JSON.</summary>
    public bool IsJson => _arguments.GetValue(CommonOptions.Json);

    /// <summary>The configuration's file.</summary>
    public string ConfigPath { get; }

    /// <summary>What the names of symbols begin with in files.</summary>
    public string Prefix => Variable("CONFIG_") ?? "CONFIG_";

    /// <summary>Whether an error was shown.</summary>
    public bool HasErrors => _printer.HasErrors;

    /// <summary>A variable, as --env or else the environment has it.</summary>
    public string? Variable(string name)
    {
        string? value = null;
        foreach (string setting in _arguments.GetValue(CommonOptions.Env) ?? [])
        {
            if (setting.StartsWith(name + "=", StringComparison.Ordinal))
            {
                value = setting[(name.Length + 1)..];
            }
        }

        return value ?? _host.Environment(name);
    }

    /// <summary>Reads the tree and shows what is wrong with it.</summary>
    /// <returns>The tree, or null if it is of no use.</returns>
    public KconfigTree? LoadTree()
    {
        string dialectName = _arguments.GetValue(CommonOptions.Dialect) ?? _host.NonEmpty("KCONFIG_DIALECT") ?? Dialect.Linux.Name;
        if (Dialect.Find(dialectName) is not { } dialect)
        {
            Fail(CommonOptions.NoDialect(dialectName));
            return null;
        }

        string root = _arguments.GetValue(CommonOptions.Root) ?? "";
        string file = _arguments.GetValue(CommonOptions.Kconfig) ?? "Kconfig";
        if (!_store.HasTree(root, file, out string problem))
        {
            Fail(problem);
            return null;
        }

        KconfigTree tree;
        using (new Progress(Output, _host.IsErrorTerminal, "kconfig: reading " + file))
        {
            tree = Load(file, new PhysicalFiles(_store.FullPath(root)), new LoadOptions { Dialect = dialect, Environment = Variable });
        }

        _files.AddRange(tree.Files);
        _printer.Print(tree.Diagnostics, tree.Files);
        return HasErrors ? null : tree;
    }

    /// <summary>Reads the tree, and the configuration if there is one.</summary>
    /// <returns>The configuration, or null if the tree is of no use.</returns>
    /// <param name="mayBeNew">Whether a file that an option or a variable names may be missing: the command is about to write it.</param>
    public Configuration? Load(bool mayBeNew = false)
    {
        if (LoadTree() is not { } tree)
        {
            return null;
        }

        var configuration = new Configuration(tree);
        bool mustExist = _isConfigNamed && !mayBeNew;
        DotConfig? config = mustExist ? ReadExisting(ConfigPath) : Read(ConfigPath);
        if (config is not null)
        {
            configuration.Apply(config);
        }

        return config is null && mustExist ? null : configuration;
    }

    /// <summary>Reads assignments; says so, and gives null, if there is no such file.</summary>
    public DotConfig? ReadExisting(string path)
    {
        if (Read(path) is { } config)
        {
            return config;
        }

        Fail($"there is no file '{path}'");
        return null;
    }

    /// <summary>Reads assignments, or gives null if there is no such file.</summary>
    private DotConfig? Read(string path)
    {
        if (_store.Read(path, Prefix) is not { } config)
        {
            return null;
        }

        _files.Add(config.File);
        return config;
    }

    /// <summary>Applies assignments that do not come from a file on disk.</summary>
    public void Apply(Configuration configuration, SourceFile file)
    {
        _files.Add(file);
        configuration.Apply(DotConfig.Parse(file, Prefix));
    }

    /// <summary>Says that something is wrong that has no place in a file.</summary>
    public int Fail(string message)
    {
        Output.Error.WriteLine($"kconfig: {message}");
        return ExitCode.Problems;
    }

    /// <summary>Shows messages.</summary>
    public void Print(IEnumerable<KconfigDiagnostic> diagnostics, bool areErrors = false) => _printer.Print(diagnostics, _files, areErrors);

    /// <summary>The places of files or folders that options name.</summary>
    public IReadOnlyList<string> FullPaths(IEnumerable<string> paths)
    {
        var places = new List<string>();
        foreach (string path in paths)
        {
            places.Add(_store.FullPath(path));
        }

        return places;
    }

    /// <summary>Writes the configuration's file, and says so.</summary>
    public int Write(Configuration configuration)
    {
        var content = new Utf8Writer();
        DotConfigWriter.Write(configuration, Prefix, content);
        return Write(ConfigPath, content, keepsOld: true);
    }

    /// <summary>Writes a file, and says so.</summary>
    public int Write(string path, Utf8Writer content, bool keepsOld = false)
    {
        if (_store.Write(path, content, keepsOld, out bool hasChanged) is { } error)
        {
            return Fail(error.Message);
        }

        Note($"{path} {(hasChanged ? "written" : "is up to date")}");
        return ExitCode.Ok;
    }

    /// <summary>Says something that is no problem.</summary>
    public void Note(string message)
    {
        if (!_arguments.GetValue(CommonOptions.Quiet))
        {
            Output.Error.WriteLine($"kconfig: {message}");
        }
    }

    /// <summary>Finds a symbol, with or without what names begin with in files; says so if there is none.</summary>
    public Symbol? Find(KconfigTree tree, string name)
    {
        if (tree.TryGetSymbol(name, out Symbol? symbol)
            || (name.StartsWith(Prefix, StringComparison.Ordinal) && tree.TryGetSymbol(name[Prefix.Length..], out symbol)))
        {
            return symbol;
        }

        Output.Error.WriteLine($"kconfig: no Kconfig file defines '{name}'{tree.Hint(name)}");
        return null;
    }

    private KconfigTree Load(string file, PhysicalFiles files, LoadOptions options)
    {
        if (_arguments.GetValue(CommonOptions.NoShell))
        {
            return KconfigTree.Load(file, files, options);
        }

        foreach (string setting in _arguments.GetValue(CommonOptions.Env) ?? [])
        {
            int equals = setting.IndexOf('=');
            ProcessEnvironment.Set(setting[..equals], setting[(equals + 1)..]);
        }

        return ProbesAhead.Load(file, files, options, Environment.ProcessorCount);
    }
}
