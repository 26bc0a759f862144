using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Stress;

/// <summary>
/// Eight threads change domains and devices while processors come and go and devices read all the time, through units that remember whatever they may.
/// build/stress.sh runs it for as long as one likes: STRESS_SECONDS, from STRESS_SEED on.
/// </summary>
[NonParallelizable]
internal sealed class StressTests
{
    private const int Workers = 8;
    private const int Processors = 4;

    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(Setting("STRESS_SECONDS", 3));
    private static readonly int s_seed = (int)Setting("STRESS_SEED", 1);

    [Test]
    [Rule("CLN-7")]
    public void One_provider([Values] bool failing) => Run<SingleTable<VtdHooks>>(failing, IommuKind.IntelVtd);

    [Test]
    [Rule("CLN-7")]
    public void Domains_that_span_providers([Values] bool failing) =>
        Run<MixedTable>(failing, IommuKind.ArmSmmu, IommuKind.ArmSmmuV3, IommuKind.IpmmuVmsa);

    private static double Setting(string name, double otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? double.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private static void Run<THooks>(bool failing, params IommuKind[] kinds)
        where THooks : struct, ICoreHooks
    {
        using ThreadedCpus cpus = new(Processors);
        SoftwarePlatform machine = new(cpus, tableFrames: 4096);
        foreach ((IommuKind kind, int index) in kinds.Select((kind, index) => (kind, index)))
        {
            byte bus = (byte)(index + 1);
            machine.AddUnit(kind, bus, cachesAbsentEntries: true, cachesTables: true);
            machine.AddDevice($"dma{bus}.0", new DeviceId(0, bus, 0x00));
            machine.AddReservedRegion(
                machine.Ram + (machine.RamFrames - bus), 1, machine.AddDevice($"dma{bus}.1", new Device(new DeviceId(0, bus, 0x08)) { PhantomStride = 4 }));
        }

        using Rig<THooks> rig = new(machine);
        machine.Admits = failing ? _ => Random.Shared.Next(20) != 0 : null;
        StressWorld<THooks> world = new(rig);
        long start = Stopwatch.GetTimestamp();
        string? failure = null;
        long turns = 0;
        void Repeat(Action<Random> action, int seed)
        {
            Random random = new(seed);
            try
            {
                while (Volatile.Read(ref failure) is null && Stopwatch.GetElapsedTime(start) < s_duration)
                {
                    action(random);
                    Interlocked.Increment(ref turns);
                }
            }
            catch (Exception exception)
            {
                failure = $"seed {seed}: {exception}";
            }
        }

        void Hotplug(Random random)
        {
            machine.Platform.Tasklets.SetOnline(random.Next(Processors), random.Next(2) == 0);
            machine.Units[random.Next(machine.Units.Count)].ClearFaults();
            Thread.Yield();
        }

        Thread[] threads =
        [
            .. Enumerable.Range(0, Workers).Select(worker => new Thread(() => Repeat(world.Turn, s_seed + worker)) { IsBackground = true }),
            new Thread(() => Repeat(Hotplug, s_seed + Workers)) { IsBackground = true },
            new Thread(() => Repeat(world.Probe, s_seed + Workers + 1)) { IsBackground = true },
        ];
        Array.ForEach(threads, thread => thread.Start());
        foreach (Thread thread in threads)
        {
            Assert.That(thread.Join(s_duration + TimeSpan.FromSeconds(60)), Is.True, "a thread does not come to its end");
        }

        Assert.That(failure, Is.Null);
        machine.Admits = null;
        Assert.That(cpus.WaitUntilQuiet(TimeSpan.FromSeconds(60)), Is.True);
        Assert.That(machine.Platform.DeferredTableCount, Is.Zero, "the processors freed them");
        world.End();
        Assert.That(machine.Platform.Memory.InUse, Is.Zero, "frames that did not come back");
        TestContext.Out.WriteLine($"{turns} turns, {world.Checks} checked, {world.Recycled} domains recycled, seed {s_seed}");
    }
}
