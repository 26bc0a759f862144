using NUnit.Framework;

namespace IommuConfig.Package.Tests;

/// <summary>A library with a table, and a program that refers to the library and to no package. Both lie in the folder of the tree.</summary>
internal sealed class LibraryTests
{
    /// <summary>A library whose configuration is its own affair.</summary>
    internal const string Table = """
        using IommuConfig;

        namespace Library;

        [HookContract]
        public interface IStore { static abstract int Add(); }

        public struct MemoryStore : IStore { public static int Add() => Config.A ? 1 : 0; }

        [DispatchTable(typeof(IStore))]
        [Provider<MemoryStore>("A")]
        public static partial class Store;
        """;

    [Test]
    public void A_program_runs_with_a_library_that_uses_the_package()
    {
        using PackageProject project = new("Work");
        project.WriteProject("Library/Library.csproj", "", "", "IommuConfig.Generators");
        project.Write("Kconfig", "config A\n\tbool \"a\"\n\tdefault y\n");
        project.Write("Library/Store.cs", Table);
        project.WriteProject("App/App.csproj", "<OutputType>Exe</OutputType>", "<ProjectReference Include=\"../Library/Library.csproj\" />");
        project.Write("App/Program.cs", "System.Console.WriteLine($\"{Library.Store.Add()} {Library.Store.Providers.All.Length}\");\n");

        project.Succeed("build", "App", "--nologo");

        Assert.That(project.Run("App/bin/Debug/net10.0/App.dll"), Is.EqualTo("1 1\n"));
    }
}
