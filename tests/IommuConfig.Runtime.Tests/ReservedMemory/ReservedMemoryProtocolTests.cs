using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Runtime.Tests.ReservedMemory;

/// <summary>Memory operation 27 over regions of any number: the protocol of capacity, count and error, for 64-bit and 32-bit callers.</summary>
internal sealed unsafe class ReservedMemoryProtocolTests
{
    private const uint Flags = ReservedMemoryOp.AllDevices;
    private const int Room = 0x40;

    private readonly byte[] _guest = new byte[0x200];
    private readonly FrameMemory _memory = FrameMemory.Native(new Mfn(0x100), 16);

    [OneTimeTearDown]
    public void TearDown() => _memory.Dispose();

    [SetUp]
    public void SetUp() => _guest.AsSpan().Fill(0xee);

    [FsCheck.NUnit.Property(MaxTest = 100)]
    [Rule("RDM-4")]
    [Rule("RDM-5")]
    [Rule("RDM-10")]
    [Rule("TRAP-5")]
    public void Whatever_there_is_room_for_the_prefix_is_written_the_count_is_that_of_all_and_it_is_an_error_iff_there_is_too_little(byte regions, bool is32Bit)
    {
        int count = regions % 12;
        IommuPlatform platform = Platform(Enumerable.Range(0, count).Select(index => ((ulong)(index + 1) * 0x10000, (ulong)(index * 0x1000) + 1)));
        for (uint capacity = 0; capacity <= count + 1; capacity++)
        {
            SetUp();
            int result = Call(platform, Flags, capacity, is32Bit, out uint found);
            Assert.That(result, Is.EqualTo(capacity < count ? -Errno.ENOBUFS : 0));
            Assert.That(found, Is.EqualTo(count));
            int written = (int)Math.Min(capacity, (uint)count);
            for (int index = 0; index < written; index++)
            {
                ulong region = (ulong)(count - index);
                Assert.That(EntryAt(index, is32Bit), Is.EqualTo((region * 0x10, region)));
            }

            Assert.That(_guest.AsSpan(Room + (written * (is32Bit ? 8 : 16))).ContainsAnyExcept((byte)0xee), Is.False, "nothing beyond");
        }
    }

    [Test]
    [Rule("RDM-10")]
    public void What_does_not_fit_into_32_bits_is_out_of_range_for_a_32_bit_caller_with_room_for_it()
    {
        foreach ((ulong first, ulong size) in new (ulong, ulong)[] { (0x1000_0000_0000, 0x1000), (0x1000, 0x1000_0000_0000) })
        {
            IommuPlatform platform = Platform([(first, size)]);
            Assert.That(Call(platform, Flags, 1, true, out uint found), Is.EqualTo(-Errno.ERANGE));
            Assert.That(found, Is.Zero, "it was not taken");
            Assert.That(Call(platform, Flags, 0, true, out found), Is.EqualTo(-Errno.ENOBUFS), "no room, nothing to cut");
            Assert.That(found, Is.EqualTo(1));
            Assert.That(Call(platform, Flags, 1, false, out _), Is.Zero);
        }

        Assert.That(Call(Platform([(0xffff_ffff_000, 0x1000)]), Flags, 1, true, out _), Is.Zero, "the highest frame that fits");
        Assert.That((sizeof(ReservedMemoryOp.Argument32), sizeof(ReservedMemoryOp.Entry32)), Is.EqualTo((16, ReservedMemoryOp.Entry32.Size)));
    }

    [Test]
    [Rule("RDM-5")]
    [Rule("TRAP-5")]
    public void The_count_goes_back_with_every_error_after_the_argument_was_accepted()
    {
        IommuPlatform platform = Platform([(0x10000, 0x1000), (0x20000, 0x1000)]);
        Assert.That(Call(platform, Flags, 1, false, out uint found), Is.EqualTo(-Errno.ENOBUFS), "not -ERANGE, which the public header names");
        Assert.That(found, Is.EqualTo(2));
        platform.Find<ReservedRegions>()!.Add(0x1000_0000_0000, 0x1000_0000_0fff, new DeviceId(8));
        Assert.That(Call(platform, Flags, 9, true, out found), Is.EqualTo(-Errno.ERANGE), "the newest one is shown first");
        Assert.That(found, Is.Zero);
        Assert.That(Call(platform, 2, 9, false, out found), Is.EqualTo(-Errno.EINVAL));
        Assert.That(found, Is.EqualTo(9), "not accepted: untouched");
    }

    [Test]
    [Rule("RDM-7")]
    public void A_region_without_frames_is_a_question_and_does_not_count()
    {
        IommuPlatform platform = Platform([]);
        Assert.That(Call<Probe>(platform, Flags, 0, false, out uint found), Is.Zero);
        Assert.That(found, Is.Zero);
    }

    [Test]
    [Rule("RDM-9")]
    public void A_provider_without_the_hook_has_no_regions()
    {
        Assert.That(Call<NoHook>(Platform([(0x10000, 0x1000)]), Flags, 0, false, out uint found), Is.Zero);
        Assert.That(found, Is.Zero);
    }

    private IommuPlatform Platform(IEnumerable<(ulong First, ulong Size)> regions)
    {
        // A set with one provider: there is an IOMMU.
        IommuPlatform platform = new(_memory.Source, 1) { Providers = default(ProviderSet).Add(new ProviderId(0)) };
        ReservedRegions reserved = new();
        foreach ((ulong first, ulong size) in regions)
        {
            Assert.That(reserved.Add(first, first + size - 1, new DeviceId(8)), Is.Zero);
        }

        platform.Add(reserved);
        return platform;
    }

    private int Call(IommuPlatform platform, uint flags, uint capacity, bool is32Bit, out uint found) =>
        Call<Hook>(platform, flags, capacity, is32Bit, out found);

    private int Call<THooks>(IommuPlatform platform, uint flags, uint capacity, bool is32Bit, out uint found)
        where THooks : struct, IReservedMemoryHooks
    {
        fixed (byte* start = _guest)
        {
            GuestMemory guest = new(start, (ulong)_guest.Length, is32Bit);
            if (is32Bit)
            {
                guest.TryWrite(0, new ReservedMemoryOp.Argument32 { Flags = flags, EntryCount = capacity, Buffer = Room });
            }
            else
            {
                guest.TryWrite(0, new ReservedMemoryOp.Argument { Flags = flags, EntryCount = capacity, Buffer = Room });
            }

            int result = ReservedMemoryOp.Run<THooks>(platform, ReservedMemoryOp.Number, guest, 0);
            guest.TryRead(4, out found);
            return result;
        }
    }

    private (ulong Start, ulong Count) EntryAt(int index, bool is32Bit) => is32Bit
        ? (BitConverter.ToUInt32(_guest, Room + (index * 8)), BitConverter.ToUInt32(_guest, Room + (index * 8) + 4))
        : (BitConverter.ToUInt64(_guest, Room + (index * 16)), BitConverter.ToUInt64(_guest, Room + (index * 16) + 8));

    private readonly struct Hook : IReservedMemoryHooks
    {
        public static int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
            where TVisitor : struct, IReservedRegionVisitor => platform.Find<ReservedRegions>()!.Visit(ref visitor);
    }

    private readonly struct Probe : IReservedMemoryHooks
    {
        public static int GetReservedDeviceMemory<TVisitor>(IommuPlatform platform, ref TVisitor visitor)
            where TVisitor : struct, IReservedRegionVisitor
        {
            Assert.That(visitor.Visit(default, 0, new DeviceId(8)), Is.EqualTo(1));
            return 0;
        }
    }

    private readonly struct NoHook : IReservedMemoryHooks;
}
