using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Linq;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Diagnostics;

/// <summary>What a listener hears of the layer.</summary>
[NonParallelizable]
internal sealed class TraceTests
{
    [Test]
    public void A_listener_hears_what_the_layer_did()
    {
        using Rig<MixedTable> rig = Rigs.Mixed();
        using Listener listener = new();
        Domain domain = rig.CreateDomain("dmaa0");
        Assert.That(rig.Iommu.Assign(domain, rig.Device("dmab0").Device, AssignFlags.None), Is.Zero);
        rig.Map(domain, 0x42, rig.Machine.Ram, MapFlags.Readable);
        rig.Device("dmab0").Write(0x42000, [1]);
        rig.Unmap(domain, 0x42);
        Assert.That(rig.Iommu.Deassign(domain, rig.Device("dmab0").Device), Is.Zero);
        Assert.That(rig.Iommu.Deassign(domain, rig.Device("dmaa0").Device), Is.Zero);
        Assert.That(rig.Iommu.Teardown(domain), Is.Zero);

        Assert.That(listener.Lines, Is.EqualTo((string[])
        [
            "domain 1: created, Iommu",
            "domain 1: provider 0 joins: 0",
            "domain 1: assign 0000:01:00.0: 0",
            "domain 1: provider 1 joins: 0",
            "domain 1: assign 0000:02:00.0: 0",
            $"domain 1: map frame 66 to frame {rig.Machine.Ram.Value}, 1 frames, r-: 0",
            "domain 1: flush frame 66, 1 frames, Added: 0",
            $"0000:02:00.0: blocked at address {0x42000}, write: True",
            "domain 1: unmap frame 66, 1 frames: 0",
            "domain 1: flush frame 0, 0 frames, Modified, All: 0",
            "domain 1: flush frame 0, 0 frames, All: 0",
            "domain 1: provider 1 leaves",
            "domain 1: deassign 0000:02:00.0: 0",
            "domain 1: deassign 0000:01:00.0: 0",
            "domain 1: flush frame 0, 0 frames, All: 0",
            "domain 1: destroy: 0",
        ]));
    }

    [Test]
    public void Crashes_broken_devices_and_reserved_memory_that_is_taken_are_told()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain domain = rig.CreateDomain();
        ulong reserved = rig.Machine.Ram.Value + rig.Machine.RamFrames - 4;
        rig.Map(domain, reserved + 1, rig.Machine.Ram, MapFlags.Readable);
        using Listener listener = new();
        Assert.That(rig.Iommu.Assign(domain, rig.Device("usb").Device, AssignFlags.Relaxed), Is.Zero);
        rig.Iommu.InvalidationTimedOut(rig.Device("usb").Device);
        Assert.That(listener.Lines.Where(line => !line.Contains("flush", StringComparison.Ordinal)), Is.EqualTo((string[])
        [
            $"domain 1: 1 of 4 reserved frames from {reserved} are taken",
            "domain 1: assign 0000:00:14.0: 0",
            "0000:00:14.0: broken",
            "domain 1: crashed",
        ]));
    }

    [Test]
    public void The_source_is_well_formed() => Assert.That(EventSource.GenerateManifest(typeof(IommuTrace), null, EventManifestOptions.Strict), Is.Not.Null);

    private sealed class Listener : EventListener
    {
        internal List<string> Lines { get; } = [];

        public override void Dispose()
        {
            DisableEvents(IommuTrace.Log);
            base.Dispose();
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "IommuConfig")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            lock (this)
            {
                Lines?.Add(string.Format(CultureInfo.InvariantCulture, eventData.Message!, [.. eventData.Payload!]));
            }
        }
    }
}
