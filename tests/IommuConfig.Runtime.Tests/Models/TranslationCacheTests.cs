using System;
using IommuConfig.Models;

namespace IommuConfig.Runtime.Tests.Models;

/// <summary>
/// What hardware remembers stays until it is told to forget exactly that. A path of VT-d tables, root 0x104, 0x103, 0x102, 0x101, to 512 pages
/// from 0x200; a second lowest table at 0x105; and a second path from level 2 on at 0x106.
/// </summary>
internal sealed class TranslationCacheTests
{
    private const ulong Present = 3;
    private const ulong LargePage = 1UL << 7;
    private const ushort Domain = 7;

    private static readonly TableRoot s_root = new(new Mfn(0x104), 4, 48);

    private MachineMemory _memory = null!;
    private TranslationCache _cache = null!;

    [SetUp]
    public void SetUp()
    {
        _memory = new MachineMemory(new Mfn(0x100), 8);
        _cache = new TranslationCache(new VtdWalk(), _memory);
        Set(0x104, 0, 0x103 << 12 | Present);
        Set(0x103, 0, 0x102 << 12 | Present);
        Set(0x102, 0, 0x101 << 12 | Present);
        Set(0x102, 1, 0x105 << 12 | Present);
        for (uint index = 0; index < 512; index++)
        {
            Set(0x101, index, (0x200UL + index) << 12 | Present);
        }
    }

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void A_page_is_remembered_until_told()
    {
        Assert.That(Frame(5), Is.EqualTo(0x205));
        Set(0x101, 5, 0x999 << 12 | Present);
        Set(0x101, 6, 0x998 << 12 | Present);
        Assert.That((Frame(5), Frame(6)), Is.EqualTo((0x205, 0x998)), "only what was seen is remembered");
        _cache.ForgetPages(Domain, new Dfn(5), 1);
        Assert.That(Frame(5), Is.EqualTo(0x999));
    }

    [Test]
    public void Permissions_are_remembered_with_the_page()
    {
        Set(0x101, 5, 0x205 << 12 | 1);
        Assert.That(Translate(5, isWrite: true, out _), Is.EqualTo(FaultReason.WriteDenied));
        Set(0x101, 5, 0x205 << 12 | 3);
        Assert.That(Translate(5, isWrite: true, out _), Is.EqualTo(FaultReason.WriteDenied));
        _cache.ForgetPages(Domain, new Dfn(5), 1);
        Assert.That(Translate(5, isWrite: true, out _), Is.EqualTo(FaultReason.None));
    }

    [TestCase(4UL, 4UL)]
    [TestCase(5UL, 1UL)]
    [TestCase(0UL, 3UL)]
    [TestCase(10UL, 0UL)]
    public void A_range_is_forgotten_to_the_page(ulong first, ulong count)
    {
        for (ulong dfn = 0; dfn < 16; dfn++)
        {
            Frame(dfn);
            Set(0x101, (uint)dfn, (0x300 + dfn) << 12 | Present);
        }

        _cache.ForgetPages(Domain, new Dfn(first), count);
        for (ulong dfn = 0; dfn < 16; dfn++)
        {
            Assert.That(Frame(dfn), Is.EqualTo((dfn >= first && dfn < first + count ? 0x300UL : 0x200UL) + dfn), $"dfn {dfn}");
        }
    }

    [Test]
    public void A_range_to_the_end_of_all_addresses_ends_there()
    {
        Frame(5);
        Frame(6);
        _cache.ForgetPages(Domain, new Dfn(6), ulong.MaxValue);
        Assert.That(_cache.PageCount, Is.EqualTo(1));
        _cache.ForgetPages(Domain, new Dfn(0), ulong.MaxValue);
        Assert.That(_cache.PageCount, Is.Zero);
    }

    [Test]
    public void Domains_are_remembered_and_forgotten_apart()
    {
        Frame(5);
        Frame(5, domain: 8);
        Set(0x101, 5, 0x999 << 12 | Present);
        _cache.ForgetPages(9, new Dfn(5), 1);
        _cache.ForgetDomain(9);
        Assert.That((Frame(5), Frame(5, 8)), Is.EqualTo((0x205, 0x205)));
        _cache.ForgetPages(8, new Dfn(5), 1);
        Assert.That((Frame(5), Frame(5, 8)), Is.EqualTo((0x205, 0x999)));
        _cache.ForgetDomain(Domain);
        Assert.That(Frame(5), Is.EqualTo(0x999));
        _cache.ForgetAll();
        Assert.That(_cache.PageCount, Is.Zero);
    }

    [Test]
    public void A_large_page_is_one_entry_and_goes_as_a_whole()
    {
        Set(0x102, 0, 0x400 << 12 | Present | LargePage);
        Assert.That((Frame(0), Frame(511), _cache.PageCount), Is.EqualTo((0x400, 0x5ff, 1)));
        Set(0x102, 0, 0x101 << 12 | Present);
        Assert.That(Frame(100), Is.EqualTo(0x464), "never asked for, and remembered with the rest");
        _cache.ForgetPages(Domain, new Dfn(512), 512);
        Assert.That(Frame(0), Is.EqualTo(0x400), "the next large page");
        _cache.ForgetPages(Domain, new Dfn(300), 1);
        Assert.That((Frame(0), Frame(511)), Is.EqualTo((0x200, 0x3ff)));
    }

    [Test]
    public void A_page_that_was_remembered_before_the_large_one_wins_and_stays_for_itself()
    {
        Frame(5);
        Set(0x102, 0, 0x400 << 12 | Present | LargePage);
        Assert.That((Frame(6), Frame(5)), Is.EqualTo((0x406, 0x205)));
        _cache.ForgetPages(Domain, new Dfn(6), 1);
        Assert.That((_cache.PageCount, Frame(5)), Is.EqualTo((1, 0x205)));
        _cache.ForgetPages(Domain, new Dfn(5), 1);
        Assert.That(Frame(5), Is.EqualTo(0x405));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void What_was_absent_is_remembered_only_where_hardware_does(bool caches)
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesAbsentEntries = caches };
        Set(0x101, 5, 0);
        Set(0x101, 6, 0);
        Assert.That((Frame(5), Frame(6), _cache.PageCount), Is.EqualTo((-1, -1, caches ? 2 : 0)));
        Set(0x101, 5, 0x205 << 12 | Present);
        Set(0x101, 6, 0x206 << 12 | Present);
        Assert.That(Frame(5), Is.EqualTo(caches ? -1 : 0x205));
        _cache.ForgetPages(Domain, new Dfn(5), 1);
        Assert.That((Frame(5), Frame(6)), Is.EqualTo((0x205, caches ? -1 : 0x206)));
    }

    [Test]
    public void An_absent_table_is_remembered_for_the_pages_that_were_asked_for()
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesAbsentEntries = true };
        Set(0x102, 0, 0);
        Assert.That(Frame(5), Is.EqualTo(-1));
        Set(0x102, 0, 0x101 << 12 | Present);
        Assert.That((Frame(5), Frame(6)), Is.EqualTo((-1, 0x206)));
    }

    [Test]
    public void An_absent_interior_entry_is_remembered_for_its_range_where_tables_are()
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesAbsentEntries = true, CachesTables = true };
        Set(0x102, 0, 0);
        Assert.That(Frame(5), Is.EqualTo(-1));
        Set(0x102, 0, 0x101 << 12 | Present);
        Assert.That(Frame(6), Is.EqualTo(-1), "never asked for, but under the same entry");
        _cache.ForgetPages(Domain, new Dfn(6), 1);
        Assert.That((Frame(6), Frame(5)), Is.EqualTo((0x206, -1)), "the entry is forgotten, the page that was asked for is not");
        _cache.ForgetPages(Domain, new Dfn(5), 1);
        Assert.That(Frame(5), Is.EqualTo(0x205));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_table_that_was_replaced_stays_visible_until_told(bool caches)
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesTables = caches };
        Set(0x105, 6, 0x777 << 12 | Present);
        Assert.That((Frame(5), _cache.TableCount), Is.EqualTo((0x205, caches ? 3 : 0)));
        Set(0x102, 0, 0x105 << 12 | Present);
        Assert.That(Frame(6), Is.EqualTo(caches ? 0x206 : 0x777));
        _cache.ForgetPages(Domain, new Dfn(6), 1);
        Assert.That(Frame(6), Is.EqualTo(0x777));
    }

    [Test]
    public void A_table_that_was_freed_and_written_anew_is_walked_until_told()
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesTables = true };
        Frame(5);
        Set(0x102, 0, 0);
        Set(0x101, 6, 0xbad << 12 | Present);
        Assert.That(Frame(6), Is.EqualTo(0xbad), "whoever owns the frame now decides where the device writes");
        _cache.ForgetDomain(Domain);
        Assert.That(Frame(6), Is.EqualTo(-1));
    }

    [Test]
    public void Only_tables_on_the_way_to_the_range_are_forgotten()
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesTables = true };
        Set(0x105, 0, 0x700 << 12 | Present);
        Assert.That((Frame(5), Frame(512), _cache.TableCount), Is.EqualTo((0x205, 0x700, 4)), "two of them are shared");
        Set(0x102, 0, 0);
        Set(0x102, 1, 0);
        _cache.ForgetPages(Domain, new Dfn(600), 1);
        Assert.That(_cache.TableCount, Is.EqualTo(1));
        Assert.That((Frame(6), Frame(512), Frame(513)), Is.EqualTo((0x206, 0x700, -1)), "the page 512 is none of 600's");
        _cache.ForgetPages(8, new Dfn(6), 1);
        Assert.That(Frame(7), Is.EqualTo(0x207));
        _cache.ForgetPages(Domain, new Dfn(6), 1);
        Assert.That(Frame(8), Is.EqualTo(-1));
    }

    [Test]
    public void Permissions_above_a_remembered_table_are_remembered_with_it()
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesTables = true };
        Set(0x103, 0, 0x102 << 12 | 1);
        Assert.That(Translate(5, isWrite: true, out _), Is.EqualTo(FaultReason.WriteDenied));
        Set(0x103, 0, 0x102 << 12 | 3);
        Assert.That(Translate(6, isWrite: true, out _), Is.EqualTo(FaultReason.WriteDenied));
        _cache.ForgetPages(Domain, new Dfn(6), 1);
        Assert.That(Translate(6, isWrite: true, out _), Is.EqualTo(FaultReason.None));
    }

    [Test]
    public void The_root_is_not_remembered_but_all_below_it()
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesTables = true };
        Frame(5);
        TableRoot other = s_root with { Frame = new Mfn(0x106) };
        Assert.That(Frame(6, root: other), Is.EqualTo(0x206), "the same number, so the same table below");
        _cache.ForgetAll();
        Assert.That(Frame(6, root: other), Is.EqualTo(-1));
    }

    [Test]
    public void A_blocked_root_or_address_is_never_taken_from_memory()
    {
        Frame(5);
        Assert.That(_cache.Translate(s_root, Domain, 1UL << 48 | 5 << 12, false, out _), Is.EqualTo(FaultReason.AddressBeyondWidth));
        Assert.That(_cache.Translate(s_root with { Levels = 2 }, Domain, 5 << 12, false, out _), Is.EqualTo(FaultReason.InvalidContext));
    }

    [Test]
    public void A_mistake_in_the_table_is_not_remembered()
    {
        _cache = new TranslationCache(new VtdWalk(), _memory) { CachesTables = true, CachesAbsentEntries = true };
        Set(0x101, 5, 0x205 << 12 | Present | 1UL << 62);
        Assert.That(Translate(5, false, out _), Is.EqualTo(FaultReason.ReservedBit));
        Set(0x101, 5, 0x205 << 12 | Present);
        Assert.That(Frame(5), Is.EqualTo(0x205));
    }

    private void Set(uint frame, uint index, ulong entry) => BitConverter.TryWriteBytes(_memory.Bytes(((ulong)frame << 12) + (index * 8), 8), entry);

    private FaultReason Translate(ulong dfn, bool isWrite, out ulong target) =>
        _cache.Translate(s_root, Domain, dfn << 12 | 0x123, isWrite, out target);

    // The frame that a read reaches, or -1 where nothing is mapped.
    private int Frame(ulong dfn, ushort domain = Domain, TableRoot? root = null)
    {
        FaultReason reason = _cache.Translate(root ?? s_root, domain, dfn << 12 | 0x123, false, out ulong target);
        Assert.That(reason, Is.AnyOf(FaultReason.None, FaultReason.ReadDenied));
        Assert.That(target & 0xfff, Is.EqualTo(reason == FaultReason.None ? 0x123 : 0));
        return reason == FaultReason.None ? (int)(target >> 12) : -1;
    }
}
