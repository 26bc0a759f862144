using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>A tree that is told whether it is built for Debug or for Release, and both built at the same time.</summary>
internal sealed class SideBySideTests
{
    private const string Both = """
        <Project>
          <ItemGroup>
            <Built Include="Flavour.csproj" AdditionalProperties="Configuration=Debug" />
            <Built Include="Flavour.csproj" AdditionalProperties="Configuration=Release" />
          </ItemGroup>
          <Target Name="Build">
            <MSBuild Projects="@(Built)" BuildInParallel="true" />
          </Target>
        </Project>
        """;

    private PackageProject _project = null!;

    [OneTimeSetUp]
    public void Build_both()
    {
        _project = new PackageProject("Flavour");
        _project.WriteProject("Flavour.csproj", "<OutputType>Exe</OutputType>", """
            <KconfigVariable Include="FLAVOUR" Value="$(Configuration)" />
            <AssemblyMetadata Include="Flavour" Value="$(CONFIG_FLAVOUR)" Condition="'$(CONFIG_FLAVOUR)' != ''" />
            """, "IommuConfig.Generators");
        _project.Write("Kconfig", "config FLAVOUR\n\tstring\n\tdefault \"$(FLAVOUR)\"\n");
        _project.Write("Program.cs", """
            using System.Linq;
            using System.Reflection;

            string[] known = typeof(Flavour.Config).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Select(known => known.Value ?? "").ToArray();
            System.Console.WriteLine($"{Flavour.Config.FLAVOUR}, known as {string.Join(" ", known)}");
            """);
        _project.Write("Both.proj", Both);
        _project.Succeed("restore", "Flavour.csproj");
        foreach (string configuration in new[] { "Debug", "Release" })
        {
            _project.Succeed("build", "Flavour.csproj", "--nologo", "--no-restore", "-t:KconfigRefresh", $"-p:Configuration={configuration}");
        }

        _project.Succeed("msbuild", "Both.proj", "-nologo", "-m");
    }

    [OneTimeTearDown]
    public void Remove_the_project() => _project.Dispose();

    [TestCase("Debug")]
    [TestCase("Release")]
    public void Each_has_its_own_values(string configuration) =>
        Assert.That(_project.Run($"bin/{configuration}/net10.0/Flavour.dll"), Is.EqualTo($"{configuration}, known as {configuration}\n"));
}
