using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Domains;

/// <summary>The tables of a dying domain, where there is no cleanup list.</summary>
internal sealed class TableReleaseTests
{
    private const uint Tables = 700;

    private Rig<MixedTable> _rig = null!;
    private Domain _domain = null!;

    [SetUp]
    public void SetUp()
    {
        _rig = Rigs.Mixed();
        _domain = _rig.CreateDomain("dmab0");
        DeferredFreeTests.MapMany(_rig, _domain, Tables);
        Assert.That(_rig.Platform.Find<CleanupQueue>(), Is.Null);
    }

    [TearDown]
    public void TearDown() => _rig.Dispose();

    [Test]
    [Rule("CLN-11")]
    public void They_are_freed_in_parts_while_somebody_waits_and_none_twice()
    {
        _rig.Platform.IsPreemptionPending = true;
        uint left = _rig.Platform.Memory.InUse;
        Assert.That(left, Is.GreaterThan(Tables));
        for (; left > 256; left -= 256)
        {
            Assert.That(TableRelease.Run(_domain), Is.EqualTo(-Errno.ERESTART));
            Assert.That(_rig.Platform.Memory.InUse, Is.EqualTo(left - 256));
            Assert.That(_domain.PageTable.IsBuilt, Is.False, "nothing is found in what is left");
        }

        Assert.That(TableRelease.Run(_domain), Is.Zero);
        Assert.That(TableRelease.Run(_domain), Is.Zero);
        Assert.That(_rig.Platform.Memory.InUse, Is.Zero);
    }

    [Test]
    [Rule("CLN-11")]
    public void They_are_freed_at_once_while_nobody_waits()
    {
        FlushFlags flush = FlushFlags.None;
        Assert.That(_rig.Iommu.Unmap(_domain, new Dfn(0), 300 << 9, MapFlags.None, ref flush), Is.Zero);
        Assert.That(_domain.PageTable.RetiredCount, Is.EqualTo(300));
        Assert.That(TableRelease.Run(_domain), Is.Zero);
        Assert.That((_rig.Platform.Memory.InUse, _domain.PageTable.RetiredCount), Is.EqualTo((0, 0)));
    }

    [Test]
    [Rule("CLN-11")]
    public void A_table_that_was_never_built_has_nothing_to_free() => Assert.That(TableRelease.Run(_rig.CreateDomain()), Is.Zero);
}
