using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Generators.Tests.Harness;

/// <summary>The compiler that the tests run in: the newest one, or, in another project, the oldest one that the generator loads into.</summary>
internal static class Compiler
{
    /// <summary>C# 13, which the oldest compiler has no name for.</summary>
    public const LanguageVersion CSharp13 = (LanguageVersion)1300;

    /// <summary>Leaves a test out where the compiler does not know the language that the test's program is written in.</summary>
    public static void Require(LanguageVersion version)
    {
        if (LanguageVersionFacts.MapSpecifiedToEffectiveVersion(LanguageVersion.LatestMajor) < version)
        {
            Assert.Ignore($"The program is written in C# {(int)version / 100}; Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(2)} knows C# up to 12.");
        }
    }
}
