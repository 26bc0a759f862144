using IommuConfig.Generators.Configuration;
using IommuConfig.Generators.Constants;
using IommuConfig.Generators.Dispatch;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators;

/// <summary>Reads the Kconfig tree and the configuration of a project and emits its class of constants and its dispatch tables.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class KconfigGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ConfigurationSnapshot?> configuration = ConfigurationPipeline.Register(context);
        ConfigurationConstants.Register(context, configuration);
        DispatchTables.Register(context, configuration);
    }
}
