using System;
using System.Globalization;

namespace IommuConfig.Runtime;

/// <summary>The options of the command line that are about IOMMUs.</summary>
/// <typeparam name="THooks">The table, which knows the configuration.</typeparam>
internal static class IommuParameters<THooks>
    where THooks : struct, IDispatchTable, IOptionSymbols
{
    private const string Iommu = "iommu";
    private const string HardwareDomain = "dom0-iommu";
    private const string Inclusive = "iommu_inclusive_mapping";
    private const string Timeout = "iommu_dev_iotlb_timeout";

    private static readonly string? s_absence = OptionWords<THooks>.Without(THooks.HasPassthrough, "HAS_PASSTHROUGH");

    private static readonly IommuParameter[] s_all =
    [
        new(Iommu, ParseIommu, s_absence),
        new(HardwareDomain, ParseHardwareDomain, s_absence),
        new(Inclusive, ParseInclusive, s_absence ?? OptionWords<THooks>.Without(THooks.IsX86, "X86")),
        new(Timeout, ParseTimeout, s_absence ?? OptionWords<THooks>.Without(THooks.HasIntelIommu, "INTEL_IOMMU")),
    ];

    internal static IommuParameter? Find(string name) => Array.Find(s_all, parameter => parameter.Name == name);

    private static void ParseIommu(OptionText value, IommuOptions options, OptionMessages messages) =>
        new OptionList(Iommu, OptionWords<THooks>.Iommu, static (options, enable) => options.Enable = enable)
        {
            OtherOption = HardwareDomain,
            OtherWords = OptionWords<THooks>.HardwareDomain,
        }.Parse(value, options, messages);

    private static void ParseHardwareDomain(OptionText value, IommuOptions options, OptionMessages messages) =>
        new OptionList(HardwareDomain, OptionWords<THooks>.HardwareDomain, null)
        {
            OtherOption = Iommu,
            OtherWords = OptionWords<THooks>.Iommu,
        }.Parse(value, options, messages);

    // The old name of a word of dom0-iommu, and a boolean: given without a value it is set.
    private static void ParseInclusive(OptionText value, IommuOptions options, OptionMessages messages)
    {
        bool? isSet = value.IsEmpty ? true : BooleanWords.Parse(value.Text);
        if (isSet is null)
        {
            messages.Warn(Inclusive, value, $"the value is none of {BooleanWords.List}", OptionSuggestion.Nearest(value.Text, BooleanWords.All));
            return;
        }

        options.HardwareDomainInclusive = isSet.Value;
        messages.Inform(Inclusive, value, "this option is deprecated", $"{HardwareDomain}={(isSet.Value ? "" : "no-")}map-inclusive");
    }

    private static void ParseTimeout(OptionText value, IommuOptions options, OptionMessages messages)
    {
        if (TryParseNumber(value.Text, out uint milliseconds))
        {
            options.DeviceIotlbTimeout = milliseconds;
        }
        else
        {
            messages.Warn(Timeout, value, $"the value is no number of milliseconds from 0 to {uint.MaxValue}");
        }
    }

    // As C writes numbers: 0x before hexadecimal, 0 before octal.
    private static bool TryParseNumber(string text, out uint number)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        }

        ulong numberBase = text.StartsWith('0') ? 8u : 10u;
        ulong value = 0;
        foreach (char letter in text)
        {
            uint digit = (uint)letter - '0';
            value = (value * numberBase) + digit;
            if (digit >= numberBase || value > uint.MaxValue)
            {
                number = 0;
                return false;
            }
        }

        number = (uint)value;
        return text.Length != 0;
    }
}
