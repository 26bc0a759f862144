using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace IommuConfig.Conf.Tests;

/// <summary>What is done with a random tree: which modes, from which .config, with which answers, in which environment.</summary>
internal sealed class RandomSession
{
    private static readonly string[] s_common =
    [
        "--allnoconfig", "--allyesconfig", "--allmodconfig", "--alldefconfig", "--randconfig", "--olddefconfig", "--defconfig=some-sub", "--oldconfig", "--oldaskconfig",
        "--savedefconfig=saved", "--listnewconfig",
    ];

    private static readonly string[] s_linux = ["--syncconfig", "--helpnewconfig", "--yes2modconfig", "--mod2yesconfig", "--mod2noconfig"];

    private static readonly string[] s_legacy = ["--silentoldconfig", "--oldnoconfig"];

    private readonly Random _random;
    private readonly string[] _types;
    private readonly bool _isLegacy;

    public RandomSession(Random random, string[] types, bool isLegacy, bool isRecent)
    {
        _random = random;
        _types = types;
        _isLegacy = isLegacy;
        if (!OneIn(3))
        {
            Files[".config"] = Config();
        }

        Files["some-sub"] = Config();
        Input = Answers();
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ENVV"] = "sub", ["KCONFIG_SEED"] = $"0x{random.Next(1 << 16):X}" };
        AddEnvironment();
        if (isRecent && OneIn(10))
        {
            Environment["KCONFIG_WARN_CHANGED_INPUT"] = "1";
        }

        if (!isLegacy)
        {
            AddOddFiles();
        }

        string[] modes = [.. s_common, .. isLegacy ? s_legacy : s_linux];
        random.Shuffle(modes);
        Modes = [.. modes.Take(6)];
        Steps = [.. Modes.Select(m => (string[])[.. OneIn(5) ? (string[])["-s"] : [], m, "Kconfig"]).Append(["--savedefconfig=saved", "Kconfig"])];
    }

    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Environment { get; }

    public string Input { get; }

    public IReadOnlyList<string> Modes { get; }

    /// <summary>The arguments of each call. All are made in the same folder, one after the other.</summary>
    public IReadOnlyList<string[]> Steps { get; }

    private void AddEnvironment()
    {
        (string Name, string Value)[] more =
        [
            ("KCONFIG_WERROR", "1"), ("KCONFIG_WARN_UNKNOWN_SYMBOLS", "1"), ("KCONFIG_ALLCONFIG", "some-sub"), ("KCONFIG_PROBABILITY", Pick("20", "10:30", "40:20:10", "60:60")),
            ("KCONFIG_NOSILENTUPDATE", "1"), ("KCONFIG_OVERWRITECONFIG", "1"), ("KCONFIG_CONFIG", "other.config"), ("CONFIG_", Pick("", "BR2_")), ("KCONFIG_AUTOCONFIG", "auto/auto.conf"),
        ];
        foreach ((string name, string value) in more.Where(_ => OneIn(20)))
        {
            Environment[name] = value;
        }
    }

    private string Config()
    {
        var config = new StringBuilder(OneIn(2) ? "CONFIG_MODULES=y\n" : "");
        int[] order = [.. Enumerable.Range(0, _types.Length)];
        if (OneIn(4))
        {
            _random.Shuffle(order);
        }

        foreach (int i in order.Where(_ => OneIn(2)))
        {
            config.Append(_types[i] switch
            {
                _ when Rare(25) => OddLine(i),
                "int" => $"CONFIG_S{i}={Pick("0", "-7", "33", "4", "010", "x", "")}\n",
                "hex" => $"CONFIG_S{i}={Pick("0x0", "FF", "0x1g", "3")}\n",
                "string" => $"CONFIG_S{i}={Pick("\"\"", "\"q\\\"uo\\\\te\"", "\"y\"", "\"0x10\"", "bare", "\"open")}\n",
                _ => Pick($"# CONFIG_S{i} is not set\n", $"CONFIG_S{i}=y\n", $"CONFIG_S{i}=m\n", $"CONFIG_S{i}=y\n", $"CONFIG_S{i}=n\n"),
            });
            config.Append(OneIn(30) ? Pick("CONFIG_UNKNOWN=y\n", "junk\n", "# a remark\n", "CONFIG_S0\n", "\n", $"CONFIG_S{i}=y\n", "# CONFIG_UNKNOWN is not set\n", " CONFIG_S0=y\n") : "");
        }

        return config.ToString();
    }

    /// <summary>A line of a .config that is nearly right.</summary>
    private string OddLine(int i) => Pick($"CONFIG_S{i}=y # a remark\n", $"CONFIG_S{i}= y\n", $"CONFIG_S{i} =y\n", $"CONFIG_S{i}=yes\n", $"# CONFIG_S{i} is not set here\n", $"#CONFIG_S{i} is not set\n",
        $"#  CONFIG_S{i} is not set\n", $"CONFIG_S{i}=\"text\" junk\n", $"CONFIG_S{i}=99999999999999999999\n", $"CONFIG_S{i}=-0x4\n", $"CONFIG_S{i}=\"a\\\"\n", $"CONFIG_S{i}=\r\n", $"CONFIG_S{i}=y\r\n",
        $"CONFIG_=y\n", "\t\n", $"config_s{i}=y\n", $"CONFIG_S{i}=M\n", $"# CONFIG_S{i} is not\n", $"CONFIG_S{i}==y\n", $"CONFIG_S{i}=\"y\n", $"CONFIG_CH{i % 2}=y\n", $"# CONFIG_S{i} is not set");

    /// <summary>Files that are looked for beside the .config, and variables that name them.</summary>
    private void AddOddFiles()
    {
        (string Name, string Value)[] more =
        [
            ("KCONFIG_ALLCONFIG", Pick("", "1", "nowhere")), ("KCONFIG_DEFCONFIG_LIST", "nowhere some-sub"), ("KCONFIG_AUTOHEADER", "auto.h"), ("KCONFIG_RUSTCCFG", "rust"), ("srctree", "sub"),
            ("KCONFIG_SEED", Pick("7", "010", "-1", "0xFFFFFFFFFF")), ("KCONFIG_CONFIG", "deep/er/other.config"), ("KCONFIG_PROBABILITY", Pick("0", "100", "101", "50:51", "10:20:30", "", "a")),
        ];
        foreach ((string name, string value) in more.Where(_ => OneIn(20)))
        {
            Environment[name] = value;
        }

        foreach (string name in (string[])["all.config", "allno.config", "include/config/auto.conf", ".config.old"])
        {
            if (OneIn(12))
            {
                Files[name] = Config();
            }
        }
    }

    private string Answers() => string.Concat(Enumerable.Range(0, _random.Next(40))
        .Select(_ => Pick("y", "n", "m", "", "", "?", "1", "2", "3", "2?", "0x10", "some text", "Y", "N", "M", "YES", "-4", " y", "\"q\"") + "\n"));

    private bool Rare(int count) => !_isLegacy && OneIn(count);

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
