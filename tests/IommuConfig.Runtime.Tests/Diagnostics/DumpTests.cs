using System.IO;
using IommuConfig.Models;
using IommuConfig.Runtime.Tests.Tables;

namespace IommuConfig.Runtime.Tests.Diagnostics;

/// <summary>The state of a machine as text.</summary>
internal sealed class DumpTests
{
    [Test]
    public void A_machine_is_its_units_its_domains_with_their_devices_and_what_is_nobodys()
    {
        using Rig<SingleTable<VtdHooks>> rig = Rigs.Vtd();
        Domain hardware = rig.CreateDomain(isHardware: true);
        Domain guest = rig.CreateDomain("nic");
        rig.Map(guest, 5, rig.Machine.Ram, MapFlags.Readable);
        rig.Device("nic").Write(0x5000, [1]);
        guest.Crash();
        Domain usb = rig.CreateDomain("usb");
        Assert.That(rig.Iommu.Deassign(usb, rig.Device("usb").Device), Is.Zero);
        Assert.That(rig.Iommu.Teardown(usb), Is.Zero);
        Assert.That(hardware.Id, Is.EqualTo(1));

        StringWriter text = new();
        rig.Iommu.DumpAll(text, withTables: true);
        string frame = rig.Machine.Ram.Value.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(text.ToString().ReplaceLineEndings("\n"), Is.EqualTo(
            $"""
            IOMMU IntelVtd: provider 0, 48 bits
            domain 1: hardware, provider 0, no device
                1 table, 0 pages
            domain 2: crashed, provider 0, 1 device
              0000:03:00.0, 1 blocked
                0x5000..0x5fff -> 0x{frame}000..0x{frame}fff  r-  1 x 4K
                4 tables, 1 page
            nobody's:
              0000:04:00.0, reaches nothing
              0000:00:14.0, in quarantine

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Without_an_IOMMU_in_use_it_says_so()
    {
        using SoftwarePlatform machine = SoftwarePlatform.X86(IommuKind.AmdVi);
        Iommu<SingleTable<VtdHooks>> iommu = new(machine.Platform);
        Assert.That(iommu.CreateDomain(isHardware: false, out _), Is.Zero);
        StringWriter text = new();
        iommu.DumpAll(text);
        Assert.That(
            text.ToString().ReplaceLineEndings("\n"), Is.EqualTo("IOMMU AmdVi: not in use, 48 bits\ndomain 1: no provider, no device\nnobody's:\n"));
    }
}
