using System;

namespace IommuConfig.Kconfig;

/// <summary>Does what the <c>option</c> lines of older trees ask for.</summary>
internal sealed class OptionBuilder(BuildContext context)
{
    private const string KernelRelease = "UNAME_RELEASE";

    private Symbol? _defconfigList;

    /// <summary>Makes the symbol that every older tree has, if it is known what it is: the release of the running system.</summary>
    public void AddPredefined(MenuNode root)
    {
        if (context.Dialect.HasLegacySyntax && context.Options.KernelRelease is { } release)
        {
            Symbol symbol = context.Table.GetOrAdd(KernelRelease, 0, KernelRelease.Length);
            symbol.Type = SymbolType.String;
            symbol.Options = new SymbolOptions { IsExternal = true };
            symbol.DefaultLines.Add(new DefaultProperty(new ConstantExpression(release, isQuoted: true), Expression.Yes, root, root.Location));
        }
    }

    /// <summary>Obeys a line.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="node">Its entry.</param>
    /// <param name="option">The line.</param>
    /// <param name="location">Its place.</param>
    public void Set(SourceFile file, MenuNode node, OptionSyntax option, SourceLocation location)
    {
        Symbol symbol = node.Symbol!;
        switch (context.Text(file, option.Name))
        {
            case "modules":
                Options(symbol).HasModules = true;
                SetModules(symbol, location);
                break;
            case "env" when option.Value is { } value:
                SetEnvironment(symbol, node, context.Text(file, value), location);
                break;
            case "defconfig_list":
                SetDefconfigList(symbol, location);
                break;
            case "allnoconfig_y":
                Options(symbol).IsYesInAllNo = true;
                break;
            case var name:
                context.Say($"{At(location)}: warning: ignoring unknown option {name}\n");
                break;
        }
    }

    public void SetModules(Symbol symbol, SourceLocation location)
    {
        if (context.Modules.Symbol is { } other)
        {
            context.Log.Report(KconfigDiagnostics.ModulesRedefined, location, symbol.Name, other.Name);
            return;
        }

        context.Modules.Symbol = symbol;
        symbol.IsModules = true;
    }

    private void SetEnvironment(Symbol symbol, MenuNode node, string name, SourceLocation location)
    {
        SymbolOptions options = Options(symbol);
        if (options.EnvironmentVariable is { } other)
        {
            if (other != name)
            {
                context.Say($"{At(node.Location)}:warning: redefining environment symbol from {other}\n");
            }

            return;
        }

        options.EnvironmentVariable = name;
        options.IsExternal = true;
        if (context.ReadEnvironment(name, location) is { } value)
        {
            // What it depends on does not hold for its value.
            var free = new MenuNode(node.Kind, null, node.Location) { Symbol = symbol };
            symbol.Add(node, new DefaultProperty(new ConstantExpression(value, isQuoted: true), Expression.Yes, free, location));
        }
        else
        {
            context.Say($"{At(node.Location)}:warning: environment variable {name} undefined\n");
        }
    }

    private void SetDefconfigList(Symbol symbol, SourceLocation location)
    {
        if (_defconfigList is null)
        {
            _defconfigList = symbol;
            Options(symbol).IsDefconfigList = true;
        }
        else if (_defconfigList != symbol)
        {
            context.Refuse(location, "no second 'option defconfig_list'", "trying to redefine defconfig symbol");
        }
    }

    private static SymbolOptions Options(Symbol symbol) => symbol.Options ??= new SymbolOptions();

    private static string At(SourceLocation location) => FormattableString.Invariant($"{location.Path}:{location.Line}");
}
