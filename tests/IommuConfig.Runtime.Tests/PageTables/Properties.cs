using System;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Runs properties with as many cases as <c>PAGE_TABLE_RUNS</c> says in percent of what is usual.</summary>
internal static class Properties
{
    private static readonly int s_percent =
        int.TryParse(Environment.GetEnvironmentVariable("PAGE_TABLE_RUNS"), CultureInfo.InvariantCulture, out int percent) ? percent : 100;

    internal static void Run(int runs, int size, Action<(byte, byte, byte, byte, byte)[]> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte, byte, byte, byte, byte)[]>(), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Math.Max(1, runs * s_percent / 100)).WithStartSize(size).WithEndSize(size).WithQuietOnSuccess(true));
}
