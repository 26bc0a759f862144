using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Benchmarks;

/// <summary>A program of 1,000 files, of which the first ones have a dispatch table each, and somebody who types into the others.</summary>
internal sealed class CSharpFiles
{
    private const int Count = 1000;

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)System.AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "netstandard.dll" or "IommuConfig.Attributes.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly int _tables;
    private Compilation _compilation;
    private int _edits;

    /// <summary>Writes the program.</summary>
    /// <param name="tables">How many dispatch tables it has.</param>
    public CSharpFiles(int tables)
    {
        _tables = tables;
        _compilation = CSharpCompilation.Create(
            "Product",
            Enumerable.Range(0, Count).Select(i => Parse(i, i < tables ? Table(i) : Class(i, 0))),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Parse);

    /// <summary>The program as nobody has asked anything of it yet.</summary>
    public Compilation Fresh => _compilation = _compilation.Clone();

    /// <summary>Types a character into the body of a method, each time in another file.</summary>
    public Compilation Type()
    {
        int file = _tables + (_edits++ * 37 % (Count - _tables));
        SyntaxTree old = _compilation.SyntaxTrees.ElementAt(file);
        return _compilation = _compilation.ReplaceSyntaxTree(old, old.WithChangedText(SourceText.From(Class(file, _edits), Encoding.UTF8)));
    }

    private static SyntaxTree Parse(int file, string text) => CSharpSyntaxTree.ParseText(
        SourceText.From(text, Encoding.UTF8), ParseOptions, string.Create(CultureInfo.InvariantCulture, $"/home/user/product/File{file}.cs"));

    private static string Class(int file, int edit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;

            namespace Product.Part{{file % 20}};

            /// <summary>One of many.</summary>
            [Serializable]
            public sealed class Class{{file}}
            {
                private readonly List<int> _items = new List<int> { {{edit}} };

            """);
        for (int method = 0; method < 8; method++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                    /// <summary>Does it.</summary>
                    public int Method{{method}}(int first, string second)
                    {
                        int sum = {{edit + method}};
                        foreach (int item in _items)
                        {
                            sum += item * first;
                        }

                        return sum > 0 ? sum + second.Length : throw new InvalidOperationException(second);
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    // Three providers, of which the configuration has two; six hooks in two contracts, one of them without context.
    private static string Table(int file) => string.Create(CultureInfo.InvariantCulture, $$"""
        using IommuConfig;

        namespace Product.Tables{{file}};

        public sealed class Device : IDispatchContext { public ProviderId Provider { get; set; } }

        [HookContract]
        public interface IDeviceHooks
        {
            static abstract int Open(Device device, int flags);
            static abstract int Close(Device device);
            static abstract int Read(Device device, ulong position, in int count, out int done);
            static abstract int Write(Device device, ulong position, in int count, ref int done);
        }

        [HookContract]
        public interface IPowerHooks
        {
            static abstract int Suspend();
            static abstract void Resume();
        }

        [HookContract]
        public interface IHooks : IDeviceHooks, IPowerHooks;

        [DispatchTable(typeof(IHooks), Mixed = "SMP", DependsOn = "PCI && !EXPERT")]
        [Provider<FirstHooks>("E1000")]
        [Provider<SecondHooks>("E1000E")]
        [Provider<ThirdHooks>("IXGBE")]
        internal static partial class Table{{file}};
        {{Provider("First")}}{{Provider("Second")}}{{Provider("Third")}}
        """);

    private static string Provider(string name) => $$"""


        public struct {{name}}Hooks : IHooks
        {
            public static int Open(Device device, int flags) => flags;
            public static int Close(Device device) => 0;
            public static int Read(Device device, ulong position, in int count, out int done) => done = count;
            public static int Write(Device device, ulong position, in int count, ref int done) => done += count;
            public static int Suspend() => 0;
            public static void Resume() { }
        }
        """;
}
