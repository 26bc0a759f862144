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

    public RandomSession(Random random, string[] types, bool isLegacy)
    {
        _random = random;
        _types = types;
        if (!OneIn(3))
        {
            Files[".config"] = Config();
        }

        Files["some-sub"] = Config();
        Input = Answers();
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ENVV"] = "sub", ["KCONFIG_SEED"] = $"0x{random.Next(1 << 16):X}" };
        AddEnvironment();

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
                "int" => $"CONFIG_S{i}={Pick("0", "-7", "33", "4", "010", "x", "")}\n",
                "hex" => $"CONFIG_S{i}={Pick("0x0", "FF", "0x1g", "3")}\n",
                "string" => $"CONFIG_S{i}={Pick("\"\"", "\"q\\\"uo\\\\te\"", "\"y\"", "\"0x10\"", "bare", "\"open")}\n",
                _ => Pick($"# CONFIG_S{i} is not set\n", $"CONFIG_S{i}=y\n", $"CONFIG_S{i}=m\n", $"CONFIG_S{i}=y\n", $"CONFIG_S{i}=n\n"),
            });
            config.Append(OneIn(30) ? Pick("CONFIG_UNKNOWN=y\n", "junk\n", "# a remark\n", "CONFIG_S0\n", "\n", $"CONFIG_S{i}=y\n", "# CONFIG_UNKNOWN is not set\n", " CONFIG_S0=y\n") : "");
        }

        return config.ToString();
    }

    private string Answers() => string.Concat(Enumerable.Range(0, _random.Next(40))
        .Select(_ => Pick("y", "n", "m", "", "", "?", "1", "2", "3", "2?", "0x10", "some text", "Y", "N", "M", "YES", "-4", " y", "\"q\"") + "\n"));

    private bool OneIn(int count) => _random.Next(count) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
