using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>An entry of the menu tree, as far as messages while reading depend on it.</summary>
/// <param name="keyword">What it is.</param>
/// <param name="name">The symbol's or choice's name; null if there is none.</param>
/// <param name="file">The file that was being read when its first line ended.</param>
/// <param name="line">Its line.</param>
/// <param name="parent">The menu around it.</param>
internal sealed class ConfEntry(Keyword keyword, string? name, SourceFile? file, int line, ConfEntry? parent)
{
    public Keyword Keyword => keyword;

    public ConfPosition Position => new(file, line);

    public ConfEntry? Parent => parent;

    /// <summary>What messages call it.</summary>
    public string Name => name ?? "<choice>";

    public bool HasPrompt { get; set; }

    public bool HasHelp { get; set; }

    /// <summary>The type of the choice itself, where it has no name to remember it by.</summary>
    public SymbolType ChoiceType { get; set; }

    public bool HasName => name is not null;
}

/// <summary>What the C program remembers of entries while it reads, and the warnings it gives meanwhile.</summary>
internal sealed class ConfEntries(ConfTokens tokens, Dialect dialect, ConfOutput output)
{
    private readonly Dictionary<(bool IsChoice, string Name), SymbolType> _types = new()
    {
        [(false, "y")] = SymbolType.Tristate,
        [(false, "m")] = SymbolType.Tristate,
        [(false, "n")] = SymbolType.Tristate,
    };

    private ConfEntry? _modules;

    /// <summary>The menu that new entries go into. It stays behind the grammar's blocks where an end was refused.</summary>
    public ConfEntry? Menu { get; private set; }

    /// <summary>The entry that was begun last.</summary>
    public ConfEntry Current { get; private set; } = new(Keyword.MainMenu, null, null, 0, null);

    private ConfPosition Place => tokens.Position;

    public void Add(Keyword keyword, string? name, int linesFurther) =>
        Current = new ConfEntry(keyword, name, tokens.File, Place.Line + linesFurther, Menu);

    /// <summary>Makes the entry the menu that follows go into.</summary>
    public ConfEntry BeginMenu() => Menu = Current;

    /// <summary>Ends a block if its end has the right name and file.</summary>
    public void EndMenu(string name, string expected)
    {
        string shown = dialect.Messages == MessageShapes.Legacy ? "end" + name : name;
        if (name != expected)
        {
            output.WriteErrorLine($"{Place}: unexpected '{shown}' within {expected} block");
        }
        else if (Menu!.Position.File != tokens.File)
        {
            output.WriteErrorLine($"{Place}: '{shown}' in different file than '{expected}'");
            output.WriteErrorLine($"{Menu.Position}: location of the '{expected}'");
        }
        else
        {
            Menu = Menu.Parent;
        }
    }

    /// <summary>Says of a block that is open at the end that it is; the block may then be left.</summary>
    public void Abandon(ConfEntry block)
    {
        output.WriteErrorLine($"{block.Position}: missing end statement for this entry");
        if (Menu == block)
        {
            Menu = block.Parent;
        }
    }

    public void SetType(SymbolType type)
    {
        bool isChoice = Current.Keyword == Keyword.Choice;
        SymbolType known = !Current.HasName ? Current.ChoiceType
            : _types.TryGetValue((isChoice, Current.Name), out SymbolType found) ? found : SymbolType.Unknown;
        if (known == SymbolType.Unknown)
        {
            Current.ChoiceType = type;
            if (Current.HasName)
            {
                _types[(isChoice, Current.Name)] = type;
            }
        }
        else if (known != type)
        {
            Warn(Current.Position, $"ignoring type redefinition of '{Current.Name}' from '{ConfName(known)}' to '{ConfName(type)}'");
        }
    }

    public void AddPrompt(string text)
    {
        // Behind the end of the root file Linux 6.1's program has no file, and follows a null pointer.
        var place = new ConfPosition(tokens.File ?? Place.File, Place.Line);
        if (text.Length > 0 && text[0] is ' ' or (>= '\t' and <= '\r'))
        {
            Warn(place, "leading whitespace ignored");
        }

        if (Current.HasPrompt)
        {
            Warn(place, "prompt redefined");
        }

        Current.HasPrompt = true;
    }

    public void AddHelp(string text)
    {
        if (!dialect.WarnsOfOddText)
        {
            return;
        }

        if (Current.HasHelp)
        {
            SayOrWarn($"'{Current.Name}' defined with more than one help text", " -- only the last one will be used");
        }

        if (text.Trim(' ', '\t', '\n', '\r', '\v', '\f').Length == 0)
        {
            SayOrWarn($"'{Current.Name}' defined with blank help text", "");
        }

        Current.HasHelp = true;
    }

    public void SetModules()
    {
        if (_modules is not null)
        {
            output.WriteErrorLine($"{Place}: symbol '{Current.Name}' redefines option 'modules' already defined by symbol '{_modules.Name}'");
        }

        _modules = Current;
    }

    /// <summary>Ends the lines of an entry that is no block.</summary>
    public void EndLines(bool isInChoice)
    {
        if (Current is { Keyword: Keyword.MenuConfig, HasPrompt: false })
        {
            SayOrWarn("menuconfig statement without prompt", "");
        }

        if (isInChoice && dialect.Choices == ChoiceRules.Members && Current.Keyword == Keyword.Config)
        {
            if (!Current.HasPrompt)
            {
                output.WriteErrorLine($"{Current.Position}: error: choice member must have a prompt");
            }

            if (!_types.TryGetValue((false, Current.Name), out SymbolType type) || type != SymbolType.Bool)
            {
                output.WriteErrorLine($"{Current.Position}: error: choice member must be bool");
            }
        }
    }

    /// <summary>Ends the lines of a choice.</summary>
    public void EndChoiceLines()
    {
        if (dialect.Choices == ChoiceRules.Members && !Current.HasPrompt)
        {
            output.WriteErrorLine($"{Current.Position}: error: choice must have a prompt");
        }
    }

    private void SayOrWarn(string text, string warningOnly)
    {
        if (!dialect.ToleratesOddEntries)
        {
            output.WriteErrorLine($"{Place}: {text}");
        }
        else
        {
            output.WriteWarningLine($"{Place}: warning: {text}{warningOnly}");
        }
    }

    private void Warn(ConfPosition place, string text) => output.WriteWarningLine($"{place}:warning: {text}");

    private string ConfName(SymbolType type) => type == SymbolType.Bool && dialect.Messages == MessageShapes.Legacy ? "boolean"
        : type == SymbolType.Int ? "integer" : SymbolTypes.Name(type);
}
