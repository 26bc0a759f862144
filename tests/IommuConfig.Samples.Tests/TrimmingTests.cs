using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

using Mono.Cecil;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>What of a vanished hook is left in a published program: nothing.</summary>
[NonParallelizable]
internal sealed class TrimmingTests
{
    // The hooks that a mixed build does not have, and what exists for their sake alone: their contracts, the cleanup tasklet, memop 27.
    private static readonly string[] s_vanished =
    [
        "FreePageTable", "Suspend", "Resume", "ShareP2m", "CrashShutdown", "GetReservedDeviceMemory", "UpdateIreFromApic", "ReadApicFromIre",
        "SetupHpetMsi", "EnableX2Apic", "DisableX2Apic", "AdjustIrqAffinities", "SyncCache", "Quiesce",
        "IPowerHooks", "IReservedMemoryHooks", "ICleanupHooks", "ISharedTableHooks", "IIoApicRemappingHooks", "IHpetHooks", "IX2ApicHooks",
        "CleanupQueue", "CleanupTasklet", "ReservedMemoryOp",
    ];

    private readonly Clone _clone = SharedClone.Instance;

    [Test]
    public void A_mixed_program_holds_nothing_of_what_vanished()
    {
        HashSet<string> names = Names(Publish("arm_mixed_defconfig"));

        Assert.That(names.Where(name => s_vanished.Any(vanished => IsOf(name, vanished))), Is.Empty);
        Assert.That(names, Does.Contain("MapPage"), "the names of what is there are found");
    }

    [Test]
    public void An_x86_program_holds_all_of_it_because_it_uses_all_of_it()
    {
        HashSet<string> names = Names(Publish("x86_defconfig"));

        Assert.That(s_vanished.Where(vanished => !names.Any(name => IsOf(name, vanished))), Is.Empty);
    }

    private string Publish(string config)
    {
        string output = _clone.PathOf($"published/{config}");
        CommandResult result = _clone.Dotnet(
            "publish", "samples/Passthrough", "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained",
            $"-p:KconfigConfig=configs/{config}", "--output", output);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Messages, Is.Empty);
        return output;
    }

    // Every type, method, field and property that our assemblies define or refer to. A member that implements an interface's explicitly bears
    // the interface's name too, and generic types their arity.
    private static HashSet<string> Names(string folder)
    {
        HashSet<string> names = [];
        string[] assemblies = [.. Directory.EnumerateFiles(folder, "IommuConfig.*.dll"), Path.Combine(folder, "Passthrough.dll")];
        Assert.That(assemblies.Select(Path.GetFileName), Is.EquivalentTo(new[]
        {
            "IommuConfig.Attributes.dll", "IommuConfig.Models.dll", "IommuConfig.Runtime.dll", "Passthrough.dll",
        }));
        foreach (string path in assemblies)
        {
            using ModuleDefinition module = ModuleDefinition.ReadModule(path);
            foreach (TypeDefinition type in module.GetTypes())
            {
                names.Add(type.Name);
                names.UnionWith(type.Methods.Select(method => method.Name));
                names.UnionWith(type.Fields.Select(field => field.Name));
                names.UnionWith(type.Properties.Select(property => property.Name));
            }

            names.UnionWith(module.GetTypeReferences().Select(type => type.Name));
            names.UnionWith(module.GetMemberReferences().Select(member => member.Name));
        }

        return names;
    }

    private static bool IsOf(string name, string vanished) =>
        name.Split('.', '`', '<', '>', '|', '_').Contains(vanished, StringComparer.Ordinal);
}
