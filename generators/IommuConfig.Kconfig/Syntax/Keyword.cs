using System;
using System.Collections.Generic;

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
}

/// <summary>Looks keywords up in place, without making a string of the word.</summary>
internal static class Keywords
{
    private static readonly KeyValuePair<string, Keyword>[] s_all =
    [
        new("bool", Keyword.Bool), new("choice", Keyword.Choice), new("comment", Keyword.Comment), new("config", Keyword.Config),
        new("def_bool", Keyword.DefBool), new("def_hex", Keyword.DefHex), new("def_int", Keyword.DefInt), new("def_string", Keyword.DefString),
        new("def_tristate", Keyword.DefTristate), new("default", Keyword.Default), new("depends", Keyword.Depends),
        new("endchoice", Keyword.EndChoice), new("endif", Keyword.EndIf), new("endmenu", Keyword.EndMenu), new("help", Keyword.Help),
        new("hex", Keyword.Hex), new("if", Keyword.If), new("imply", Keyword.Imply), new("int", Keyword.Int), new("mainmenu", Keyword.MainMenu),
        new("menu", Keyword.Menu), new("menuconfig", Keyword.MenuConfig), new("modules", Keyword.Modules), new("on", Keyword.On),
        new("orsource", Keyword.OptionalRelativeSource), new("osource", Keyword.OptionalSource), new("prompt", Keyword.Prompt),
        new("range", Keyword.Range), new("rsource", Keyword.RelativeSource), new("select", Keyword.Select), new("source", Keyword.Source),
        new("string", Keyword.String), new("transitional", Keyword.Transitional), new("tristate", Keyword.Tristate), new("visible", Keyword.Visible),
    ];

    private static readonly KeyValuePair<string, Keyword>[][] s_byLength = GroupByLength();

    /// <summary>Words a line can begin with, for "did you mean".</summary>
    public static IEnumerable<string> Statements
    {
        get
        {
            foreach (KeyValuePair<string, Keyword> entry in s_all)
            {
                if (entry.Value != Keyword.On)
                {
                    yield return entry.Key;
                }
            }
        }
    }

    public static Keyword Find(string text, int start, int length)
    {
        if (length < s_byLength.Length)
        {
            foreach (KeyValuePair<string, Keyword> entry in s_byLength[length])
            {
                if (string.CompareOrdinal(text, start, entry.Key, 0, length) == 0)
                {
                    return entry.Value;
                }
            }
        }

        return Keyword.None;
    }

    private static KeyValuePair<string, Keyword>[][] GroupByLength()
    {
        int longest = 0;
        foreach (KeyValuePair<string, Keyword> entry in s_all)
        {
            longest = Math.Max(longest, entry.Key.Length);
        }

        var groups = new KeyValuePair<string, Keyword>[longest + 1][];
        for (int i = 0; i <= longest; i++)
        {
            groups[i] = Array.FindAll(s_all, entry => entry.Key.Length == i);
        }

        return groups;
    }
}
