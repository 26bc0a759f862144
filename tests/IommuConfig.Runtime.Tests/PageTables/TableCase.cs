using System;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>A format in one geometry, together with the hardware that walks it.</summary>
internal sealed record TableCase(string Name, Func<TableUnderTest> Create, PageTableOptions Options, Func<TableWalk> CreateWalk)
{
    internal bool IsArm => CreateWalk() is ArmWalk;

    public override string ToString() => Name;
}
