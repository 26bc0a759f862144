namespace IommuConfig.Kconfig;

/// <summary>
/// Bounds what the macros of one load may cost, which a few lines of text could otherwise make arbitrarily large. Trees that people write use less
/// than a thousandth of it.
/// </summary>
internal sealed class ExpansionBudget
{
    /// <summary>Characters that macros may produce in one load, arguments included: 32 Mi.</summary>
    public const int MaxOutput = 32 << 20;

    /// <summary>Characters that may be looked at, where a macro reference counts as 64: 256 Mi, which takes about a second.</summary>
    public const int MaxWork = 256 << 20;

    /// <summary>Macros inside macros and their arguments.</summary>
    public const int MaxNesting = 100_000;

    /// <summary>Expansions of one variable inside each other, as in the C program.</summary>
    public const int MaxUses = 1_001;

    private const int ReferenceCost = 64;

    private long _output;
    private long _work;

    public bool IsSpent => _output > MaxOutput || _work > MaxWork;

    public void Produce(int characters) => _output += characters;

    public void Read(int characters) => _work += characters;

    public void Refer() => _work += ReferenceCost;
}
