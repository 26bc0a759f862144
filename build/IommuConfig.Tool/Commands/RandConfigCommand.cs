using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Conf;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig randconfig</c></summary>
internal sealed class RandConfigCommand : ToolCommand
{
    private readonly Option<uint?> _seed = new("--seed")
    {
        Description = "The number that decides; the same gives the same configuration. Hexadecimal after 0x.",
        HelpName = "NUMBER",
        CustomParser = ReadSeed,
    };

    private readonly Option<string> _probability = new("--probability")
    {
        Description = "Percent of y; or of y and of m, with ':' between; or of y for a bool, then of y and m for a tristate.",
        HelpName = "P[:Q[:R]]",
    };

    public RandConfigCommand()
        : base("randconfig", "Makes a random configuration.",
            "kconfig randconfig",
            "kconfig randconfig --seed 0x1234 --probability 80")
    {
        _probability.Validators.Add(result =>
        {
            if (Probability.Read(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is not a probability: each number and their sum must be 0 to 100.");
            }
        });
        Options.Add(_seed);
        Options.Add(_probability);
    }

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.LoadTree() is not { } tree)
        {
            return ExitCode.Problems;
        }

        uint seed = arguments.GetValue(_seed) ?? (uint)Environment.TickCount;
        workspace.Note(FormattableString.Invariant($"--seed 0x{seed:X} makes this configuration again"));
        var configuration = new Configuration(tree);
        var random = new RandomAnswers(seed, Probability.Read(arguments.GetValue(_probability))!);
        new NewAnswers(null, random).GiveTo(configuration);
        workspace.Print(Lost.Others(configuration));
        return workspace.Write(configuration);
    }

    private static uint? ReadSeed(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        long number = CNumber.Read(text, 0, 0, out int end);
        if (end == text.Length && number is >= 0 and <= uint.MaxValue)
        {
            return (uint)number;
        }

        result.AddError($"'{text}' is not a number from 0 to 0xFFFFFFFF.");
        return null;
    }
}
