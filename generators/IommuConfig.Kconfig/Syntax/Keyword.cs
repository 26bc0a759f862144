using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace IommuConfig.Kconfig;

/// <summary>The words with a meaning of their own. As in the C program they are keywords wherever they stand unquoted.</summary>
internal enum Keyword : byte
{
    None,
    Bool,
    Choice,
    Comment,
    Config,
    DefBool,
    DefHex,
    DefInt,
    DefString,
    DefTristate,
    Default,
    Depends,
    EndChoice,
    EndIf,
    EndMenu,
    Help,
    Hex,
    If,
    Imply,
    Int,
    MainMenu,
    Menu,
    MenuConfig,
    Modules,
    On,
    Option,
    Optional,
    OptionalRelativeSource,
    OptionalSource,
    Prompt,
    Range,
    RelativeSource,
    Select,
    Source,
    String,
    Transitional,
    Tristate,
    Visible,

    /// <summary><c>boolean</c>, the old spelling of <c>bool</c>.</summary>
    Boolean,

    /// <summary><c>---help---</c>, the old spelling of <c>help</c>.</summary>
    DashedHelp,
}

/// <summary>Looks keywords up in place, without making a string of the word.</summary>
internal static class Keywords
{
    private const ulong Extensions = 1UL << (int)Keyword.DefHex | 1UL << (int)Keyword.DefInt | 1UL << (int)Keyword.DefString
        | 1UL << (int)Keyword.OptionalRelativeSource | 1UL << (int)Keyword.OptionalSource | 1UL << (int)Keyword.RelativeSource;

    private const ulong Legacy = 1UL << (int)Keyword.Option | 1UL << (int)Keyword.Boolean | 1UL << (int)Keyword.DashedHelp;

    private static readonly KeyValuePair<string, Keyword>[] s_all =
    [
        new("bool", Keyword.Bool), new("choice", Keyword.Choice), new("comment", Keyword.Comment), new("config", Keyword.Config),
        new("def_bool", Keyword.DefBool), new("def_hex", Keyword.DefHex), new("def_int", Keyword.DefInt), new("def_string", Keyword.DefString),
        new("def_tristate", Keyword.DefTristate), new("default", Keyword.Default), new("depends", Keyword.Depends),
        new("endchoice", Keyword.EndChoice), new("endif", Keyword.EndIf), new("endmenu", Keyword.EndMenu), new("help", Keyword.Help),
        new("hex", Keyword.Hex), new("if", Keyword.If), new("imply", Keyword.Imply), new("int", Keyword.Int), new("mainmenu", Keyword.MainMenu),
        new("menu", Keyword.Menu), new("menuconfig", Keyword.MenuConfig), new("modules", Keyword.Modules), new("option", Keyword.Option),
        new("optional", Keyword.Optional), new("orsource", Keyword.OptionalRelativeSource), new("osource", Keyword.OptionalSource),
        new("prompt", Keyword.Prompt), new("range", Keyword.Range), new("rsource", Keyword.RelativeSource), new("select", Keyword.Select),
        new("source", Keyword.Source), new("string", Keyword.String), new("transitional", Keyword.Transitional),
        new("tristate", Keyword.Tristate), new("visible", Keyword.Visible), new("boolean", Keyword.Boolean), new("---help---", Keyword.DashedHelp),
    ];

    /// <summary>The keywords, as bits, that a line's first word can be.</summary>
    public static ulong FirstOf(Dialect dialect)
    {
        ulong all = ~0UL;
        all &= dialect.IsExtended ? all : ~Extensions;
        all &= dialect.HasLegacySyntax ? all : ~Legacy;
        all &= dialect.HasTransitional ? all : ~(1UL << (int)Keyword.Transitional);
        all &= dialect.Choices == ChoiceRules.Classic ? all : ~(1UL << (int)Keyword.Optional);
        return dialect is { HasLegacySyntax: true, IsExtended: false } ? all & ~(1UL << (int)Keyword.Modules) : all;
    }

    /// <summary>The keywords, as bits, that a later word can be: all of them, but in old Kconfig only two, so that a symbol may be called <c>help</c>.</summary>
    public static ulong OthersOf(Dialect dialect) =>
        dialect.HasLegacySyntax ? 1UL << (int)Keyword.If | 1UL << (int)Keyword.On : FirstOf(dialect);

    /// <summary>Words that a line can begin with, for "did you mean".</summary>
    public static IEnumerable<string> Statements(Dialect dialect)
    {
        ulong known = FirstOf(dialect);
        foreach (KeyValuePair<string, Keyword> entry in s_all)
        {
            if ((known >> (int)entry.Value & 1) != 0)
            {
                yield return entry.Key;
            }
        }
    }

    /// <summary>The keyword that a word is in any dialect. Length and first character leave at most three words to compare with.</summary>
    public static Keyword Find(string text, int start, int length) => (length, text[start]) switch
    {
        (2, 'i') => Check(text, start, "if", Keyword.If),
        (2, 'o') => Check(text, start, "on", Keyword.On),
        (3, 'h') => Check(text, start, "hex", Keyword.Hex),
        (3, 'i') => Check(text, start, "int", Keyword.Int),
        (4, 'b') => Check(text, start, "bool", Keyword.Bool),
        (4, 'h') => Check(text, start, "help", Keyword.Help),
        (4, 'm') => Check(text, start, "menu", Keyword.Menu),
        (5, 'e') => Check(text, start, "endif", Keyword.EndIf),
        (5, 'i') => Check(text, start, "imply", Keyword.Imply),
        (5, 'r') => Check(text, start, "range", Keyword.Range),
        (6, 'c') => Check(text, start, "config", Keyword.Config) | Check(text, start, "choice", Keyword.Choice),
        (6, 'o') => Check(text, start, "option", Keyword.Option),
        (6, 'p') => Check(text, start, "prompt", Keyword.Prompt),
        (6, 's') => Check(text, start, "select", Keyword.Select) | Check(text, start, "string", Keyword.String)
            | Check(text, start, "source", Keyword.Source),
        (7, 'b') => Check(text, start, "boolean", Keyword.Boolean),
        (7, 'c') => Check(text, start, "comment", Keyword.Comment),
        (7, 'd') => Check(text, start, "depends", Keyword.Depends) | Check(text, start, "default", Keyword.Default)
            | Check(text, start, "def_int", Keyword.DefInt) | Check(text, start, "def_hex", Keyword.DefHex),
        (7, 'e') => Check(text, start, "endmenu", Keyword.EndMenu),
        (7, 'm') => Check(text, start, "modules", Keyword.Modules),
        (7, 'o') => Check(text, start, "osource", Keyword.OptionalSource),
        (7, 'r') => Check(text, start, "rsource", Keyword.RelativeSource),
        (7, 'v') => Check(text, start, "visible", Keyword.Visible),
        (8, 'd') => Check(text, start, "def_bool", Keyword.DefBool),
        (8, 'm') => Check(text, start, "mainmenu", Keyword.MainMenu),
        (8, 'o') => Check(text, start, "optional", Keyword.Optional) | Check(text, start, "orsource", Keyword.OptionalRelativeSource),
        (8, 't') => Check(text, start, "tristate", Keyword.Tristate),
        (9, 'e') => Check(text, start, "endchoice", Keyword.EndChoice),
        (10, 'd') => Check(text, start, "def_string", Keyword.DefString),
        (10, 'm') => Check(text, start, "menuconfig", Keyword.MenuConfig),
        (10, '-') => Check(text, start, "---help---", Keyword.DashedHelp),
        (12, 'd') => Check(text, start, "def_tristate", Keyword.DefTristate),
        (12, 't') => Check(text, start, "transitional", Keyword.Transitional),
        _ => Keyword.None,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Keyword Check(string text, int start, string word, Keyword keyword) => TextScan.IsAt(text, start, word) ? keyword : Keyword.None;
}
