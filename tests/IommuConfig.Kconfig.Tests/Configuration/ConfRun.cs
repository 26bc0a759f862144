using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Does what some modes of the C program do that ask nothing.</summary>
internal static class ConfRun
{
    public static TextConsole Run(string folder, string mode, string? path, Dictionary<string, string> environment, Dialect dialect)
    {
        var console = new TextConsole();
        var options = new LoadOptions { Dialect = dialect, Environment = name => environment.GetValueOrDefault(name), Console = console };
        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder), options);
        var files = new ConfigurationFiles(new Configuration(tree, console), options.Environment, console, folder)
        {
            Message = text => console.WriteOutput("#\n# " + text + "\n#\n"),
        };
        if (mode != "--alldefconfig")
        {
            ConfigFileReader.Read(files, mode == "--defconfig" ? path : null);
        }

        if (files.IsFailed)
        {
            return console;
        }

        if (mode is "--defconfig" or "--alldefconfig")
        {
            SetToDefaults(files.Configuration);
        }

        if (mode == "--savedefconfig")
        {
            Assert.That(SaveDefConfigWriter.Write(files, path!), Is.Null);
        }
        else
        {
            Assert.That(ConfigFileWriter.Write(files), Is.Null);
            Assert.That(dialect.HasLegacySyntax ? null : AutoConfWriter.Write(files, overwrites: false), Is.Null);
        }

        return console;
    }

    /// <summary>What these two modes do to symbols without a value.</summary>
    private static void SetToDefaults(Configuration configuration)
    {
        configuration.InvalidateAll();
        foreach (Symbol symbol in configuration.Tree.InHashOrder())
        {
            if (symbol.Choice is not null || (symbol.OwnChoice is not null && configuration.GetUserValue(symbol) is null))
            {
                configuration.RequireChoiceValues(symbol);
            }
        }
    }
}

/// <summary>Keeps what is said.</summary>
internal sealed class TextConsole : IConfConsole
{
    public StringBuilder Output { get; } = new();

    public StringBuilder Errors { get; } = new();

    public void WriteOutput(string text) => Output.Append(text);

    public void WriteError(string text) => Errors.Append(text);
}
