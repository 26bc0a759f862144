namespace IommuConfig.Package.Tests;

/// <summary>A program in which everything that can follow a configuration does: constants, a table, items, preprocessor symbols and a switch.</summary>
internal static class Probe
{
    /// <summary>What the program holds if telemetry is in it, and not otherwise.</summary>
    public const string Secret = "telemetry.example.org";

    /// <summary>The tree: options of the program, and those of the runtime.</summary>
    public const string Kconfig = """
        mainmenu "Probe"

        config MODULES
        	bool "Modules"
        	modules

        config X86
        	bool "x86"
        	default y
        	select HAS_PASSTHROUGH
        	select HAS_PCI

        config ARM
        	bool "Arm"
        	select HAS_PASSTHROUGH

        config ARM_64
        	bool "Arm with 64 bits"
        	depends on ARM

        config EXPERT
        	bool "Expert"

        config PLUGIN
        	tristate "Plugin"

        config VERBOSE
        	bool "Say more"

        config LOGO
        	bool "A picture"

        config EXTRAS
        	bool "Another file"

        config TELEMETRY
        	bool "Tell somebody"

        config DEPTH
        	int "Depth"
        	default 3

        config BANNER
        	string "Banner"
        	default "hello"

        config BASE
        	hex "Base"
        	default 0x1000

        source "$(IOMMUCONFIG_RUNTIME)/Kconfig"

        """;

    private const string Properties = """
        <OutputType>Exe</OutputType>
        <RootNamespace>Probe</RootNamespace>
        <InvariantGlobalization>true</InvariantGlobalization>
        <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
        <KconfigDefineConstants>true</KconfigDefineConstants>
        """;

    private const string Items = """
        <Compile Update="Extras.cs" KconfigDependsOn="EXTRAS" />
        <EmbeddedResource Include="logo.txt" KconfigDependsOn="LOGO &amp;&amp; EXPERT" />
        <KconfigTrimSwitch Include="TELEMETRY" />
        """;

    private const string Program = $$"""
        using System;

        using Probe;

        Console.WriteLine($"{Config.BANNER} {Config.DEPTH} {Config.BASE} {Config.VERBOSE} {Drivers.Providers.All.Length}");
        #if CONFIG_VERBOSE
        Console.WriteLine("verbose");
        #endif
        Extras.Say();
        foreach (string resource in typeof(Extras).Assembly.GetManifestResourceNames())
        {
            Console.WriteLine(resource);
        }

        if (Config.TELEMETRY)
        {
            Console.WriteLine("{{Secret}}");
        }
        """;

    private const string Sources = """
        using IommuConfig;

        namespace Probe;

        internal static partial class Extras
        {
            public static void Say() => More();
            static partial void More();
        }

        [HookContract]
        internal interface IDriver { static abstract int Start(); }

        internal struct Intel : IDriver { public static int Start() => 1; }

        internal struct Amd : IDriver { public static int Start() => 2; }

        [DispatchTable(typeof(IDriver))]
        [Provider<Intel>("INTEL_IOMMU")]
        [Provider<Amd>("AMD_IOMMU")]
        internal static partial class Drivers;
        """;

    private const string Extras = """
        namespace Probe;

        internal static partial class Extras
        {
            static partial void More() => System.Console.WriteLine("extras");
        }
        """;

    /// <summary>Writes the project, without a configuration.</summary>
    public static void WriteTo(PackageProject project, string properties = "")
    {
        project.WriteProject("Probe.csproj", Properties + properties, Items, "IommuConfig.Generators", "IommuConfig.Runtime");
        project.Write("Kconfig", Kconfig);
        project.Write("Program.cs", Program);
        project.Write("Sources.cs", Sources);
        project.Write("Extras.cs", Extras);
        project.Write("logo.txt", "logo");
    }
}
