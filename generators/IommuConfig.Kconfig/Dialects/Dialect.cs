using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Which Kconfig is spoken: one named choice for each point where the programs of different releases differ. The places that differ ask for their
/// choice by its name; none compares versions.
/// </summary>
/// <remarks>
/// A tree is written for one of them: the tree of Linux 6.1 is refused by later programs. A tree outside Linux, with <c>option env=</c> or
/// <c>---help---</c>, is <see cref="Legacy"/>. The table of all differences is in docs/kconfig-language.md.
/// </remarks>
public sealed record Dialect
{
    private Dialect(string name) => Name = name;

    /// <summary>As Linux 7.3's conf. The default.</summary>
    public static Dialect Linux { get; } = new("linux");

    /// <summary>As Linux 6.1's conf.</summary>
    public static Dialect Linux61 { get; } = new("linux-6.1")
    {
        Choices = ChoiceRules.Classic,
        OutOfRange = OutOfRangeRule.Discard,
        NumbersDefaultToZero = false,
        AllowsRepeatedSource = true,
        ToleratesOddEntries = true,
        HasTransitional = false,
        HasConditionalDependencies = false,
        HashBuckets = 9973,
        KeepsConstants = true,
        NegationEndsSubmenu = false,
        Messages = MessageShapes.Linux61,
    };

    /// <summary>As the conf of Linux 4.11, which kconfig-frontends packages: what older trees outside Linux are written in.</summary>
    public static Dialect Legacy { get; } = Linux61 with
    {
        Name = "legacy",
        HasLegacySyntax = true,
        Cycles = CycleRule.Report,
        DefaultTitle = "Configuration",
        FormatsBounds = true,
        RewritesModuleInVisibleIf = false,
        WarnsOfOddText = false,
        WritesDefaultNo = true,
        LimitsImplies = false,
        AsksInsideMenus = true,
        VisibilityComesFirst = true,
        KeepsMembersWritten = true,
        ComparesLogicalAsText = true,
        Messages = MessageShapes.Legacy,
    };

    /// <summary>All dialects.</summary>
    public static IReadOnlyList<Dialect> All { get; } = [Linux, Linux61, Legacy];

    /// <summary>The name that selects it: <c>linux</c>, <c>linux-6.1</c> or <c>legacy</c>.</summary>
    public string Name { get; private init; }

    /// <summary>
    /// Whether it accepts what real trees and people need and no tree of the C program can contain: patterns in <c>source</c>, rsource, osource,
    /// orsource, def_int, def_hex, def_string, CRLF and a byte-order mark. On, except where the C program is replaced exactly.
    /// </summary>
    public bool IsExtended { get; init; } = true;

    /// <summary>How a choice picks its member.</summary>
    public ChoiceRules Choices { get; private init; } = ChoiceRules.Members;

    /// <summary>What becomes of a user's number outside its range.</summary>
    public OutOfRangeRule OutOfRange { get; private init; } = OutOfRangeRule.Clamp;

    /// <summary>Whether a number beyond its range becomes the bound as a number; otherwise it becomes the bound's text.</summary>
    public bool FormatsBounds { get; private init; }

    /// <summary>Whether a literal m in <c>visible if</c> is n to the prompts below while modules are impossible.</summary>
    public bool RewritesModuleInVisibleIf { get; private init; } = true;

    /// <summary>Whether a bool or tristate without a visible prompt is written also if its default is n.</summary>
    public bool WritesDefaultNo { get; private init; }

    /// <summary>Whether a bool or tristate is compared by the letters n, m and y; otherwise by the order of its values.</summary>
    public bool ComparesLogicalAsText { get; private init; }

    /// <summary>Whether the dependency limits what an imply makes of a symbol; otherwise it only has to be more than n, and what is implied to be y cannot be m.</summary>
    public bool LimitsImplies { get; private init; } = true;

    /// <summary>Whether oldconfig, when it starts a menu anew, asks about the menus inside as well; otherwise only about those with something new.</summary>
    public bool AsksInsideMenus { get; private init; }

    /// <summary>Whether a member of a choice that was visible once keeps its line in a .config.</summary>
    public bool KeepsMembersWritten { get; private init; }

    /// <summary>Whether the C program has <c>visible if</c> only before <c>depends on</c>.</summary>
    public bool VisibilityComesFirst { get; private init; }

    /// <summary>Whether a second help text, a blank one, and a missing line end at the end of a file are worth a word.</summary>
    public bool WarnsOfOddText { get; private init; } = true;

    /// <summary>Whether an int or hex that nothing gives a value is 0 or 0x0; otherwise it is empty.</summary>
    public bool NumbersDefaultToZero { get; private init; } = true;

    /// <summary>Whether a file may be sourced more than once.</summary>
    public bool AllowsRepeatedSource { get; private init; }

    /// <summary>Whether a second help text, a blank one, and a menuconfig without prompt are let pass with a warning.</summary>
    public bool ToleratesOddEntries { get; private init; }

    /// <summary>Whether <c>transitional</c> is a keyword.</summary>
    public bool HasTransitional { get; private init; } = true;

    /// <summary>Whether <c>depends on A if B</c> is allowed.</summary>
    public bool HasConditionalDependencies { get; private init; } = true;

    /// <summary>
    /// Whether it accepts <c>option env=</c>, <c>option modules</c>, <c>option defconfig_list</c>, <c>option allnoconfig_y</c>,
    /// <c>---help---</c>, <c>boolean</c>, <c>$VAR</c> and a <c>source</c> without quotes.
    /// </summary>
    public bool HasLegacySyntax { get; private init; }

    /// <summary>Whether a y or n in a condition stays where nothing else is simplified; otherwise what it decides, or does not, is left out of messages.</summary>
    public bool KeepsConstants { get; private init; }

    /// <summary>Whether an entry that may be shown because a symbol is n never goes below that symbol.</summary>
    public bool NegationEndsSubmenu { get; private init; } = true;

    /// <summary>Buckets of the C program's symbol table, whose order is that of auto.conf and of some messages.</summary>
    public int HashBuckets { get; private init; } = 16384;

    /// <summary>What a cycle of dependencies is to the C program.</summary>
    public CycleRule Cycles { get; private init; } = CycleRule.Refuse;

    /// <summary>What a tree without <c>mainmenu</c> is called.</summary>
    public string DefaultTitle { get; private init; } = "Main menu";

    /// <summary>How the C program words and places its messages.</summary>
    public MessageShapes Messages { get; private init; } = MessageShapes.Linux;

    /// <summary>The same dialect without extensions: what the C program does, down to its warnings.</summary>
    public Dialect Exact() => this with { IsExtended = false };

    /// <summary>Finds a dialect.</summary>
    /// <param name="name">A name of <see cref="All"/>.</param>
    /// <returns>The dialect, or null if there is none of that name.</returns>
    public static Dialect? Find(string name)
    {
        foreach (Dialect dialect in All)
        {
            if (string.Equals(dialect.Name, name, StringComparison.Ordinal))
            {
                return dialect;
            }
        }

        return null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>How choices work.</summary>
public enum ChoiceRules
{
    /// <summary>Members are bool and have prompts; what the user set to n is not taken by itself (Linux since 6.12).</summary>
    Members,

    /// <summary>A choice has a value of its own, may be tristate, optional or named, and ignores n (Linux up to 6.11).</summary>
    Classic,
}

/// <summary>What becomes of a user's number outside its range.</summary>
public enum OutOfRangeRule
{
    /// <summary>The nearer bound is used (Linux since 6.12).</summary>
    Clamp,

    /// <summary>It is ignored (Linux up to 6.11).</summary>
    Discard,
}

/// <summary>What becomes of a tree with a cycle of dependencies.</summary>
public enum CycleRule
{
    /// <summary>It is refused.</summary>
    Refuse,

    /// <summary>The cycle is told and the tree is used; cycles through <c>imply</c> are none (Linux 4.11).</summary>
    Report,
}

/// <summary>Families of message shapes.</summary>
public enum MessageShapes
{
    /// <summary>Linux 7.3.</summary>
    Linux,

    /// <summary>Linux 6.1.</summary>
    Linux61,

    /// <summary>kconfig-frontends 4.11.</summary>
    Legacy,
}
