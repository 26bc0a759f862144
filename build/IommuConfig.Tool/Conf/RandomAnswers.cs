using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>The answers of randconfig.</summary>
internal sealed class RandomAnswers(uint seed, Probability probability)
{
    private readonly GlibcRandom _random = new(seed);

    /// <summary>The answer for a bool or tristate.</summary>
    public Tristate Next(SymbolType type)
    {
        int percent = Below(100);
        if (type != SymbolType.Tristate)
        {
            return percent < probability.BoolYes ? Tristate.Y : Tristate.N;
        }

        return percent < probability.TristateYes ? Tristate.Y
            : percent < probability.TristateYes + probability.TristateModule ? Tristate.M
            : Tristate.N;
    }

    /// <summary>A number from 0 to less than the given one.</summary>
    public int Below(int count) => _random.Next() % count;
}
