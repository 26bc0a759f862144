using System.Linq;

using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Generators.Tests;

/// <summary>Every shape of a hook compiles without a word in every form, and forwards.</summary>
public sealed class SignatureTests
{
    private const string Selected = "CONFIG_FIRST=y\nCONFIG_SECOND=y\n";
    private static readonly string[] s_configs = ["", "CONFIG_FIRST=y\n", Selected, Selected + "CONFIG_IOMMU_MIXED=y\n", "CONFIG_FIRST=y\nCONFIG_IOMMU_MIXED=y\n"];

    // The declaration without 'static abstract', the body of a provider's method, a call, and the call's result.
    [TestCase("int F(Device d, int a, in int b, ref int c, out int e, ref readonly int f)", "{ e = 5; c++; return a + b + c + f; }",
        "int c = 1, f = 10; return $\"{T.F(d, 2, 3, ref c, out int e, in f)} {c} {e}\";", "17 2 5")]
    [TestCase("int F(Device d, params int[] rest)", "=> rest.Length;", "return $\"{T.F(d)}{T.F(d, 1, 2)}\";", "02")]
    [TestCase("int F(Device d, scoped System.Span<int> span, scoped in System.ReadOnlySpan<byte> bytes)", "=> span.Length + bytes.Length;",
        "return T.F(d, [1, 2], [3]).ToString();", "3")]
    [TestCase("unsafe int F(Device d, int* p, void** q, delegate*<int, int> f, int*[] a)", "=> *p + f(1);",
        "unsafe { int x = 4; return T.F(d, &x, null, &Inc, []).ToString(); static int Inc(int y) => y + 1; }", "6")]
    [TestCase("string F(Device d, int a = -3, Mode m = Mode.Two, Mode? n = Mode.Two, string? s = null, string t = \"a\\\"\\n\", char c = '\\'', bool b = true)",
        "=> $\"{a} {m} {n} [{s}] {t.Length} {c} {b}\";", "return T.F(d);", "-3 Two Two [] 3 ' True")]
    [TestCase("string F(Device d, double a = double.NaN, float b = float.NegativeInfinity, double c = -0.0, double e = 1e20, decimal f = 1.50m, float g = 0.1f, ulong h = ulong.MaxValue, System.Guid i = default, object j = null!)",
        "=> System.FormattableString.Invariant($\"{a} {b} {1 / c} {e} {f} {g} {h} {i == default} {j is null}\");", "return T.F(d);",
        "NaN -Infinity -Infinity 1E+20 1.50 0.1 18446744073709551615 True True")]
    [TestCase("bool F(Device d, string? a, [NotNullWhen(true)] out string? b, [AllowNull] string c)", "{ b = a; return a is not null; }",
        "return T.F(d, \"x\", out string? b, null) ? b.Length.ToString() : \"none\";", "1")]
    [TestCase("[return: NotNullIfNotNull(nameof(a))] string? F(Device d, string? a)", "=> a;", "return T.F(d, \"x\").Length.ToString();", "1")]
    [TestCase("U? F<U>(Device d, U? a, System.Collections.Generic.List<U?> b)", "=> a;", "return T.F<string>(d, \"x\", []) + T.F<int>(d, 3, []);", "x3")]
    [TestCase("U? F<U>(Device d, U? a) where U : class", "=> a;", "return T.F<string>(d, \"x\") ?? \"\";", "x")]
    [TestCase("U? F<U>(Device d, U? a) where U : struct", "=> a;", "return T.F<int>(d, 3).ToString()!;", "3")]
    [TestCase("U F<U, V>(Device d, U a, V b) where U : unmanaged where V : class?, System.IDisposable?, new()", "=> a;",
        "return T.F<int, System.IO.MemoryStream>(d, 3, new()).ToString();", "3")]
    [TestCase("U F<U>(Device d, U a) where U : notnull, System.Enum", "=> a;", "return T.F(d, Mode.Two).ToString()!;", "Two")]
    [TestCase("[return: MaybeNull] U F<U>(Device d)", "=> default;", "return (T.F<string>(d) is null).ToString();", "True")]
    [TestCase("TProvider F<TProvider>(Device d, TProvider a)", "=> a;", "return T.F<int>(d, 3).ToString();", "3")]
    [TestCase("int @event(Device @class, int @int)", "=> @int;", "return T.@event(d, 3).ToString();", "3")]
    [TestCase("object F(Device d, (int X, string? Y) b, nint c, int[,] e, int?[]?[] f)", "=> b.X;", "return T.F(d, (2, null), 3, new int[0, 0], []).ToString()!;", "2")]
    [TestCase("int F(Device device, int index, int error, int scope, int provider, int hook)", "=> index + error + scope + provider + hook;", "return T.F(d, 1, 2, 3, 4, 5).ToString();", "15")]
    [TestCase("int F(Device d, int Selected, int Providers, int NotSelected, int UnknownProvider, int Of)",
        "=> Selected + Providers + NotSelected + UnknownProvider + Of;", "return T.F(d, 1, 2, 3, 4, 5).ToString();", "15")]
    [TestCase("string F(Device d, [System.Runtime.CompilerServices.CallerMemberName] string who = \"\")", "=> who;", "return T.F(d);", "Run")]
    public void A_hook_of_any_shape_forwards(string declaration, string body, string call, string expected)
    {
        AssertForwards(LanguageVersion.CSharp12, declaration, body, call, expected);
    }

    [TestCase("int F(Device d, params System.ReadOnlySpan<int> rest)", "=> rest.Length;", "return $\"{T.F(d)}{T.F(d, 1, 2)}\";", "02")]
    [TestCase("int F<U>(Device d, scoped U a) where U : ISized, allows ref struct", "=> a.Size;", "return T.F(d, new Sized()).ToString();", "7")]
    public void A_hook_with_younger_syntax_forwards(string declaration, string body, string call, string expected)
    {
        Compiler.Require(Compiler.CSharp13);
        AssertForwards(Compiler.CSharp13, declaration, body, call, expected);
    }

    [Test]
    public void Overloads_are_hooks_of_their_own()
    {
        AssertForwards(
            LanguageVersion.CSharp12,
            "int F(Device d); static abstract int F(Device d, int a); static abstract int F<U>(Device d, U a, U b)",
            "=> 1; public static int F(Device d, int a) => a; public static int F<U>(Device d, U a, U b) => 9;",
            "return $\"{T.F(d)}{T.F(d, 2)}{T.F(d, 'a', 'b')}\";",
            "129");
    }

    [Test]
    public void Hooks_that_are_obsolete_still_forward_and_only_their_callers_are_told()
    {
        AssertForwards(
            LanguageVersion.CSharp12, "int F(Device d); [System.Obsolete(\"old\")] static abstract int G(Device d)",
            "=> 1; [System.Obsolete] public static int G(Device d) => 2;", "return T.F(d).ToString();", "1");
    }

    private static void AssertForwards(LanguageVersion version, string declaration, string body, string call, string expected)
    {
        // Attributes of the declaration stand before 'static'.
        int end = declaration.StartsWith('[') ? declaration.IndexOf(']', System.StringComparison.Ordinal) + 1 : 0;
        string attributes = declaration[..end];
        string signature = declaration[end..];
        int constraints = signature.Contains(';') ? signature.IndexOf(';', System.StringComparison.Ordinal) : signature.Length;
        string provider = $"{attributes} public static {signature[..constraints]} {body}";
        string sources = $$"""
            #nullable enable
            using System.Diagnostics.CodeAnalysis;
            using IommuConfig;

            namespace Sample;

            public enum Mode { One, Two }
            public interface ISized { int Size { get; } }
            {{(version > LanguageVersion.CSharp12 ? "public ref struct Sized : ISized { public int Size => 7; }" : "")}}

            [HookContract]
            public interface IShape
            {
                {{attributes}} static abstract {{signature}};
            }

            public struct OneHooks : IShape { {{provider}} }
            public struct TwoHooks : IShape { {{provider}} }

            [DispatchTable(typeof(IShape), Mixed = "IOMMU_MIXED")]
            [Provider<OneHooks>("FIRST")]
            [Provider<TwoHooks>("SECOND")]
            public static partial class Shapes;

            public static class Core<T> where T : struct, IShape
            {
                public static string Run(Device d) { {{call}} }
            }

            public static class Direct
            {
                public static string Run(Device d) { {{call.Replace("T.", "Shapes.", System.StringComparison.Ordinal)}} }
            }
            """;
        Assert.Multiple(() =>
        {
            foreach (string config in s_configs)
            {
                Project project = SmallContract.Project(config).WithSource(sources, "Shape.cs") with { LanguageVersion = version };
                GeneratorRun run = GeneratorRun.Of(project);
                Assert.That(run.Messages().Concat(run.CompilerMessages()), Is.Empty, $"[{config}]");
            }

            Project running = SmallContract.Project(Selected).WithSource(sources, "Shape.cs")
                .WithScenario("Shapes.Select(Shapes.Providers.Two); return Core<Shapes.Table>.Run(device) + \"\\n\" + Direct.Run(device);") with { LanguageVersion = version };
            Assert.That(running.Run(), Is.EqualTo($"{expected}\n{expected}"));
        });
    }
}
