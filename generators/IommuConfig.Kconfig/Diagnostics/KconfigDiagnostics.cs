using System.Collections.Generic;
using static IommuConfig.Kconfig.KconfigSeverity;
using Descriptor = IommuConfig.Kconfig.KconfigDiagnosticDescriptor;

namespace IommuConfig.Kconfig;

/// <summary>
/// Every message of the engine. KC000x and KC001x: the text of a file; KC002x: files and their inclusion; KC003x and KC004x: symbols and choices;
/// KC005x: macros; KC006x: .config files; KC007x: values; KC008x: expressions that come from outside the tree.
/// </summary>
public static class KconfigDiagnostics
{
    /// <summary>KC0001: the file is not UTF-8.</summary>
    public static readonly Descriptor NotUtf8 = new("KC0001", "File is not UTF-8", Error,
        "The file is not UTF-8 text (first at offset {0}); save it as UTF-8");

    /// <summary>KC0002: a character that is not part of the language.</summary>
    public static readonly Descriptor UnsupportedCharacter = new("KC0002", "Unsupported character", Warning,
        "The character '{0}' is not part of the language here and is ignored; remove it, or put the text in quotes");

    /// <summary>KC0003: a string without its closing quote.</summary>
    public static readonly Descriptor UnterminatedString = new("KC0003", "String without closing quote", Warning,
        "The string has no closing {0} on its line and is taken to end there; add the quote");

    /// <summary>KC0004: a line begins with an unknown word.</summary>
    public static readonly Descriptor UnknownStatement = new("KC0004", "Unknown statement", Error,
        "'{0}' is no statement of the language{1}");

    /// <summary>KC0005: something else was expected.</summary>
    public static readonly Descriptor SyntaxError = new("KC0005", "Syntax error", Error,
        "Expected {0}, found {1}");

    /// <summary>KC0006: a statement at a place where it may not stand.</summary>
    public static readonly Descriptor MisplacedStatement = new("KC0006", "Statement not allowed here", Error,
        "'{0}' is not allowed here: {1}");

    /// <summary>KC0007: a block is never closed.</summary>
    public static readonly Descriptor MissingEnd = new("KC0007", "Block is not closed", Error,
        "This '{0}' has no '{1}' in its file; add one where the block ends");

    /// <summary>KC0008: an end without its beginning.</summary>
    public static readonly Descriptor UnexpectedEnd = new("KC0008", "Block end without beginning", Error,
        "'{0}' closes nothing: {1}");

    /// <summary>KC0009: nesting beyond the limit.</summary>
    public static readonly Descriptor TooDeep = new("KC0009", "Nested too deeply", Error,
        "{0} are nested more than {1} deep; flatten them");

    /// <summary>KC0011: y, m and n cannot be defined.</summary>
    public static readonly Descriptor ReservedName = new("KC0011", "Reserved symbol name", Error,
        "'{0}' is a constant of the language and cannot be defined; choose another name");

    /// <summary>KC0012: two help texts in one entry.</summary>
    public static readonly Descriptor DuplicateHelp = new("KC0012", "More than one help text", Error,
        "This entry already has a help text; merge the two");

    /// <summary>KC0013: a help statement without text.</summary>
    public static readonly Descriptor BlankHelp = new("KC0013", "Blank help text", Error,
        "The help text is blank; write one, indented, on the next line, or remove 'help'");

    /// <summary>KC0014: a help text that is not indented.</summary>
    public static readonly Descriptor UnindentedHelp = new("KC0014", "Help text is not indented", Warning,
        "This line follows 'help' and is taken as its text although it is not indented; indent it, or remove 'help'");

    /// <summary>KC0015: a menuconfig without prompt.</summary>
    public static readonly Descriptor MenuConfigWithoutPrompt = new("KC0015", "menuconfig without prompt", Error,
        "'menuconfig {0}' has no prompt to open its menu with; give it one, or use 'config'");

    /// <summary>KC0016: the last line has no line end.</summary>
    public static readonly Descriptor NoFinalNewLine = new("KC0016", "No line end at the end of the file", Warning,
        "The last line has no line end; add one");

    /// <summary>KC0017: an option that old Kconfig does not have.</summary>
    public static readonly Descriptor UnknownOption = new("KC0017", "Unknown option", Warning,
        "The option '{0}' does not exist and is ignored; there are env, modules, defconfig_list and allnoconfig_y");

    /// <summary>KC0018: more messages about one file than anybody reads.</summary>
    public static readonly Descriptor TooManyMessages = new("KC0018", "Too many messages", Error,
        "There are more than {0} messages about this file; those behind this place are left out; it is probably no such file at all");

    /// <summary>KC0020: a sourced file is missing.</summary>
    public static readonly Descriptor MissingFile = new("KC0020", "File not found", Error,
        "Cannot open '{0}'{1}");

    /// <summary>KC0021: a file is sourced twice.</summary>
    public static readonly Descriptor RepeatedInclusion = new("KC0021", "File is sourced twice", Error,
        "'{0}' was already sourced at {1}; source it once");

    /// <summary>KC0022: a file sources itself.</summary>
    public static readonly Descriptor RecursiveInclusion = new("KC0022", "File sources itself", Error,
        "'{0}' sources itself: {1}; break the circle");

    /// <summary>KC0030: a symbol without type.</summary>
    public static readonly Descriptor SymbolWithoutType = new("KC0030", "Symbol without type", Warning,
        "'{0}' has no type and therefore no value; add bool, tristate, int, hex or string");

    /// <summary>KC0031: a second, different type.</summary>
    public static readonly Descriptor TypeRedefinition = new("KC0031", "Type redefined", Warning,
        "'{0}' is {1} already (at {2}); this {3} is ignored");

    /// <summary>KC0032: a second prompt in one entry.</summary>
    public static readonly Descriptor PromptRedefined = new("KC0032", "Prompt redefined", Warning,
        "This entry already has a prompt; the last one counts; remove the other");

    /// <summary>KC0033: blanks at the start of a prompt.</summary>
    public static readonly Descriptor LeadingWhitespace = new("KC0033", "Prompt begins with blanks", Warning,
        "The blanks at the start of the prompt are ignored; remove them");

    /// <summary>KC0034: a default of an int, hex or string symbol that is an expression.</summary>
    public static readonly Descriptor DefaultNotSingle = new("KC0034", "Default is not a single value", Warning,
        "The default of '{0}', which is {1}, must be one symbol or constant, not an expression");

    /// <summary>KC0035: a default that is no number.</summary>
    public static readonly Descriptor InvalidNumber = new("KC0035", "Invalid number", Warning,
        "'{0}' is not a valid {1} value for '{2}'");

    /// <summary>KC0036: select or imply by a symbol that cannot.</summary>
    public static readonly Descriptor SelectBySymbolOfWrongType = new("KC0036", "Symbol of this type cannot select", Warning,
        "'{0}' is {1}; only bool and tristate symbols can {2} others");

    /// <summary>KC0037: select or imply of a symbol that has no yes and no.</summary>
    public static readonly Descriptor SelectOfSymbolOfWrongType = new("KC0037", "Symbol of this type cannot be selected", Warning,
        "'{0}' is {1}; '{2}' takes only bool and tristate symbols");

    /// <summary>KC0038: range on a symbol that is no number.</summary>
    public static readonly Descriptor RangeOfWrongType = new("KC0038", "Range of a symbol that is no number", Warning,
        "'{0}' is {1}; only int and hex symbols have a range");

    /// <summary>KC0039: range bounds that are no numbers.</summary>
    public static readonly Descriptor InvalidRange = new("KC0039", "Invalid range", Warning,
        "The range bound '{0}' of '{1}' is neither {2} number nor a symbol of that type");

    /// <summary>KC0040: a choice default that is no member.</summary>
    public static readonly Descriptor ChoiceDefaultNotMember = new("KC0040", "Choice default is no member", Warning,
        "'{0}' is not a member of this choice; name one of its config entries");

    /// <summary>KC0041: a choice member that is not bool.</summary>
    public static readonly Descriptor ChoiceMemberNotBool = new("KC0041", "Choice member is not bool", Error,
        "The choice member '{0}' must be bool");

    /// <summary>KC0042: a choice member without prompt.</summary>
    public static readonly Descriptor ChoiceMemberWithoutPrompt = new("KC0042", "Choice member without prompt", Error,
        "The choice member '{0}' must have a prompt, or nobody could choose it");

    /// <summary>KC0043: a choice without prompt.</summary>
    public static readonly Descriptor ChoiceWithoutPrompt = new("KC0043", "Choice without prompt", Error,
        "The choice must have a prompt");

    /// <summary>KC0044: a default on a choice member.</summary>
    public static readonly Descriptor ChoiceMemberDefault = new("KC0044", "Default on a choice member", Error,
        "The choice member '{0}' must not have a default; give the choice one ('default {0}')");

    /// <summary>KC0045: a choice member with a prompt elsewhere.</summary>
    public static readonly Descriptor ChoiceMemberElsewhere = new("KC0045", "Choice member with a prompt elsewhere", Error,
        "'{0}' is a member of the choice at {1} and must not have a prompt in another entry");

    /// <summary>KC0046: two symbols marked modules.</summary>
    public static readonly Descriptor ModulesRedefined = new("KC0046", "Two symbols are marked 'modules'", Error,
        "'{0}' is marked 'modules', but '{1}' is already; only one symbol can be");

    /// <summary>KC0047: a transitional symbol with more than a help text.</summary>
    public static readonly Descriptor TransitionalProperty = new("KC0047", "Transitional symbol with properties", Error,
        "The transitional symbol '{0}' can only have a type and a help text");

    /// <summary>KC0048: symbols that depend on themselves.</summary>
    public static readonly Descriptor DependencyCycle = new("KC0048", "Dependency cycle", Error,
        "The value of '{0}' depends on itself: {1}; remove one of these");

    /// <summary>KC0050: a macro without its closing parenthesis.</summary>
    public static readonly Descriptor UnterminatedMacro = new("KC0050", "Macro without closing parenthesis", Error,
        "The macro '$({0}' has no closing ')' on its line; add it");

    /// <summary>KC0051: a variable that refers to itself.</summary>
    public static readonly Descriptor RecursiveVariable = new("KC0051", "Variable refers to itself", Error,
        "The value of the variable '{0}' refers to itself ({1}); break the circle, or assign with ':=', which takes the value of that moment");

    /// <summary>KC0052: macros inside macros beyond the limit.</summary>
    public static readonly Descriptor ExpansionTooDeep = new("KC0052", "Macro calls itself too deeply", Error,
        "Macros are nested too deeply: one of them is at work more than {0} times at once, or too many different ones are; end the recursion earlier");

    /// <summary>KC0053: a built-in function with a wrong number of arguments.</summary>
    public static readonly Descriptor MacroArgumentCount = new("KC0053", "Wrong number of macro arguments", Error,
        "The function '{0}' takes {1}, but is given {2}; a comma inside an argument must be in parentheses or come from a variable ('comma := ,')");

    /// <summary>KC0054: a macro with too many arguments.</summary>
    public static readonly Descriptor TooManyMacroArguments = new("KC0054", "Too many macro arguments", Error,
        "A macro takes at most {0} arguments; a comma inside an argument must be in parentheses or come from a variable ('comma := ,')");

    /// <summary>KC0055: <c>$(error-if,y,...)</c>.</summary>
    public static readonly Descriptor MacroError = new("KC0055", "Error of the tree", Error,
        "The tree itself stops here: {0}");

    /// <summary>KC0056: <c>$(warning-if,y,...)</c>.</summary>
    public static readonly Descriptor MacroWarning = new("KC0056", "Warning of the tree", Warning,
        "The tree itself warns: {0}");

    /// <summary>KC0057: <c>$(shell,...)</c> where no shell commands may run.</summary>
    public static readonly Descriptor ShellNotAllowed = new("KC0057", "Shell commands are not allowed here", Error,
        "The tree asks for the shell command '{0}', but commands may not run here; allow them with the property KconfigAllowShell=true in a project, with LoadOptions.Shell in a program");

    /// <summary>KC0058: macros that produce too much.</summary>
    public static readonly Descriptor ExpansionTooLarge = new("KC0058", "Macros expand to too much text", Error,
        "The macros of this tree produce more than {0} Mi characters, or look at more than {1} Mi; a function probably doubles its argument again and again");

    /// <summary>KC0059: a variable that nobody passed, where every one must be.</summary>
    public static readonly Descriptor UnknownVariable = new("KC0059", "Variable is not passed", Error,
        "'$({0})' is neither assigned in the tree nor passed to it, and the environment is not read here; in a project, pass it: <KconfigVariable Include=\"{0}\" Value=\"...\" />");

    /// <summary>KC0060: a line of a .config that is no assignment.</summary>
    public static readonly Descriptor MalformedLine = new("KC0060", "Malformed line", Warning,
        "The line is ignored: {0}");

    /// <summary>KC0061: a symbol is assigned twice.</summary>
    public static readonly Descriptor Reassignment = new("KC0061", "Symbol is assigned twice", Warning,
        "'{0}' was already assigned at line {1}; this assignment counts; remove the other");

    /// <summary>KC0062: a .config assigns a symbol that does not exist.</summary>
    public static readonly Descriptor UnknownSymbol = new("KC0062", "Unknown symbol", Warning,
        "No Kconfig file defines '{0}'; the assignment has no effect{1}");

    /// <summary>KC0063: a .config value of the wrong type.</summary>
    public static readonly Descriptor InvalidValue = new("KC0063", "Invalid value", Warning,
        "'{0}' is not a valid value for '{1}', which is {2}; {3}; the assignment has no effect");

    /// <summary>KC0064: a .config string without proper quotes.</summary>
    public static readonly Descriptor InvalidString = new("KC0064", "Invalid string", Warning,
        "The value of '{0}' must be in double quotes, with a backslash before each quote and backslash inside; the assignment has no effect");

    /// <summary>KC0070: a selected symbol whose dependencies do not hold.</summary>
    public static readonly Descriptor UnmetDependencies = new("KC0070", "Unmet direct dependencies", Warning,
        "'{0}' is selected by {1}, but depends on {2}, which is {3}; add the dependency to the selector, or drop the select");

    /// <summary>KC0071: an assignment is overruled by a dependency.</summary>
    public static readonly Descriptor DependencyForbids = new("KC0071", "Value is forbidden by a dependency", Warning,
        "'{0}' was set to {1} but is {2}: it depends on '{3}' ({4}), which is {5}");

    /// <summary>KC0072: an assignment to a symbol that nobody can set.</summary>
    public static readonly Descriptor NotSettable = new("KC0072", "Symbol cannot be set", Warning,
        "'{0}' was set to {1} but is {2}: it has no prompt, so its value comes from defaults and selects only ({3})");

    /// <summary>KC0073: an assignment is overruled by a select.</summary>
    public static readonly Descriptor SelectForces = new("KC0073", "Value is forced by a select", Warning,
        "'{0}' was set to {1} but is {2}: it is selected by '{3}' ({4})");

    /// <summary>KC0074: an assignment is out of range.</summary>
    public static readonly Descriptor OutOfRange = new("KC0074", "Value is out of range", Warning,
        "'{0}' was set to {1}, which is outside {2} to {3} ({4}); {5} is used");

    /// <summary>KC0075: an assignment of a choice member is overruled by another member.</summary>
    public static readonly Descriptor ChoiceTakesOther = new("KC0075", "Choice takes another member", Warning,
        "'{0}' was set to {1} but is {2}: exactly one member of the choice at {3} is y, and that is '{4}'");

    /// <summary>KC0080: an expression names a symbol that does not exist.</summary>
    public static readonly Descriptor UnknownSymbolInExpression = new("KC0080", "Unknown symbol in expression", Error,
        "No Kconfig file defines '{0}'{1}");

    /// <summary>All of the above, ordered by id.</summary>
    public static IReadOnlyList<Descriptor> All { get; } =
    [
        NotUtf8, UnsupportedCharacter, UnterminatedString, UnknownStatement, SyntaxError, MisplacedStatement, MissingEnd, UnexpectedEnd, TooDeep,
        ReservedName, DuplicateHelp, BlankHelp, UnindentedHelp, MenuConfigWithoutPrompt, NoFinalNewLine, UnknownOption, TooManyMessages,
        MissingFile, RepeatedInclusion, RecursiveInclusion,
        SymbolWithoutType, TypeRedefinition, PromptRedefined, LeadingWhitespace, DefaultNotSingle, InvalidNumber, SelectBySymbolOfWrongType,
        SelectOfSymbolOfWrongType, RangeOfWrongType, InvalidRange, ChoiceDefaultNotMember, ChoiceMemberNotBool, ChoiceMemberWithoutPrompt,
        ChoiceWithoutPrompt, ChoiceMemberDefault, ChoiceMemberElsewhere, ModulesRedefined, TransitionalProperty, DependencyCycle,
        UnterminatedMacro, RecursiveVariable, ExpansionTooDeep, MacroArgumentCount, TooManyMacroArguments, MacroError, MacroWarning, ShellNotAllowed,
        ExpansionTooLarge, UnknownVariable,
        MalformedLine, Reassignment, UnknownSymbol, InvalidValue, InvalidString,
        UnmetDependencies, DependencyForbids, NotSettable, SelectForces, OutOfRange, ChoiceTakesOther,
        UnknownSymbolInExpression,
    ];
}
