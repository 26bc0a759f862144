using System;
using System.Diagnostics;
using System.Globalization;

namespace IommuConfig.Runtime.Tests.ReservedMemory.Firmware;

/// <summary>Whatever firmware says: an error that names a place in the table and a rule, or regions; never an exception, never a read outside.</summary>
internal sealed class FirmwareFuzzTests
{
    private const int Portion = 400_000;

    [Test]
    [Rule("DMAR-17")]
    [Rule("IVRS-18")]
    [Rule("IORT-10")]
    [Rule("ROP-11")]
    public void A_fixed_portion_of_damaged_tables_and_options()
    {
        FirmwareFuzz fuzz = Run(1, Portion);
        Assert.That(fuzz.Refused, Is.GreaterThan(Portion / 5), "damage is seen");
        Assert.That(fuzz.RegionsAdded, Is.GreaterThan(Portion / 5), "not only the header is read");
    }

    [Test]
    [Explicit("runs as many as one likes: build/fuzz-firmware.sh COUNT [SEED]")]
    public void As_many_as_one_likes()
    {
        ulong count = ulong.Parse(Environment.GetEnvironmentVariable("FUZZ_COUNT") ?? "1000000", CultureInfo.InvariantCulture);
        ulong first = ulong.Parse(Environment.GetEnvironmentVariable("FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        FirmwareFuzz fuzz = Run(first, count);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} inputs from {first} in {watch.Elapsed.TotalSeconds:f0} s: {fuzz.Refused} refused, {fuzz.Accepted} accepted with {fuzz.RegionsAdded} regions"));
    }

    private static FirmwareFuzz Run(ulong first, ulong count)
    {
        FirmwareFuzz fuzz = new();
        for (ulong seed = first; seed < first + count; seed++)
        {
            string? failure = fuzz.Run(seed);
            if (failure is not null)
            {
                Assert.Fail($"seed {seed}: {failure}");
            }
        }

        return fuzz;
    }
}
