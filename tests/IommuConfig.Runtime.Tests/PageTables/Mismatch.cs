using System;
using System.Diagnostics.CodeAnalysis;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>A table is not as it should be. NUnit's assertions would be noted even where FsCheck goes on to look for a shorter example.</summary>
internal sealed class Mismatch(string message) : Exception(message)
{
    [DoesNotReturn]
    internal static void Throw(string message) => throw new Mismatch(message);

    internal static void Unless([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            Throw(message);
        }
    }

    internal static void UnlessEqual<T>(T actual, T expected, string what)
    {
        if (!Equals(actual, expected))
        {
            Throw($"{what}: {actual} instead of {expected}");
        }
    }
}
