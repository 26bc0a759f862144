using System.IO;
using System.Linq;

namespace IommuConfig.Generators.Tests.Snapshots;

/// <summary>The sample Passthrough as the compiler is given it: the repository's own tree, its configurations and its table.</summary>
internal static class PassthroughProject
{
    private static string Root => Path.Combine(TestContext.CurrentContext.TestDirectory, "Repository");

    public static string Kconfig => Read("Kconfig");

    public static string RuntimeKconfig => Read("runtime/Kconfig");

    public static string Table => Read("Passthrough/IommuHooks.cs");

    /// <summary>The project in one of the sample's configurations.</summary>
    public static Project InConfiguration(string name) => With(Read($"configs/{name}"), name);

    /// <summary>The project in a configuration of the test's own.</summary>
    public static Project With(string config, string name = ".config") => new Project()
        .WithSource(Table, "IommuHooks.cs")
        .WithSource(Read("Passthrough/ISystemWide.cs"), "ISystemWide.cs")
        .WithSource(Read("Passthrough/SystemWide.cs"), "SystemWide.cs")
        .WithProperty("KconfigNamespace", "Passthrough")
        .WithKconfig(Kconfig)
        .WithKconfig(RuntimeKconfig, "runtime/Kconfig")
        .WithConfig(config, name);

    /// <summary>The contracts that the table implements, without those that only gather others.</summary>
    public static string[] ImplementedContracts(GeneratorRun run) =>
    [
        .. run.Output.GetTypeByMetadataName("Passthrough.IommuHooks+Table")!.AllInterfaces
            .Where(contract => contract.GetMembers().Length != 0)
            .Select(contract => contract.Name)
            .Order(System.StringComparer.Ordinal),
    ];

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));
}
