using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace IommuConfig.Kconfig.Tests.Fuzzing;

/// <summary>A damaged tree of two files and a damaged .config, made from a number.</summary>
internal sealed partial class FuzzInput
{
    private FuzzInput(byte[] kconfig, byte[] other, byte[] config, Dialect dialect) => (Kconfig, Other, Config, Dialect) = (kconfig, other, config, dialect);

    /// <summary>The root file.</summary>
    public byte[] Kconfig { get; }

    /// <summary>The file that any path but the root's means.</summary>
    public byte[] Other { get; }

    public byte[] Config { get; }

    /// <summary>The dialect that the files were written in before they were damaged.</summary>
    public Dialect Dialect { get; }

    public static FuzzInput Make(int seed, FuzzSeeds seeds)
    {
        var random = new Random(seed);
        var mutator = new Mutator(random);
        Dialect dialect = Dialect.All[random.Next(Dialect.All.Count)];
        byte[] first = seeds.Pick(random, dialect), second = seeds.Pick(random, dialect);
        string[] names = [.. Definition().Matches(Encoding.Latin1.GetString(first)).Select(m => m.Groups[1].Value).Distinct().Take(200)];
        byte[] config = Encoding.UTF8.GetBytes(string.Concat(names.Select(name => Line(random, name))));
        return new FuzzInput(mutator.Damage(first, second), random.Next(3) == 0 ? mutator.Damage(second, first) : second, mutator.Damage(config, first), dialect);
    }

    /// <summary>Keeps the input where somebody can look at it.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "Kconfig"), Kconfig);
        File.WriteAllBytes(Path.Combine(folder, "Kconfig.other"), Other);
        File.WriteAllBytes(Path.Combine(folder, ".config"), Config);
    }

    private static string Line(Random random, string name) => random.Next(8) switch
    {
        0 => $"# CONFIG_{name} is not set\n",
        1 => $"CONFIG_{name}=m\n",
        2 => $"CONFIG_{name}=0x1F\n",
        3 => $"CONFIG_{name}=-5\n",
        4 => $"CONFIG_{name}=\"a\\\"b\"\n",
        _ => $"CONFIG_{name}=y\n",
    };

    [GeneratedRegex("config ([A-Za-z0-9_]+)")]
    private static partial Regex Definition();
}
