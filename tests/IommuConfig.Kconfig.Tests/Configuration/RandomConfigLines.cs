using System;
using System.Text;

namespace IommuConfig.Kconfig.Tests;

/// <summary>
/// Adds to a random tree what is read from a .config by rules of its own (choices of all kinds, ranges, symbols without prompt), and writes files
/// with well-formed, malformed, repeated and unknown assignments.
/// </summary>
internal sealed class RandomConfigLines(int seed)
{
    private const string Extras = """
        config RANGED
        	int "ranged"
        	range 10 20
        	default 12
        config RANGED_HEX
        	hex "ranged hex"
        	range 0x10 0x20 if SHOWN
        config SHOWN
        	bool "shown"
        config HIDDEN
        	bool "hidden" if SHOWN
        config HIDDEN_TEXT
        	string "hidden text" if SHOWN
        	default "a \"quoted\" \\ text"
        config BARE
        	def_bool y
        config NEEDY
        	bool "needy"
        	select POOR
        config POOR
        	bool "poor"
        	depends on SHOWN
        choice
        	prompt "one of three"
        	default C2
        config C1
        	bool "c1"
        config C2
        	bool "c2"
        config C3
        	bool "c3" if SHOWN
        endchoice
        choice
        	tristate "many"
        config T1
        	tristate "t1"
        config T2
        	tristate "t2"
        config T3
        	tristate "t3"
        	depends on SHOWN
        endchoice
        choice
        	prompt "perhaps"
        	optional
        config O1
        	bool "o1"
        config O2
        	bool "o2"
        endchoice
        menu "a menu"
        comment "a comment"
        	depends on SHOWN
        endmenu
        config LAST
        	tristate "last"

        """;

    private static readonly string[] s_names =
    [
        "RANGED", "RANGED_HEX", "SHOWN", "SHOWN", "HIDDEN", "HIDDEN_TEXT", "BARE", "NEEDY", "NEEDY", "POOR", "C1", "C2", "C3", "T1", "T2", "T3", "O1", "O2", "LAST",
        "MODULES", "UNDEFINED", "NOWHERE", "NOWHERE_ELSE", "",
    ];

    private static readonly string[] s_values =
        ["y", "y", "y", "y", "n", "m", "m", "yes", "Y", "", "5", "15", "25", "010", "-0", "-", "+3", " 7", "0x18", "18", "0x99", "0xg", "\"text\"", "\"a\\\"b\\\\c\" more", "\"open", "\"open\\", "text"];

    private static readonly string[] s_malformed =
        ["garbage", "", "   ", "#", "# ", "#CONFIG_SHOWN is not set", "#-CONFIG_SHOWN is not set", "# CONFIG_SHOWN is not set, really", "# CONFIG_SHOWN is", "# CONFIG_SHOWN  is not set", "CONFIG_SHOWN", "CONFIG_SHOWN =y", "export CONFIG_SHOWN=y", "half\rline", "\r", "# a comment"];

    private readonly Random _random = new(seed);

    public static string WithExtras(string tree) => tree + Extras;

    public string Write(string config)
    {
        var text = new StringBuilder(config);
        for (int i = _random.Next(25); i > 0; i--)
        {
            text.Append(_random.Next(6) switch
            {
                0 => Pick(s_malformed),
                1 => "# CONFIG_" + Pick(s_names) + " is not set",
                _ => "CONFIG_" + Pick(s_names) + "=" + Pick(s_values),
            }).Append(_random.Next(8) == 0 ? "\r\n" : "\n");
        }

        return _random.Next(5) == 0 ? text.ToString().TrimEnd('\n') : text.ToString();
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
