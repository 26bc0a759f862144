using System;
using System.IO;

namespace IommuConfig.Runtime;

/// <remarks>The state of a machine as text, for people.</remarks>
public readonly partial struct Iommu<THooks>
{
    /// <summary>Writes which IOMMUs there are, which domains with which devices, and what is left of the devices.</summary>
    /// <example>
    /// <code>
    /// IOMMU IntelVtd: provider 0, 48 bits
    /// domain 1: hardware, provider 0, 1 device
    ///   0000:03:00.0, 2 blocked
    /// domain 2: crashed, provider 0, no device
    /// nobody's:
    ///   0000:00:14.0, in quarantine
    /// </code>
    /// </example>
    /// <param name="output">Receives the lines.</param>
    /// <param name="withTables">Whether to write each domain's page tables below it.</param>
    public void DumpAll(TextWriter output, bool withTables = false)
    {
        // As it was at one moment; and nobody waits while it is written out.
        using StringWriter state = new() { NewLine = output.NewLine };
        Platform.DeviceLock.Acquire();
        WriteState(state, withTables);
        Platform.DeviceLock.Release();
        output.Write(state.ToString());
    }

    private void WriteState(StringWriter output, bool withTables)
    {
        foreach (IommuUnit unit in Platform.Units)
        {
            output.WriteLine($"IOMMU {unit.Kind}: {(unit.Provider.IsNone ? "not in use" : $"provider {unit.Provider}")}, {unit.AddressBits} bits");
        }

        foreach (Domain domain in Platform.Domains.All)
        {
            output.WriteLine($"domain {domain.Id}: {Describe(domain)}");
            WriteDevices(output, domain);
            if (withTables)
            {
                domain.MappingLock.Acquire();
                using StringWriter tables = new();
                Dump(domain, tables);
                domain.MappingLock.Release();
                foreach (string line in tables.ToString().Split(tables.NewLine, StringSplitOptions.RemoveEmptyEntries))
                {
                    output.WriteLine($"    {line}");
                }
            }
        }

        output.WriteLine("nobody's:");
        WriteDevices(output, owner: null);
    }

    private static string Describe(Domain domain)
    {
        string kind =
            (domain.IsHardware ? "hardware, " : "") + (domain.IsPassthrough ? "passthrough, " : "") + (domain.SharesTables ? "shares tables, " : "") +
            (domain.IsCrashed ? "crashed, " : "") + (domain.IsDying ? "dying, " : "");
        string providers = "";
        foreach (Domain view in domain.Views)
        {
            providers += $"provider {view.Provider}, ";
        }

        return kind + (providers.Length == 0 ? "no provider, " : providers) + domain.DeviceCount switch
        {
            0 => "no device",
            1 => "1 device",
            int count => $"{count} devices",
        };
    }

    private void WriteDevices(TextWriter output, Domain? owner)
    {
        foreach (Device device in Platform.Devices.All)
        {
            if (device.Owner == owner)
            {
                string quarantine = owner is not null ? "" : device.QuarantineTable is null ? ", reaches nothing" : ", in quarantine";
                string faults = device.FaultCount == 0 ? "" : $", {device.FaultCount} blocked";
                output.WriteLine($"  {device.Id}{(device.IsBroken ? ", broken" : "")}{quarantine}{faults}");
            }
        }
    }
}
