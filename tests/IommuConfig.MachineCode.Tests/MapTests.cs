using System;
using System.Linq;
using System.Runtime.InteropServices;

using NUnit.Framework;

namespace IommuConfig.MachineCode.Tests;

/// <summary>What becomes of <c>Iommu&lt;Table&gt;.Map</c> in machine code: dispatch leaves no trace where nothing is left to choose.</summary>
internal sealed class MapTests
{
    // What a body may call besides the provider: everything out of the way of a successful map.
    private static readonly string[] s_coldCalls =
        ["Iommu`1[TABLE]:MapOutOfLine", "Iommu`1[TABLE]:Failed", "UnknownProvider", "NotSelected", "CORINFO_HELP_STRCNS", "CORINFO_HELP_THROW"];

    [OneTimeSetUp]
    public void Requires_the_instruction_set_that_the_listings_are_read_in()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Assert.Ignore($"The listings are read as x64 code, and this machine is {RuntimeInformation.ProcessArchitecture}.");
        }
    }

    [TestCase("ByHand", "ThroughOne", TestName = "One_provider_is_a_direct_call")]
    [TestCase("ByHandB", "ThroughBoot", TestName = "A_provider_chosen_at_boot_is_a_direct_call")]
    public void Equal_to_a_table_written_by_hand(string byHand, string throughTable)
    {
        JitListing expected = JitListing.Of(byHand);
        JitListing actual = JitListing.Of(throughTable);

        Assert.That(actual.Instructions, Is.EqualTo(expected.Instructions));
        Assert.That(Hot(actual), Is.Empty, "the provider is inlined");
        Assert.That(actual.Indirect, Is.Empty);
    }

    [TestCase("ThroughMixed2", 2)]
    [TestCase("ThroughMixed3", 3)]
    [TestCase("ThroughMixed5", 5)]
    public void A_mixed_build_compares_and_has_no_indirect_call_or_jump(string caller, int providers)
    {
        JitListing listing = JitListing.Of(caller);

        Assert.That(listing.Indirect, Is.Empty);
        Assert.That(Hot(listing), Is.Empty, "every provider is inlined");

        // Each provider's store is there, once.
        Assert.That(listing.Instructions.Count(instruction => instruction.StartsWith("mov qword ptr [r", StringComparison.Ordinal)
            && instruction.Contains("+8*", StringComparison.Ordinal)), Is.EqualTo(providers));
    }

    [TestCase("ThroughVtd")]
    [TestCase("TracedVtd", "TraceMapped")]
    public void A_driver_stores_the_entry_without_any_call(string caller, params string[] trace)
    {
        // Other tables, larger pages and ranges; page by page, for providers that know no ranges; errors; and a listener.
        string[] coldMethods = ["MapPage", "MapLarge", "MapMany", "IsSupported", "op_BitwiseOr", "UndoMap", "Failed", "MapOutOfLine", .. trace];
        JitListing listing = JitListing.Of(caller);

        Assert.That(listing.Indirect, Is.Empty);
        Assert.That(listing.Calls.Select(MethodOf).Distinct(), Is.EquivalentTo(coldMethods));
        Assert.That(ListingPaths.MeetsWithoutCall(listing.Lines, IsStoreOfEntry), "the entry is stored on the way to the end");
    }

    [TestCase("ThroughOutOfLine")]
    [TestCase("ThroughOutOfLineMixed")]
    public void A_provider_that_is_not_inlined_is_noticed(string caller) =>
        Assert.That(Hot(JitListing.Of(caller)), Has.Some.Contains("MapPage"));

    [Test]
    public void A_way_without_calls_ends_where_it_calls()
    {
        string[] lines = ["a:", "je SHORT G_M1_IG02", "call [X:Y()]", "store", "ret", "G_M1_IG02:", "jne G_M1_IG03", "other", "ret", "G_M1_IG03:", "last", "call CORINFO_HELP_THROW", "int3"];

        Assert.That(lines.Where(line => ListingPaths.MeetsWithoutCall(lines, met => met == line)), Is.EquivalentTo(
            new[] { "a:", "je SHORT G_M1_IG02", "ret", "G_M1_IG02:", "jne G_M1_IG03", "other", "ret" }));
    }

    [TestCase("call rax", true)]
    [TestCase("jmp rcx", true)]
    [TestCase("call [rax+0x18]", true)]
    [TestCase("call qword ptr [rdi+8*rax]", true)]
    [TestCase("rex.jmp [rax]", true)]
    [TestCase("tail.jmp rax", true)]
    [TestCase("call [Iommu`1[TABLE]:MapOutOfLine(Domain):long]", false)]
    [TestCase("call CORINFO_HELP_THROW", false)]
    [TestCase("jmp SHORT G_M000_IG05", false)]
    public void Indirect_calls_and_jumps_are_recognised(string instruction, bool isIndirect) =>
        Assert.That(JitListing.IsIndirect(instruction), Is.EqualTo(isIndirect));

    // Through a register, and not one of the frame: the entry's address is worked out.
    private static bool IsStoreOfEntry(string instruction) =>
        instruction.StartsWith("mov qword ptr [r", StringComparison.Ordinal) && !instruction.Contains("rbp", StringComparison.Ordinal)
        && !instruction.Contains("rsp", StringComparison.Ordinal);

    // The listing writes [Type:Method(Parameters):Result].
    private static string MethodOf(string call) => call[..call.IndexOf('(', StringComparison.Ordinal)].Split(':')[^1];

    private static string[] Hot(JitListing listing) =>
        [.. listing.Calls.Where(call => !s_coldCalls.Any(cold => call.Contains(cold, StringComparison.Ordinal)))];
}
