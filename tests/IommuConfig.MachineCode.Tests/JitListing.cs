using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

using NUnit.Framework;

namespace IommuConfig.MachineCode.Tests;

/// <summary>The machine code of one caller, as the JIT wrote it at tier 1 without profile data.</summary>
internal sealed partial class JitListing
{
    private JitListing(IReadOnlyList<string> lines)
    {
        Lines = lines;
        Instructions = [.. lines.Where(line => !line.EndsWith(':'))];
    }

    /// <summary>Instructions and labels, in order. The names of tables are replaced, since they alone would tell two equal bodies apart.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The instructions, in order.</summary>
    public IReadOnlyList<string> Instructions { get; }

    /// <summary>What is called by name.</summary>
    public IEnumerable<string> Calls => Instructions
        .Where(instruction => instruction.StartsWith("call ", StringComparison.Ordinal))
        .Select(instruction => instruction["call ".Length..].Trim());

    /// <summary>Calls and jumps whose target is computed: through a register, or through memory that a register points to.</summary>
    public IEnumerable<string> Indirect => Instructions.Where(IsIndirect);

    /// <summary>Whether an instruction goes to a place that is computed.</summary>
    public static bool IsIndirect(string instruction) => IndirectTransfer().IsMatch(instruction);

    /// <summary>Runs the caller until the JIT has compiled it for good, and reads what the JIT wrote.</summary>
    public static JitListing Of(string caller)
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{caller}.{Guid.NewGuid():N}.jit.txt");
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Path.Combine(TestContext.CurrentContext.TestDirectory, "IommuConfig.MachineCode.dll"), caller },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_TieredCompilation"] = "1",
                ["DOTNET_TieredPGO"] = "0",
                ["DOTNET_TC_CallCountingDelayMs"] = "0",
                ["DOTNET_ReadyToRun"] = "1",
                ["DOTNET_JitDisasm"] = caller,
                ["DOTNET_JitDisasmDiffable"] = "1",
                ["DOTNET_JitStdOutFile"] = file,
            },
        };
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{caller} maps what it should: {output}{errors.Result}");

        try
        {
            return Parse(caller, File.ReadAllLines(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JitListing Parse(string caller, string[] lines)
    {
        string[] listing =
        [
            .. lines
                .SkipWhile(line => !(line.StartsWith("; Assembly listing", StringComparison.Ordinal) && line.EndsWith("(Tier1)", StringComparison.Ordinal)))
                .Skip(1)
                .TakeWhile(line => !line.StartsWith("; Total bytes", StringComparison.Ordinal)),
        ];
        Assert.That(listing, Is.Not.Empty, $"the JIT compiled {caller} at tier 1");
        return new(
        [
            .. listing
                .Where(line => line.StartsWith("       ", StringComparison.Ordinal) || line.StartsWith("G_M", StringComparison.Ordinal))
                .Select(line => Whitespace().Replace(TableName().Replace(line, "Iommu`1[TABLE]"), " ").Trim()),
        ]);
    }

    [GeneratedRegex(@"Iommu`1\[(?>[^\[\]]+|\[(?<depth>)|\](?<-depth>))*\]")]
    private static partial Regex TableName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    // 'call [Name]' goes to a method of that name; 'call rax', 'call [rax+8]', 'jmp rax' and 'rex.jmp [rax]' go to whatever is there.
    [GeneratedRegex(@"^(tail\.|rex\.)?(call|jmp)\s+((qword ptr\s+)?\[r[a-z0-9]+[\]+*-]|r[a-z0-9]+$)")]
    private static partial Regex IndirectTransfer();
}
