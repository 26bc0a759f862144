using IommuConfig.Kconfig;

namespace IommuConfig.Benchmarks;

/// <summary>Gives configurations all their values.</summary>
internal static class Evaluation
{
    /// <summary>A configuration with all values of a file.</summary>
    public static Configuration Of(KconfigTree tree, DotConfig file)
    {
        var configuration = new Configuration(tree);
        configuration.Apply(file);
        Evaluate(configuration);
        return configuration;
    }

    /// <summary>Computes every value that is not known.</summary>
    public static void Evaluate(Configuration configuration)
    {
        Evaluator evaluator = configuration.Evaluator;
        foreach (Symbol symbol in configuration.Tree.Symbols)
        {
            evaluator.Calculate(symbol);
        }
    }
}
