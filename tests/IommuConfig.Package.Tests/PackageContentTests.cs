using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>What is in the packages, to the file.</summary>
internal sealed class PackageContentTests
{
    private static readonly string[] s_packages = ["IommuConfig.Attributes", "IommuConfig.Generators", "IommuConfig.Kconfig", "IommuConfig.Runtime"];

    [Test]
    public void There_are_four_library_packages_and_symbols_for_those_that_programs_run() => Assert.That(
        Directory.GetFiles(Packages.Feed).Select(Path.GetFileName),
        Is.EquivalentTo(s_packages.Select(package => $"{package}.{Packages.Version}.nupkg").Concat(
            s_packages.Except(["IommuConfig.Generators"]).Select(package => $"{package}.{Packages.Version}.snupkg"))));

    [Test]
    public void The_generator_brings_what_the_compiler_and_MSBuild_load_and_nothing_to_refer_to() => AssertFiles(
        "IommuConfig.Generators",
        ["IommuConfig.Attributes .NETStandard2.0"],
        "THIRD-PARTY-NOTICES.txt",
        "analyzers/dotnet/cs/IommuConfig.Generators.dll",
        "analyzers/dotnet/cs/IommuConfig.Generators.pdb",
        "analyzers/dotnet/cs/IommuConfig.Kconfig.dll",
        "analyzers/dotnet/cs/IommuConfig.Kconfig.pdb",
        "build/IommuConfig.Commands.targets",
        "build/IommuConfig.Compiler.targets",
        "build/IommuConfig.Configuration.targets",
        "build/IommuConfig.Generators.props",
        "build/IommuConfig.Generators.targets",
        "build/IommuConfig.Items.targets",
        "build/IommuConfig.Refresh.targets",
        "build/IommuConfig.Snapshots.targets",
        "build/IommuConfig.TrimSwitches.targets",
        "build/IommuConfig.Variants.targets",
        "buildMultiTargeting/IommuConfig.Generators.targets",
        "buildTransitive/IommuConfig.Generators.props",
        "buildTransitive/IommuConfig.Generators.targets",
        "tasks/netstandard2.0/DiffPlex.dll",
        "tasks/netstandard2.0/IommuConfig.Build.dll",
        "tasks/netstandard2.0/IommuConfig.Build.pdb",
        "tasks/netstandard2.0/IommuConfig.Kconfig.dll",
        "tasks/netstandard2.0/IommuConfig.Kconfig.pdb");

    [Test]
    public void The_generator_brings_the_page_that_each_message_names()
    {
        string docs = Path.Combine(RepositoryCopy.Repository, "docs");

        Assert.That(
            Packages.Read(Packages.Feed, "IommuConfig.Generators").Keys.Where(IsDocumentation),
            Is.EquivalentTo(Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories).Select(path => "docs/" + Path.GetRelativePath(docs, path).Replace('\\', '/'))));
    }

    [Test]
    public void The_attributes_are_one_assembly() => AssertFiles(
        "IommuConfig.Attributes", [" .NETStandard2.0"], "lib/netstandard2.0/IommuConfig.Attributes.dll", "lib/netstandard2.0/IommuConfig.Attributes.xml");

    [Test]
    public void The_engine_has_no_dependencies() => AssertFiles(
        "IommuConfig.Kconfig",
        [" net10.0", " .NETStandard2.0"],
        "lib/net10.0/IommuConfig.Kconfig.dll",
        "lib/net10.0/IommuConfig.Kconfig.xml",
        "lib/netstandard2.0/IommuConfig.Kconfig.dll",
        "lib/netstandard2.0/IommuConfig.Kconfig.xml");

    [Test]
    public void The_runtime_brings_its_options() => AssertFiles(
        "IommuConfig.Runtime",
        ["IommuConfig.Attributes net10.0"],
        "build/IommuConfig.Runtime.props",
        "buildMultiTargeting/IommuConfig.Runtime.props",
        "buildTransitive/IommuConfig.Runtime.props",
        "kconfig/Kconfig",
        "lib/net10.0/IommuConfig.Runtime.dll",
        "lib/net10.0/IommuConfig.Runtime.xml");

    [TestCaseSource(nameof(s_packages))]
    public void Every_package_says_what_it_is(string package)
    {
        Dictionary<string, byte[]> files = Packages.Read(Packages.Feed, package);
        XElement metadata = Metadata(files, package);
        string Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

        Assert.Multiple(() =>
        {
            Assert.That(Value("license"), Is.EqualTo("MIT"));
            Assert.That(Value("description"), Has.Length.GreaterThan(50));
            Assert.That(Value("tags"), Does.Contain("kconfig"));
            Assert.That(Value("icon"), Is.EqualTo("icon.png"));
            Assert.That(Value("readme"), Is.EqualTo("README.md"));
            Assert.That(Value("developmentDependency"), Is.Empty, "the attributes are needed at run time");
            Assert.That(files["icon.png"].AsSpan(1, 3).SequenceEqual("PNG"u8), Is.True);
            Assert.That(Encoding.UTF8.GetString(files["README.md"]), Does.StartWith($"# {package}\n"));
        });
    }

    [TestCase("IommuConfig.Attributes", "snupkg", "lib/netstandard2.0/IommuConfig.Attributes.pdb")]
    [TestCase("IommuConfig.Kconfig", "snupkg", "lib/net10.0/IommuConfig.Kconfig.pdb")]
    [TestCase("IommuConfig.Kconfig", "snupkg", "lib/netstandard2.0/IommuConfig.Kconfig.pdb")]
    [TestCase("IommuConfig.Runtime", "snupkg", "lib/net10.0/IommuConfig.Runtime.pdb")]
    [TestCase("IommuConfig.Generators", "nupkg", "analyzers/dotnet/cs/IommuConfig.Generators.pdb")]
    [TestCase("IommuConfig.Generators", "nupkg", "analyzers/dotnet/cs/IommuConfig.Kconfig.pdb")]
    public void Symbols_hold_the_sources_under_names_that_are_the_same_everywhere(string package, string extension, string file)
    {
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Packages.Read(Packages.Feed, package, extension)[file]));
        IReadOnlyDictionary<string, string?> sources = EmbeddedSources.Of(provider.GetMetadataReader());

        Assert.That(sources, Is.Not.Empty);
        Assert.That(sources.Keys, Has.All.StartsWith("/_/"));
        Assert.That(sources.Where(source => source.Value is null), Is.Empty);
    }

    private static void AssertFiles(string package, string[] dependencies, params string[] files)
    {
        Dictionary<string, byte[]> found = Packages.Read(Packages.Feed, package);
        string[] ofEvery = ["README.md", "icon.png", $"{package}.nuspec"];
        string[] ofTheFormat = ["_rels/.rels", "[Content_Types].xml"];

        Assert.That(
            found.Keys.Except(ofTheFormat).Where(file => !file.StartsWith("package/services/", StringComparison.Ordinal) && !IsDocumentation(file)).Order(StringComparer.Ordinal),
            Is.EqualTo(ofEvery.Concat(files).Order(StringComparer.Ordinal)));
        Assert.That(Dependencies(Metadata(found, package)), Is.EqualTo(dependencies));
    }

    private static bool IsDocumentation(string file) => file.StartsWith("docs/", StringComparison.Ordinal);

    private static XElement Metadata(Dictionary<string, byte[]> files, string package)
    {
        using MemoryStream nuspec = new(files[$"{package}.nuspec"]);
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private static IEnumerable<string> Dependencies(XElement metadata) =>
        from @group in metadata.Descendants().Where(element => element.Name.LocalName == "group")
        let framework = (string)@group.Attribute("targetFramework")!
        from dependency in @group.Elements().Select(element => (string)element.Attribute("id")!).DefaultIfEmpty("")
        select $"{dependency} {framework}";
}
