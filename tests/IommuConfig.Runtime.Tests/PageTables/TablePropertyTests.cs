using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Random sequences of maps and unmaps over every format and geometry; <see cref="CheckedTable"/> says what is checked after each call.</summary>
internal sealed class TablePropertyTests
{
    [TestCaseSource(typeof(TableCases), nameof(TableCases.All))]
    public void After_any_sequence_a_table_is_what_the_model_says(TableCase tableCase)
    {
        using TableMachine machine = new(tableCase);
        Properties.Run(8, 40, steps => Sequence(machine, steps, isNonCoherent: false));
    }

    private static void Sequence(TableMachine machine, (byte, byte, byte, byte, byte)[] bytes, bool isNonCoherent)
    {
        List<Step> steps = [];
        using CheckedTable table = new(machine, isNonCoherent);
        try
        {
            foreach ((byte, byte, byte, byte, byte) each in bytes)
            {
                Step step = Step.Of(each, table);
                steps.Add(step);
                Mismatch.UnlessEqual(step.Run(table), 0, "the result");
            }

            table.Empty();
        }
        catch (Exception failure)
        {
            throw new Mismatch($"{string.Join("\n", steps)}\n{failure.Message}\n{failure.StackTrace}");
        }
    }
}
