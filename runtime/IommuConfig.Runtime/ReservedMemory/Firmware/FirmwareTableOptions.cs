using System;

namespace IommuConfig.Runtime;

/// <summary>How strictly a table from firmware is read.</summary>
[Flags]
public enum FirmwareTableOptions
{
    /// <summary>As the specification demands.</summary>
    None = 0,

    /// <summary>Its checksum may be wrong: tables that were not finished by firmware (QEMU's raw ones) have 0 there.</summary>
    IgnoreChecksum = 1,
}
