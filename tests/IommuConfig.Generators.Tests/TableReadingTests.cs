using System;
using System.Linq;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Generators.Tests;

/// <summary>A table is read again when the program declares something else, and only then.</summary>
public sealed class TableReadingTests
{
    private const string Names = """
        namespace Sample;

        internal static class Names
        {
            public const string Second = "SECOND", Unused = "";
            public static readonly object Other = new();
        }

        """;

    private const string Power = """
        using IommuConfig;

        namespace Sample.More;

        [HookContract]
        public interface IMore
        {
            static virtual int Describe(Context context, Level level = Level.High) { return 1; }
            static virtual int Length(Context context, string? text) => 1;
            [Hook(DependsOn = "MISSING")] static virtual int Late(Context context) => 2;
        }

        public enum Level { Low, High }

        [DispatchTable(typeof(IMore))]
        internal static partial class MoreTable;

        """;

    private const string Context = """
        using IommuConfig;

        namespace Sample.Contexts;

        public class Wire : IDispatchContext { public ProviderId Provider => default; }

        """;

    // What other files say of them: an edit of the table's own file makes it be read anyway.
    private const string Elsewhere = """
        using IommuConfig;

        [HookContract]
        public interface IWire { static abstract int Send(Sample.Contexts.Wire wire); }

        [DispatchTable(typeof(IWire))]
        internal static partial class WireTable;

        [DispatchTable(typeof(IStated))]
        internal static partial class StatedTable;

        """;

    // Names of statements without a class are known in the whole file.
    private const string Statements = """
        using IommuConfig;

        var other = 5;
        System.Console.WriteLine(other);

        [HookContract]
        public interface IStated { static abstract int Count(Sample.Device device, int number = Sample.Limits.Two); }

        namespace Sample { public static class Limits { public const int Two = 2; } }

        """;

    // What stands in each file after each edit, from the first to the last.
    private static readonly (string Edit, string File, Func<string, string> Change)[] s_edits =
    [
        ("a body", "First.cs", text => Replace(text, "flush++;", "flush += 2;")),
        ("another", "First.cs", text => Replace(text, "flush += 2;", "flush += 3;")),
        ("a body above a place that a message names", "More.cs", text => Replace(text, "{ return 1; }", "{\n        return 3;\n    }")),
        ("the same for an expression", "More.cs", text => Replace(text, "string? text) => 1;", "string? text) =>\n        1;")),
        ("a constant that an attribute names", "Names.cs", text => Replace(text, "Second = \"SECOND\"", "Second = \"THIRD\"")),
        ("back", "Names.cs", text => Replace(text, "Second = \"THIRD\"", "Second = \"SECOND\"")),
        ("a field's initializer", "Names.cs", text => Replace(text, "= new();", "= new object();")),
        ("what a global using means", "Usings.cs", text => Replace(text, "Sample.Device", "Sample.Domain")),
        ("a directive in a body", "More.cs", text => Replace(text, "return 3;", "\n#nullable disable\n        return 3;")),
        ("its end", "More.cs", text => Replace(text, "\n#nullable disable\n", "\n#nullable disable\n#nullable restore\n")),
        ("a default value", "More.cs", text => Replace(text, "Level.High)", "Level.Low)")),
        ("a value of an enumeration", "More.cs", text => Replace(text, "{ Low, High }", "{ Low = 7, High }")),
        ("a name that hides another", "Hidden.cs", text => text + "namespace Sample.More { public enum Quarantine { } public class Level { } }"),
        ("and no more", "Hidden.cs", text => Replace(text, "public class Level { }", "")),
        ("a property that becomes a field", "Context.cs", text => Replace(text, "=> default;", "= default;")),
        ("a property again", "Context.cs", text => Replace(text, "= default;", "=> default;")),
        ("a name that a whole file knows", "Statements.cs", text => Replace(text, "var other", "var Sample")),
        ("a base", "Contracts.cs", text => Replace(text, "IProviderHooks : ISetup, IMapping", "IProviderHooks : IMapping")),
        ("a marked class less", "Contracts.cs", text => Replace(text, "[ProviderScope]\npublic sealed class Platform", "public sealed class Platform")),
        ("an attribute of another name", "Table.cs", text => "using T = IommuConfig.DispatchTableAttribute;\n" + Replace(text, "[DispatchTable(", "[T(")),
        ("a provider less", "Table.cs", text => Replace(text, "[Provider<FirstHooks>(\"FIRST\")]\n", "")),
        ("a table less", "Table.cs", text => Replace(text, "[T(typeof(IAll), Mixed = \"IOMMU_MIXED\", DependsOn = \"HAS_PASSTHROUGH\")]\n", "")),
    ];

    [Test]
    public void After_each_edit_of_a_program_tables_are_as_in_a_clean_run()
    {
        GeneratorRun run = GeneratorRun.Of(Start());
        foreach ((string edit, string file, Func<string, string> change) in s_edits)
        {
            run = run.After(project => project.WithSource(change(project.Sources.Single(source => source.Path == file).Text), file));
            run.AssertAsClean(edit);

            // An edit that tells nothing: from here on, what was read is known.
            run = run.After(project => project.WithSource(Body(edit.Length), "Body.cs"));
            run.AssertAsClean(edit + ", and a body");
        }
    }

    [Test]
    public void After_edits_of_files_in_any_order_tables_are_as_in_a_clean_run()
    {
        Project start = Start();
        (string Edit, string File, string Before, string After)[] edits =
        [
            .. from edit in s_edits
               let before = start.Sources.Single(source => source.Path == edit.File).Text
               let after = Try(edit.Change, before)
               where after is not null
               select (edit.Edit, edit.File, before, after),
        ];
        GeneratorRun run = GeneratorRun.Of(start);
        Random random = new(20181122);
        for (int round = 0; round < 40; round++)
        {
            (string edit, string file, string before, string after) = edits[random.Next(edits.Length)];
            run = run.After(project => project.WithSource(random.Next(3) != 0 ? after : before, file));
            run.AssertAsClean(edit);
        }
    }

    [Test]
    public void Files_that_come_and_go_change_nothing_that_they_do_not_say()
    {
        GeneratorRun run = GeneratorRun.Of(Start());
        for (int count = 1; count < 4; count++)
        {
            run = run.After(project => project with { Sources = project.Sources.Insert(count, ($"New{count}.cs", $"class New{count} {{ }}\n")) });
            run.AssertAsClean($"{count} more");
        }

        run = run.After(project => project with { Sources = project.Sources.RemoveAt(1).RemoveAt(1).RemoveAll(source => source.Path == "More.cs") });
        run.AssertAsClean("some less");
    }

    [Test]
    public void A_contract_of_another_project_is_read_again_when_that_is_edited()
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp12);
        Project project = Start();
        Compilation given = GeneratorRun.Of(project).Compilation;
        Compilation compilation = given.RemoveAllSyntaxTrees().AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("using IommuConfig;\nusing Sample;\n[DispatchTable(typeof(IFar))] static partial class FarTable;\n", parse, "Far.cs"));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new KconfigGenerator().AsSourceGenerator()], project.AdditionalTexts, parse, project.Options);

        for (int hook = 0; hook < 4; hook++)
        {
            Compilation library = CSharpCompilation.Create(
                "Library",
                [CSharpSyntaxTree.ParseText($$"""
                    using IommuConfig;
                    namespace Sample;
                    public class Near : IDispatchContext { public ProviderId Provider { get; set; } }
                    [HookContract] public interface IFar { static abstract int Hook{{hook}}(Near near); }
                    """, parse)],
                given.References,
                given.Options as CSharpCompilationOptions);
            driver = driver.RunGenerators(compilation.AddReferences(library.ToMetadataReference()));

            Assert.That(driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()), Has.Some.Contains($"Hook{hook}("));
        }
    }

    [TestCase(1)]
    [TestCase(40)]
    public void A_keystroke_in_a_body_asks_the_compiler_for_nothing_however_many_tables_there_are(int tables)
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp12);
        Project project = Start().WithSource("", "More.cs");
        project = project with { Sources = [.. project.Sources, .. Enumerable.Range(0, tables).Select(Table)] };
        Compilation compilation = GeneratorRun.Of(project).Compilation;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new KconfigGenerator().AsSourceGenerator()], project.AdditionalTexts, parse, project.Options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation)); // what only builds ask for

        long allocated = 0;
        for (int key = 0; key < 40; key++)
        {
            SyntaxTree old = compilation.SyntaxTrees.Single(tree => tree.FilePath == "Body.cs");
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(Body(key), parse, "Body.cs"));
            long before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(compilation);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // Reading these tables takes some 10 kB each, and binding what they name, once, more than 250.
        Assert.That(allocated, Is.LessThan(60_000 + (2_000 * tables)));
        Assert.That(driver.GetRunResult().GeneratedTrees.Count(tree => tree.FilePath.Contains("Extra", StringComparison.Ordinal)), Is.EqualTo(tables));
    }

    [Test]
    public void Classes_with_attributes_that_name_a_type_cost_nothing_where_no_table_may_be_among_them()
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp12);
        Project project = new Project().WithSource("class ConverterAttribute(System.Type type) : System.Attribute;\n", "Converter.cs") with
        {
            Sources = [.. Enumerable.Range(0, 200).Select(i => ($"C{i}.cs", $"[Converter(typeof(int))] class C{i} {{ const int X = 1; }}\n"))],
        };
        Compilation compilation = GeneratorRun.Of(project).Compilation;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new KconfigGenerator().AsSourceGenerator()], [], parse, project.Options);

        long allocated = 0;
        for (int key = 2; key < 10; key++)
        {
            SyntaxTree old = compilation.SyntaxTrees.Single(tree => tree.FilePath == "C7.cs");
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText($"[Converter(typeof(int))] class C7 {{ const int X = {key}; }}\n", parse, "C7.cs"));
            long before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(compilation);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.LessThan(100_000));
    }

    private static Project Start() => SmallContract.Project("CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\n")
        .WithSource(Replace(SmallContract.Table, "(\"SECOND\")", "(Names.Second)"), "Table.cs")
        .WithSource(Names, "Names.cs")
        .WithSource(Power, "More.cs")
        .WithSource("global using Context = Sample.Device;\n", "Usings.cs")
        .WithSource("", "Hidden.cs")
        .WithSource(Context, "Context.cs")
        .WithSource(Statements, "Statements.cs")
        .WithSource(Elsewhere, "Elsewhere.cs")
        .WithSource(Body(0), "Body.cs");

    private static string Body(int number) => $"namespace Sample;\nclass Body {{ int M() {{ return {number}; }} }}\n";

    private static (string Path, string Text) Table(int i) => (
        $"Extra{i}.cs",
        $"using IommuConfig;\nnamespace Sample;\n[DispatchTable(typeof(IMapping))] [Provider<FirstHooks>(\"FIRST\")] internal static partial class Extra{i};\n");

    private static string? Try(Func<string, string> change, string text)
    {
        try
        {
            return change(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // An edit that no longer fits would test nothing.
    private static string Replace(string text, string old, string other) => text.Contains(old, StringComparison.Ordinal)
        ? text.Replace(old, other, StringComparison.Ordinal)
        : throw new ArgumentException($"'{old}' does not stand in the file.", nameof(old));
}
