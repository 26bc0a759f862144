using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime;

/// <summary>
/// Reads what a command line says about IOMMUs: <c>iommu=</c>, <c>dom0-iommu=</c>, <c>iommu_inclusive_mapping</c> and
/// <c>iommu_dev_iotlb_timeout</c>. The options of others are passed over.
/// </summary>
/// <remarks>
/// Options are separated by blanks. <c>X=VALUE</c> passes the value, <c>X</c> nothing, <c>no-X</c> the word <c>no</c>; <c>no-X=VALUE</c> is bad. An
/// option may be given several times: what they say adds up, and the later wins.
/// </remarks>
public static class IommuCommandLine
{
    private const string No = "no-";

    /// <summary>Reads a command line. What is right in it takes effect, also beside what is not.</summary>
    /// <typeparam name="THooks">The table: its configuration decides which words there are.</typeparam>
    /// <param name="commandLine">The whole command line.</param>
    /// <param name="options">What was said so far, at first the defaults; changed as the command line says.</param>
    /// <param name="messages">A warning for each bad token, and a remark for each that has no effect in this configuration, by column.</param>
    /// <returns>0; -EINVAL when there is a warning.</returns>
    public static int Parse<THooks>(ReadOnlySpan<char> commandLine, IommuOptions options, out IReadOnlyList<OptionMessage> messages)
        where THooks : struct, IDispatchTable, IOptionSymbols
    {
        OptionMessages said = new();
        for (int start = 0; start < commandLine.Length;)
        {
            int end = start;
            while (end < commandLine.Length && !IsBlank(commandLine[end]))
            {
                end++;
            }

            ParseOption<THooks>(new OptionText(commandLine[start..end].ToString(), start + 1), options, said);
            start = end + 1;
        }

        messages = said.All;
        return said.HasWarning ? -Errno.EINVAL : 0;
    }

    private static bool IsBlank(char letter) => letter is ' ' or '\t' or '\r' or '\n';

    private static void ParseOption<THooks>(OptionText option, IommuOptions options, OptionMessages messages)
        where THooks : struct, IDispatchTable, IOptionSymbols
    {
        int equals = option.Text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? option.Text : option.Text[..equals];
        OptionText value = option.From(equals < 0 ? option.Text.Length : equals + 1);
        if (name.StartsWith(No, StringComparison.Ordinal) && IommuParameters<THooks>.Find(name[No.Length..]) is { } negated)
        {
            if (equals >= 0)
            {
                messages.Warn(negated.Name, option, "\"no-\" and a value do not go together", $"{negated.Name}={value.Text}");
                return;
            }

            Apply(negated, new OptionText("no", option.Column), options, messages);
        }
        else if (IommuParameters<THooks>.Find(name) is { } parameter)
        {
            Apply(parameter, value, options, messages);
        }
    }

    private static void Apply(IommuParameter parameter, OptionText value, IommuOptions options, OptionMessages messages)
    {
        if (parameter.Absence is null)
        {
            parameter.Parse(value, options, messages);
        }
        else
        {
            messages.Inform(parameter.Name, value, parameter.Absence + ": ignored");
        }
    }
}
