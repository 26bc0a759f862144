using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>What a request gets of the end of a walk.</summary>
internal sealed class WalkResultTests
{
    [Test]
    public void A_page_translates_what_its_permissions_allow()
    {
        WalkResult page = WalkResult.Mapped(0x20_0000, 9, PageAccess.Read);
        Assert.That(page.Translate(0x1234_5678, isWrite: false, out ulong target), Is.EqualTo(FaultReason.None));
        Assert.That(target, Is.EqualTo(0x34_5678));
        Assert.That(page.Translate(0x1234_5678, isWrite: true, out target), Is.EqualTo(FaultReason.WriteDenied));
        Assert.That(target, Is.Zero);
        Assert.That(page.Target(0x1234_5678), Is.EqualTo(0x34_5678), "whatever the permissions are");
        Assert.That(WalkResult.Mapped(0x20_0000, 9, PageAccess.Write).Translate(0, isWrite: false, out _), Is.EqualTo(FaultReason.ReadDenied));
    }

    [Test]
    public void A_page_that_is_not_dirty_is_read_and_not_written()
    {
        WalkResult page = WalkResult.Mapped(0x1000, 0, PageAccess.All, isDirty: false);
        Assert.That(page.Translate(0, isWrite: false, out _), Is.EqualTo(FaultReason.None));
        Assert.That(page.Translate(0, isWrite: true, out _), Is.EqualTo(FaultReason.DirtyFlagMissing));
    }

    [Test]
    public void Where_nothing_is_mapped_every_request_lacks_permission_and_there_is_no_fault()
    {
        foreach (WalkResult nothing in (WalkResult[])[WalkResult.NotMapped(9), default])
        {
            Assert.That((nothing.Outcome, nothing.Fault), Is.EqualTo((WalkOutcome.NotMapped, (FaultReason?)null)));
            Assert.That(nothing.Translate(0, isWrite: false, out _), Is.EqualTo(FaultReason.ReadDenied));
            Assert.That(nothing.Translate(0, isWrite: true, out _), Is.EqualTo(FaultReason.WriteDenied));
            Assert.That(() => nothing.Target(0), Throws.InvalidOperationException);
        }
    }

    [Test]
    public void A_mistake_blocks_every_request_with_its_reason([Values] bool isWrite)
    {
        WalkResult mistake = WalkResult.Faulted(FaultReason.ReservedBit);
        Assert.That((mistake.Outcome, mistake.Fault), Is.EqualTo((WalkOutcome.Faulted, FaultReason.ReservedBit)));
        Assert.That(mistake.Translate(0, isWrite, out _), Is.EqualTo(FaultReason.ReservedBit));
        Assert.That(() => mistake.Target(0), Throws.InvalidOperationException);
        Assert.That(() => WalkResult.Faulted(FaultReason.None), Throws.ArgumentException);
    }
}
