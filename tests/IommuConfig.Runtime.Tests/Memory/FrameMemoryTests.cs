using System;
using System.IO;

namespace IommuConfig.Runtime.Tests.Memory;

/// <summary>Memory of a process for page tables.</summary>
internal sealed unsafe class FrameMemoryTests
{
    [Test]
    public void Native_memory_holds_zeros_and_is_aligned_to_a_frame()
    {
        using FrameMemory memory = FrameMemory.Native(new Mfn(0x40), 32);
        for (uint index = 0; index < memory.Source.Capacity; index++)
        {
            Assert.That(memory.Source.AllocateAsItIs(PageOrder.Page4K, out Mfn frame, out bool isZero), Is.Zero);
            ulong* entries = memory.Source.EntriesOf(frame);
            Assert.That(isZero && new ReadOnlySpan<ulong>(entries, 512).IndexOfAnyExcept(0UL) < 0, Is.True);
            Assert.That((ulong)entries % FrameSource.FrameSize, Is.Zero);
        }
    }

    [Test]
    public void Memory_is_given_back_once_however_often_it_is_said()
    {
        FrameMemory memory = FrameMemory.Native(new Mfn(0x40), 32);
        memory.Dispose();
        Assert.That(memory.Dispose, Throws.Nothing);
    }

    [Test]
    public void Whoever_shares_the_file_sees_the_tables_where_the_machine_has_them()
    {
        string path = Path.GetTempFileName();
        try
        {
            const int Offset = 4 * FrameSource.FrameSize;
            byte[] content = new byte[40 * FrameSource.FrameSize];
            Array.Fill(content, (byte)0xa5);
            File.WriteAllBytes(path, content);
            using (FrameMemory memory = FrameMemory.SharedFile(path, Offset, new Mfn(0x100), 32))
            {
                PageTable table = default;
                CoherentHost host = default;
                FlushFlags flush = FlushFlags.None;
                Assert.That(PageTableWalker<VtdSecondLevel, CoherentHost>.Build(ref table, ref host, memory.Source, default), Is.Zero);
                Assert.That(
                    PageTableWalker<VtdSecondLevel, CoherentHost>.Map(ref table, ref host, new Dfn(5UL << 27), new Mfn(9), 1, MapFlags.Readable, ref flush),
                    Is.Zero);

                using FileStream other = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                byte[] root = new byte[FrameSource.FrameSize];
                other.Position = Offset + (long)((table.Root.Frame.Value - 0x100) * FrameSource.FrameSize);
                other.ReadExactly(root);
                for (int index = 0; index < 512; index++)
                {
                    ulong entry = BitConverter.ToUInt64(root, index * 8) & ~ContiguityMarkers<VtdSecondLevel>.Mask;
                    Assert.That(entry != 0, Is.EqualTo(index == 5), "frames are cleared, whatever the file held");
                }
            }

            byte[] after = File.ReadAllBytes(path);
            Assert.That(after.AsSpan(0, Offset).IndexOfAnyExcept((byte)0xa5), Is.Negative);
            Assert.That(after.AsSpan(36 * FrameSource.FrameSize).IndexOfAnyExcept((byte)0xa5), Is.Negative);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void What_a_file_does_not_have_is_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new byte[8 * FrameSource.FrameSize]);
            Assert.That(() => FrameMemory.SharedFile(path, 0, default, 9), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(path));
            Assert.That(() => FrameMemory.SharedFile(path, 100, default, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => FrameMemory.SharedFile(path, 0, default, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => FrameMemory.SharedFile(path + ".no", 0, default, 1), Throws.InstanceOf<IOException>());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
