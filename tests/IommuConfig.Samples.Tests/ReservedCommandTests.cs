using System;
using System.Buffers.Binary;
using System.IO;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>What the sample prints of reserved memory: of a table in a file, and of a machine.</summary>
[NonParallelizable]
internal sealed class ReservedCommandTests
{
    private readonly Clone _clone = SharedClone.Instance;
    private string _folder = "";

    [OneTimeSetUp]
    public void Build() => Assert.That(_clone.Dotnet("build", "samples/Passthrough", "--nologo", "-v", "q").ExitCode, Is.Zero);

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("reserved").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_table_of_a_file_is_printed_in_columns_and_for_programs()
    {
        string file = Write("DMAR", Dmar(0x7b800000, 0x7fffffff));
        CommandResult result = Run(file);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("first byte    last byte       size  access  kind  devices\n"));
        Assert.That(result.Output, Does.Contain("00007b800000  00007fffffff  72 MiB  rw      RMRR  0000:00:02.0\n"));
        result = Run("--json", file);
        Assert.That(result.Output, Does.Contain("\"first\": \"0x7b800000\""));
    }

    [Test]
    public void A_broken_table_is_named_with_place_and_rule()
    {
        byte[] table = Dmar(0x7b800000, 0x7fffffff);
        table[50] = 200;
        CommandResult result = Run(Write("DMAR", table));
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output, Does.Contain("DMAR: broken table at offset 32h, against the rule: A structure ends where the table ends, or before (VT-d, 8.2)."));
        Assert.That(Run(Write("DMAR", Dmar(2, 1))).Output, Does.Contain("at offset 40h"));
    }

    [Test]
    public void What_is_no_table_is_said_so()
    {
        CommandResult missing = Run(Path.Combine(_folder, "nowhere"));
        Assert.That((missing.ExitCode, missing.Output.Contains("there is no such file", StringComparison.Ordinal)), Is.EqualTo((1, true)));
        CommandResult text = Run(Write("text", "hello"u8.ToArray()));
        Assert.That((text.ExitCode, text.Output.Contains("not a DMAR, IVRS or IORT table", StringComparison.Ordinal)), Is.EqualTo((1, true)));
        CommandResult folder = Run(_folder);
        Assert.That((folder.ExitCode, folder.Output.Contains("this is a folder", StringComparison.Ordinal)), Is.EqualTo((1, true)));
        CommandResult nothing = Run();
        Assert.That((nothing.ExitCode, nothing.Output.Contains("usage: Passthrough reserved", StringComparison.Ordinal)), Is.EqualTo((2, true)));
    }

    [Test]
    public void A_machine_without_readable_tables_has_the_regions_of_its_groups()
    {
        string group = Path.Combine(_folder, "kernel/iommu_groups/7");
        Directory.CreateDirectory(Path.Combine(group, "devices/0000:00:02.0"));
        File.WriteAllText(Path.Combine(group, "reserved_regions"), "0x00000000fee00000 0x00000000feefffff msi\n0x000000007b800000 0x000000007fffffff direct\n");
        CommandResult result = Run("--host", _folder);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("0000fee00000  0000feefffff   1 MiB  ?       msi     0000:00:02.0\n"));
        Assert.That(result.Output, Does.Contain("00007b800000  00007fffffff  72 MiB  ?       direct  0000:00:02.0\n"));

        Write("firmware/acpi/tables/DMAR", Dmar(0x1000, 0x1fff));
        Assert.That(Run("--host", _folder).Output, Does.Contain("RMRR").And.Not.Contains("msi"), "the table says more");
    }

    // One RMRR for 00:02.0, without a checksum.
    private static byte[] Dmar(ulong first, ulong last)
    {
        byte[] table = new byte[80];
        "DMAR"u8.CopyTo(table);
        table[4] = 80;
        table[36] = 38;
        table[48] = 1;
        table[50] = 32;
        BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(56), first);
        BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(64), last);
        table[72] = 1;
        table[73] = 8;
        table[78] = 2;
        return table;
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private CommandResult Run(params string[] arguments) => _clone.Dotnet(["exec", _clone.Program, "reserved", .. arguments]);
}
