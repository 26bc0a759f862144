using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Tests.Hooks;

/// <summary>Which hooks of the IOMMU layer a configuration has: all those of the rule, and none of the others.</summary>
internal sealed class ExistingHookTests
{
    [Test]
    [Rule("HOOK-3")]
    public void A_mixed_build_lacks_exactly_the_fourteen_hooks_that_name_nothing() =>
        Assert.That(
            IommuHookRule.In(_ => true).Select(hook => hook.Name).Order(StringComparer.Ordinal),
            Is.EqualTo(IommuHookRule.All.Except(
            [
                "FreePageTable", "SyncCache", "Suspend", "Resume", "CrashShutdown", "Quiesce", "GetReservedDeviceMemory", "ShareP2m", "UpdateIreFromApic",
                "ReadApicFromIre", "SetupHpetMsi", "EnableX2Apic", "DisableX2Apic", "AdjustIrqAffinities",
            ]).Order(StringComparer.Ordinal)));

    // Every assignment of what decides, with no driver, one, two and all of them; which ones goes round.
    [Test]
    [Rule("HOOK-1")]
    [Rule("HOOK-2")]
    [Rule("HOOK-4")]
    [Rule("XSA-450")]
    public void A_table_has_the_hooks_of_its_configuration_and_names_no_others([Range(0, 15)] int conditions)
    {
        string[] set = [.. IommuTableProject.Conditions.Where((_, index) => (conditions >> index & 1) != 0)];
        int drivers = IommuTableProject.Drivers.Length;
        GeneratorRun? run = null;
        foreach (int count in new[] { 0, 1, 2, drivers })
        {
            (string Symbol, string Provider)[] chosen = [.. Enumerable.Range(conditions, count).Select(index => IommuTableProject.Drivers[index % drivers])];
            string[] all = [.. set, .. chosen.Select(driver => driver.Symbol)];
            Project project = IommuTableProject.In(all.Contains);
            run = run?.After(_ => project) ?? GeneratorRun.Of(project);
            Check(run, all, chosen);
        }
    }

    [Test]
    [Rule("HOOK-2")]
    public void A_hook_that_does_not_exist_cannot_be_called()
    {
        GeneratorRun run = GeneratorRun.Of(IommuTableProject.In(_ => true).WithSource("""
            using IommuConfig.Runtime;

            namespace Sample;

            internal static class Caller
            {
                internal static int Sleep(IommuPlatform platform) => Hooks.Suspend(platform);
            }
            """, "Caller.cs"));

        Assert.That(run.Messages().Single(), Does.StartWith("KC1030 error Caller.cs(7,").And.Contain("IOMMU_MIXED=y"));
    }

    private static void Check(GeneratorRun run, string[] set, (string Symbol, string Provider)[] chosen)
    {
        string configuration = string.Join(" ", set);
        (string Name, string Contract)[] expected = IommuHookRule.In(set.Contains);
        INamedTypeSymbol hooks = run.Output.GetTypeByMetadataName("Sample.Hooks")!;
        INamedTypeSymbol table = run.Output.GetTypeByMetadataName("Sample.Hooks+Table")!;

        Assert.That(run.Messages(), Is.Empty, configuration);
        Assert.That(run.CompilerMessages(), Is.Empty, configuration);
        Assert.That(
            hooks.GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public).Select(member => member.Name).Intersect(IommuHookRule.All),
            Is.EquivalentTo(expected.Select(hook => hook.Name)),
            configuration);
        Assert.That(
            table.AllInterfaces.Select(contract => contract.Name).Intersect(IommuHookRule.Contracts),
            Is.EquivalentTo(expected.Select(hook => hook.Contract).Distinct()),
            configuration);

        Assert.That(MethodsIn(run.Output).Select(name => name.Split('.')[^1]).Intersect(IommuHookRule.All.Except(expected.Select(hook => hook.Name))), Is.Empty, configuration);

        // The attributes of the table name every driver; what is generated from them must not.
        string generated = run.Generated["Hooks.g.cs"];
        Assert.That(
            IommuTableProject.Drivers.Select(driver => driver.Provider).Where(provider => generated.Contains($".{provider}", StringComparison.Ordinal)),
            Is.EquivalentTo(set.Contains("HAS_PASSTHROUGH") ? chosen.Select(driver => driver.Provider) : []),
            configuration);
    }

    // The methods that the program defines or refers to.
    private static HashSet<string> MethodsIn(Compilation program)
    {
        using MemoryStream image = new();
        Assert.That(program.Emit(image).Success, Is.True);
        image.Position = 0;
        using PEReader file = new(image);
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MethodDefinitions.Select(handle => metadata.GetString(metadata.GetMethodDefinition(handle).Name)),
            .. metadata.MemberReferences.Select(handle => metadata.GetString(metadata.GetMemberReference(handle).Name)),
        ];
    }
}
