using IommuConfig.Models;
using Walker = IommuConfig.Runtime.PageTableWalker<IommuConfig.Runtime.AmdV1, IommuConfig.Runtime.CoherentHost>;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Entries that AMD-Vi allows and the walker never writes: pages whose size is in the address, and pointers that skip levels.</summary>
internal sealed unsafe class AmdForeignEntryTests
{
    // PR; next level 7 in bits 11-9; FC 60, IR 61, IW 62 (AMD IOMMU specification, 2.2.3).
    private const ulong Page7 = 1UL | 7UL << 9 | 7UL << 60;

    // IR and IW of a pointer.
    private const ulong Pointer = 1UL | 3UL << 61;

    private MachineMemory _memory = null!;
    private FrameSource _frames = null!;
    private PageTable _table;
    private CoherentHost _host;

    [SetUp]
    public void SetUp()
    {
        _memory = new MachineMemory(new Mfn(0x100), 64);
        _frames = new FrameSource(_memory.AddressOf(new Mfn(0x100)), new Mfn(0x100), 64);
        _table = default;
        Assert.That(Walker.Build(ref _table, ref _host, _frames, default), Is.Zero);
    }

    [TearDown]
    public void TearDown() => _memory.Dispose();

    // k ones from bit 12 on and a zero say 2^(13 + k) bytes: 8 KiB to 1 MiB in a table of pages, 4 MiB to 512 MiB one level up.
    [Test]
    public void Every_size_in_an_address_is_read([Range(13, 20)] int bits) => AreRead(1, bits);

    [Test]
    public void Every_size_above_2_MiB_is_read([Range(22, 29)] int bits) => AreRead(2, bits);

    [Test]
    public void A_pointer_that_skips_levels_leads_where_the_skipped_bits_are_zero()
    {
        FlushFlags flush = FlushFlags.None;
        Walker.Map(ref _table, ref _host, new Dfn(3), new Mfn(0x30), 1, MapFlags.ReadWrite, ref flush);
        ulong* root = _frames.EntriesOf(_table.Root.Frame);
        ulong third = root[0] & 0x000f_ffff_ffff_f000;
        ulong second = *_frames.EntriesOf(new Mfn(third >> 12)) & 0x000f_ffff_ffff_f000;
        ulong first = *_frames.EntriesOf(new Mfn(second >> 12)) & 0x000f_ffff_ffff_f000;
        root[7] = Pointer | 1UL << 9 | first;

        Assert.That(Walker.Lookup(ref _table, new Dfn((7UL << 27) + 3), out Mfn mfn, out _), Is.Zero);
        Assert.That(mfn.Value, Is.EqualTo(0x30));
        Assert.That(Walker.Lookup(ref _table, new Dfn((7UL << 27) + (1 << 9) + 3), out _, out _), Is.EqualTo(-Errno.ENOENT));
        AssertHardwareAgrees((7UL << 27) + 3);
    }

    private void AreRead(int level, int bits)
    {
        Write(level, bits);
        ulong frames = 1UL << (bits - 12);
        ulong[] places = [0, 1, (frames / 2) - 1, frames / 2, frames - 1];
        foreach (ulong dfn in places)
        {
            Assert.That(Walker.Lookup(ref _table, new Dfn(dfn), out Mfn mfn, out MapFlags flags), Is.Zero);
            Assert.That((mfn.Value, flags.Order.Value, flags.Access), Is.EqualTo((0x4000_0 + dfn, bits - 12, MapFlags.ReadWrite)));
            AssertHardwareAgrees(dfn);
        }

        Assert.That(Walker.Lookup(ref _table, new Dfn(frames), out _, out _), Is.EqualTo(-Errno.ENOENT));
    }

    // Fills the first entries of the table of a level for address 0, which gets something to hold it, with a page at 1 GiB.
    private void Write(int level, int bits)
    {
        FlushFlags flush = FlushFlags.None;
        ulong count = level == 1 ? 1UL : 512UL;
        Assert.That(
            Walker.Map(ref _table, ref _host, new Dfn(511 * count), new Mfn(512), count, MapFlags.Readable, ref flush), Is.Zero);
        ulong* entries = _frames.EntriesOf(_table.Root.Frame);
        for (int at = 4; at > level; at--)
        {
            entries = _frames.EntriesOf(new Mfn((entries[0] & 0x000f_ffff_ffff_f000) >> 12));
        }

        ulong ones = ((1UL << (bits - 13)) - 1) << 12;
        for (int index = 0; index < 1 << (bits - (level == 1 ? 12 : 21)); index++)
        {
            entries[index] = Page7 | 1UL << 30 | ones;
        }
    }

    private void AssertHardwareAgrees(ulong dfn)
    {
        WalkResult hardware = new AmdWalk().Run(_memory, _table.Root, dfn << 12);
        bool isMapped = Walker.Lookup(ref _table, new Dfn(dfn), out Mfn mfn, out _) == 0;
        Assert.That(hardware.Outcome, Is.EqualTo(isMapped ? WalkOutcome.Mapped : WalkOutcome.NotMapped));
        Assert.That(!isMapped || hardware.Target(dfn << 12) == mfn.Value << 12, Is.True);
    }
}
