using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>What the modes all*config, defconfig and randconfig answer for symbols that have no value yet.</summary>
/// <param name="Fixed">The answer, or null: none.</param>
/// <param name="Random">Makes the answers of randconfig, or null.</param>
internal sealed record NewAnswers(Tristate? Fixed, RandomAnswers? Random = null)
{
    /// <summary>The answers of a mode, or null if it gives none.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="random">The answers of randconfig.</param>
    public static NewAnswers? Of(ConfMode mode, RandomAnswers? random) => mode switch
    {
        ConfMode.AllYesConfig => new NewAnswers(Tristate.Y),
        ConfMode.AllModConfig => new NewAnswers(Tristate.M),
        ConfMode.AllNoConfig => new NewAnswers(Tristate.N),
        ConfMode.AllDefConfig or ConfMode.DefConfig => new NewAnswers(Fixed: null),
        ConfMode.RandConfig => new NewAnswers(null, random),
        _ => null,
    };

    /// <summary>Gives the answers as the dialect does.</summary>
    public void GiveTo(Configuration configuration)
    {
        if (configuration.Tree.Dialect.Choices == ChoiceRules.Classic)
        {
            new HashOrderAnswering(configuration, this).Run();
        }
        else
        {
            new MenuOrderAnswering(configuration, this).Run();
        }
    }

    /// <summary>The answer for a bool or tristate, or null to leave it alone.</summary>
    public Tristate? For(Symbol symbol) => Random?.Next(symbol.Type)
        ?? (Fixed == Tristate.N && symbol.Options is { IsYesInAllNo: true } ? Tristate.Y : Fixed);
}
