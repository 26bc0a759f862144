using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

using Shape = System.Func<IommuConfig.Kconfig.Dialect, object[], string?>;

namespace IommuConfig.Kconfig;

/// <summary>The C program's words for our messages. One place holds all shapes, per dialect.</summary>
internal static class ConfMessages
{
    /// <summary>By id, what follows the place.</summary>
    private static readonly Dictionary<string, Shape> s_shapes = new()
    {
        [KconfigDiagnostics.UnsupportedCharacter.Id] = (_, arguments) => $":warning: ignoring unsupported character '{arguments[0]}'",
        [KconfigDiagnostics.UnterminatedString.Id] = (_, _) => ":warning: multi-line strings not supported",
        [KconfigDiagnostics.NoFinalNewLine.Id] = (_, _) => ":warning: no new line at end of file",
        [KconfigDiagnostics.SymbolWithoutType.Id] = (_, _) => ":warning: config symbol defined without type",
        [KconfigDiagnostics.TypeRedefinition.Id] = (dialect, arguments) =>
            $":warning: ignoring type redefinition of '{arguments[0]}' from '{TypeName(dialect, arguments[1])}' to '{TypeName(dialect, arguments[3])}'",
        [KconfigDiagnostics.LeadingWhitespace.Id] = (_, _) => ":warning: leading whitespace ignored",
        [KconfigDiagnostics.PromptRedefined.Id] = (_, _) => ":warning: prompt redefined",
        [KconfigDiagnostics.DefaultNotSingle.Id] = (_, arguments) =>
            $":warning: default for config symbol '{arguments[0]}' must be a single symbol",
        [KconfigDiagnostics.InvalidNumber.Id] = (_, arguments) => $":warning: '{arguments[2]}': number is invalid",
        [KconfigDiagnostics.SelectBySymbolOfWrongType.Id] = (dialect, arguments) =>
            $":warning: config symbol '{arguments[0]}' uses {arguments[2]}, but is not {BoolName(dialect)} or tristate",
        [KconfigDiagnostics.SelectOfSymbolOfWrongType.Id] = (dialect, arguments) =>
            $":warning: '{arguments[0]}' has wrong type. '{arguments[2]}' only accept arguments of {BoolName(dialect)} and tristate type",
        [KconfigDiagnostics.RangeOfWrongType.Id] = (_, _) => ":warning: range is only allowed for int or hex symbols",
        [KconfigDiagnostics.InvalidRange.Id] = (_, _) => ":warning: range is invalid",
        [KconfigDiagnostics.ChoiceDefaultNotMember.Id] = (dialect, arguments) => dialect.Messages == MessageShapes.Legacy ? null :
            $":warning: choice default symbol '{arguments[0]}' is not contained in the choice",
        [KconfigDiagnostics.DuplicateHelp.Id] = (dialect, arguments) => !dialect.WarnsOfOddText ? null
            : dialect.ToleratesOddEntries
            ? $": warning: '{arguments[0]}' defined with more than one help text -- only the last one will be used"
            : $": '{arguments[0]}' defined with more than one help text",
        [KconfigDiagnostics.BlankHelp.Id] = (dialect, arguments) => !dialect.WarnsOfOddText ? null :
            $": {(dialect.ToleratesOddEntries ? "warning: " : "")}'{arguments[0]}' defined with blank help text",
        [KconfigDiagnostics.MenuConfigWithoutPrompt.Id] = (dialect, _) =>
            $": {(dialect.ToleratesOddEntries ? "warning: " : "")}menuconfig statement without prompt",
        [KconfigDiagnostics.ModulesRedefined.Id] = (_, arguments) =>
            $": symbol '{arguments[0]}' redefines option 'modules' already defined by symbol '{arguments[1]}'",
        [KconfigDiagnostics.ChoiceWithoutPrompt.Id] = (dialect, _) =>
            dialect.Choices == ChoiceRules.Classic ? ":warning: choice must have a prompt" : ": error: choice must have a prompt",
        [KconfigDiagnostics.ChoiceMemberWithoutPrompt.Id] = (dialect, _) =>
            dialect.Choices == ChoiceRules.Classic ? ":warning: choice value must have a prompt" : ": error: choice member must have a prompt",
        [KconfigDiagnostics.ChoiceMemberNotBool.Id] = (_, _) => ": error: choice member must be bool",
        [KconfigDiagnostics.ChoiceMemberDefault.Id] = (dialect, _) => dialect.Choices == ChoiceRules.Classic
            ? ":warning: defaults for choice values not supported" : ": error: defaults for choice values not supported",
        [KconfigDiagnostics.ChoiceMemberElsewhere.Id] = (dialect, _) => dialect.Choices == ChoiceRules.Classic
            ? ":warning: choice value used outside its choice group" : ": error: choice value must not have a prompt in another entry",
        [KconfigDiagnostics.TransitionalProperty.Id] = (_, _) => ": error: transitional symbols can only have help sections",
    };

    /// <summary>Whether a message goes to standard output.</summary>
    public static bool IsOutput(Dialect dialect, KconfigDiagnosticDescriptor descriptor) => dialect.Messages == MessageShapes.Legacy
        && (descriptor.Id == KconfigDiagnostics.MissingFile.Id || descriptor.Id == KconfigDiagnostics.RecursiveInclusion.Id || descriptor.Id == KconfigDiagnostics.UnterminatedString.Id);

    /// <summary>The lines, with their ends, or null where the C program says nothing.</summary>
    /// <param name="dialect">Whose words.</param>
    /// <param name="descriptor">The message.</param>
    /// <param name="location">Its place.</param>
    /// <param name="arguments">What fills the holes of our own format, and behind that what only the C program says.</param>
    public static string? Format(Dialect dialect, KconfigDiagnosticDescriptor descriptor, SourceLocation location, object[] arguments)
    {
        if (descriptor.Id == KconfigDiagnostics.MissingFile.Id)
        {
            return location.File.Text.Length == 0 && location.Span.Length == 0
                ? $"can't find file {arguments[0]}\n" : At(location, $": can't open file \"{arguments[0]}\"");
        }

        if (descriptor.Id == KconfigDiagnostics.RepeatedInclusion.Id)
        {
            return At(location, $": error: repeated inclusion of {arguments[0]}")
                + At((SourceLocation)arguments[1], $": note: location of first inclusion of {arguments[0]}");
        }

        if (descriptor.Id == KconfigDiagnostics.RecursiveInclusion.Id)
        {
            return dialect.Messages == MessageShapes.Legacy
                ? LegacyInclusionPath((string)arguments[0], Places(location, (IReadOnlyList<Inclusion>)arguments[2]))
                : InclusionPath(dialect, (string)arguments[0], location, (IReadOnlyList<Inclusion>)arguments[2]);
        }

        return s_shapes.TryGetValue(descriptor.Id, out Shape? shape) && shape(dialect, arguments) is { } text ? At(location, text) : null;
    }

    private static IEnumerable<(string Path, int Line)> Places(SourceLocation from, IReadOnlyList<Inclusion> open) =>
        open.Reverse().Select(inclusion => inclusion.From).Prepend(from).Select(place => (place.Path, place.Line));

    private static string InclusionPath(
        Dialect dialect, string path, SourceLocation from, IReadOnlyList<Inclusion> open)
    {
        var text = new StringBuilder();
        text.Append("Recursive inclusion detected.\nInclusion path:\n  current file : ").Append(path).Append("\n  included from: ").Append(from).Append('\n');
        for (int i = open.Count - 1; i >= 0; i--)
        {
            // Older programs end the path where it comes back to the file.
            if (open[i].Path == path && dialect.Messages != MessageShapes.Linux)
            {
                break;
            }

            text.Append("  included from: ").Append(open[i].From).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The path of Linux 4.11. It begins with the place where the file was read last, and names the line two below that at its end.</summary>
    /// <param name="path">The file that comes again.</param>
    /// <param name="places">Where files are sourced, innermost first.</param>
    public static string LegacyInclusionPath(string path, IEnumerable<(string Path, int Line)> places)
    {
        string chain = "";
        int line = 0;
        foreach ((string from, int at) in places)
        {
            line = at;
            if (from == path)
            {
                break;
            }

            chain += FormattableString.Invariant($"  included from: '{from}:{at}'\n");
        }

        return FormattableString.Invariant($"{path}:{line}: recursive inclusion detected. Inclusion path:\n  current file : '{path}'\n{chain}")
            + FormattableString.Invariant($"  included from: '{path}:{line + 2}'\n");
    }

    private static string TypeName(Dialect dialect, object type) => type switch { "int" => "integer", "bool" => BoolName(dialect), _ => (string)type };

    private static string BoolName(Dialect dialect) => dialect.Messages == MessageShapes.Legacy ? "boolean" : "bool";

    private static string At(SourceLocation location, string text) => FormattableString.Invariant($"{location.Path}:{location.Line}{text}\n");
}
