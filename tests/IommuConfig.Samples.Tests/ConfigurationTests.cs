using System;
using System.IO;

using IommuConfig.Commands;

using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>Editing a configuration, and choosing another one, is all it takes: no clean, no stale binary.</summary>
[NonParallelizable]
internal sealed class ConfigurationTests
{
    private static readonly DateTime s_longAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Clone _clone = SharedClone.Instance;

    [Test]
    public void The_first_command_of_the_readme_runs_the_sample()
    {
        CommandResult result = _clone.Dotnet("run", "--project", "samples/Passthrough");

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Match("providers +Vtd, AmdVi\n"));
        Assert.That(result.Output, Does.Match("DMA write, then read +ok, read back what was written\n"));
        Assert.That(result.Output, Does.Match("DMA write once more +blocked, WriteDenied"));
        Assert.That(result.Output, Does.Match("reserved device memory +4 pages"));
    }

    [TestCase("x86_defconfig", "Vtd, AmdVi", "one of Vtd, AmdVi, selected at boot", "4 pages")]
    [TestCase("x86_intel_defconfig", "Vtd", "direct call of Vtd", "4 pages")]
    [TestCase("arm_defconfig", "Smmu, SmmuV3", "one of Smmu, SmmuV3, selected at boot", "none")]
    [TestCase("arm_mixed_defconfig", "Smmu, SmmuV3, Ipmmu", "one of Smmu, SmmuV3, Ipmmu, by 'domain'", @"not in this build \(-ENOSYS\)")]
    public void Every_configuration_does_the_job(string config, string providers, string mapPage, string reserved)
    {
        string output = _clone.Run($"configs/{config}");

        Assert.That(output, Does.Match($"providers +{providers}\n"));
        Assert.That(output, Does.Match($"IMappingHooks.MapPage +{mapPage}\n"));
        Assert.That(output, Does.Match($"reserved device memory +{reserved}"));
        Assert.That(output, Does.Match("DMA to its reserved memory, and elsewhere +ok, blocked\n"));
        Assert.That(output, Does.Match("DMA write once more +blocked, WriteDenied"));
        Assert.That(output, Does.Contain("0 page-table frames in use"));
        Assert.That(output, Does.EndWith("Everything went as it should in this configuration.\n"));
    }

    [Test]
    public void Without_an_IOMMU_the_same_program_says_that_there_is_none()
    {
        string output = _clone.Run("configs/other_defconfig");

        Assert.That(output, Does.Match("boot +no such hardware"));
        Assert.That(output, Does.Contain("0 page-table frames in use"));
        Assert.That(output, Does.EndWith("Everything went as it should in this configuration.\n"));
    }

    [Test]
    public void A_mixed_build_says_which_hooks_vanished_and_which_line_of_Kconfig_is_to_blame()
    {
        string output = _clone.Run("configs/arm_mixed_defconfig");
        int line = Array.IndexOf(File.ReadAllLines(_clone.PathOf("runtime/Kconfig")), "config IOMMU_MIXED") + 1;

        Assert.That(
            output,
            Does.Match($@"IPowerHooks.Suspend +does not exist: takes no .*, and IOMMU_MIXED=y \(runtime/Kconfig:{line}, set in arm_mixed_defconfig\)"));
        Assert.That(output.Split("does not exist").Length - 1, Is.EqualTo(14));
    }

    [Test]
    public void Where_drivers_live_side_by_side_a_guest_has_devices_behind_two_of_them()
    {
        string output = _clone.Run("configs/arm_mixed_defconfig");

        Assert.That(output, Does.Match("add dmab0, which is behind another driver +ok\n +drivers that serve the domain +2\n"));
        Assert.That(output, Does.Match("DMA of dmaa0 and dmab0 to that page +ok, each reads what the other one wrote\n"));
        Assert.That(output, Does.Match("provider 0:\n +0x50000000[^:]*provider 1:\n +0x50000000"));
        Assert.That(output, Does.Match("DMA of dmaa0 and dmab0 once more +blocked, blocked\n"));
    }

    [TestCase("", "blocked", "blocked")]
    [TestCase("iommu=quarantine=scratch-page", "ok", "ok, to a page of its own")]
    [TestCase("iommu=no-quarantine", "ok", "ok: there is none, it is the hardware domain's again")]
    public void A_device_that_is_taken_back_goes_where_the_command_line_or_the_configuration_says(string option, string elsewhere, string quarantine)
    {
        _clone.Build("configs/x86_defconfig");
        CommandResult result = DotnetCommand.Run(_clone.Sample, [_clone.Program, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Match("give usb to the domain +ok\n +DMA to its reserved memory, and elsewhere +ok, blocked\n"));
        Assert.That(result.Output, Does.Match($"take usb back +ok\n +DMA to its reserved memory, and elsewhere +ok, {elsewhere}\n"));
        Assert.That(result.Output, Does.Match($"take nic back +ok\n +DMA in quarantine +{quarantine}\n"));
        Assert.That(result.Output, Does.Match("DMA to what the CPU mapped, and unmapped +ok, blocked\n"));
    }

    [Test]
    public void One_changed_line_changes_the_dispatch()
    {
        _clone.Write("samples/Passthrough/configs/mine", "CONFIG_EXPERT=y\n");
        Assert.That(_clone.Run("configs/mine"), Does.Match("IMappingHooks.MapPage +one of Vtd, AmdVi, selected at boot\n"));

        // Older than the binary, as a file from version control or a backup is.
        _clone.Write("samples/Passthrough/configs/mine", "CONFIG_EXPERT=y\n# CONFIG_INTEL_IOMMU is not set\n");
        File.SetLastWriteTimeUtc(_clone.PathOf("samples/Passthrough/configs/mine"), s_longAgo);

        // AMD-Vi alone finds nothing on the machine with VT-d: the program ends with an error, and says so.
        CommandResult result = _clone.Dotnet("run", "--project", "samples/Passthrough", "-p:KconfigConfig=configs/mine", "--", "amd");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Match("IMappingHooks.MapPage +direct call of AmdVi\n"));
    }

    [Test]
    public void Switching_back_and_forth_between_old_configurations_needs_no_clean()
    {
        foreach (string config in new[] { "x86_defconfig", "arm_mixed_defconfig", "x86_intel_defconfig" })
        {
            File.SetLastWriteTimeUtc(_clone.PathOf($"samples/Passthrough/configs/{config}"), s_longAgo);
        }

        Assert.That(_clone.Run("configs/x86_intel_defconfig"), Does.Match("providers +Vtd\n"));
        Assert.That(_clone.Run("configs/arm_mixed_defconfig"), Does.Match("providers +Smmu, SmmuV3, Ipmmu\n"));
        Assert.That(_clone.Run("configs/x86_intel_defconfig"), Does.Match("providers +Vtd\n"));
    }

    [Test]
    public void A_changed_Kconfig_file_changes_the_dispatch()
    {
        string path = _clone.PathOf("runtime/Kconfig");
        string before = File.ReadAllText(path);
        try
        {
            const string Dependency = "depends on X86";
            int end = before.IndexOf(Dependency, before.IndexOf("config AMD_IOMMU", StringComparison.Ordinal), StringComparison.Ordinal) + Dependency.Length;
            File.WriteAllText(path, before[..end] + " && ARM" + before[end..]);
            File.SetLastWriteTimeUtc(path, s_longAgo);

            Assert.That(_clone.Run("configs/x86_defconfig"), Does.Match("providers +Vtd\n"));
        }
        finally
        {
            File.WriteAllText(path, before);
        }
    }

    [Test]
    public void Nothing_is_compiled_again_when_nothing_changed()
    {
        _clone.Build("configs/x86_defconfig");
        DateTime built = File.GetLastWriteTimeUtc(_clone.Program);
        CommandResult again = _clone.Build("configs/x86_defconfig");

        Assert.That(again.ExitCode, Is.Zero, again.Output);
        Assert.That(File.GetLastWriteTimeUtc(_clone.Program), Is.EqualTo(built));
    }
}
