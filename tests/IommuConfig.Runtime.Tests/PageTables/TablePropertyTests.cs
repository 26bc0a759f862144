using System;
using System.Collections.Generic;

namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Random sequences of maps and unmaps over every format and geometry; <see cref="CheckedTable"/> says what is checked after each call.</summary>
[TestFixtureSource(typeof(TableCases), nameof(TableCases.All))]
internal sealed class TablePropertyTests(TableCase tableCase)
{
    [Test]
    public void After_any_sequence_a_table_is_what_the_model_says()
    {
        using TableMachine machine = new(tableCase);
        Properties.Run(6, 40, bytes => Sequence(machine, bytes, isNonCoherent: false, (step, table) => Mismatch.UnlessEqual(step.Run(table), 0, "the result")));
    }

    [Test]
    public void Hardware_that_reads_behind_the_caches_sees_what_was_or_what_will_be_at_every_moment()
    {
        using TableMachine machine = new(tableCase, isZeroed: true);
        Properties.Run(3, 25, bytes => Sequence(machine, bytes, isNonCoherent: true, (step, table) => Mismatch.UnlessEqual(step.Run(table), 0, "the result")));
    }

    [Test]
    public void Wherever_memory_runs_out_nothing_changes_and_with_memory_the_same_call_succeeds()
    {
        using TableMachine machine = new(tableCase, isZeroed: true);
        Properties.Run(3, 15, bytes => Sequence(machine, bytes, isNonCoherent: false, WithoutMemory));
    }

    [Test]
    public void Whatever_hardware_does_not_forget_nothing_changes_and_once_it_does_the_same_call_succeeds()
    {
        using TableMachine machine = new(tableCase);
        Properties.Run(3, 20, bytes => Sequence(machine, bytes, isNonCoherent: false, WithoutConfirmation));
    }

    [Test]
    public void The_same_behind_caches()
    {
        using TableMachine machine = new(tableCase, isZeroed: true);
        Properties.Run(2, 15, bytes => Sequence(machine, bytes, isNonCoherent: true, WithoutConfirmation));
    }

    [Test]
    public void Stopping_half_way_and_going_on_comes_to_the_same_as_one_call()
    {
        using TableMachine machine = new(tableCase);
        Properties.Run(3, 8, bytes => Sequence(machine, bytes, isNonCoherent: false, StopAndGo));
    }

    // Fails at the first allocation, then at the second, and so on until there are enough.
    private static void WithoutMemory(Step step, CheckedTable table)
    {
        if (step.IsSingly)
        {
            Mismatch.UnlessEqual(step.Run(table), 0, "the result");
            return;
        }

        int denied = 0;
        for (long result = -Errno.ENOMEM; result != 0; denied++)
        {
            table.Source.Asked = 0;
            table.Source.FailsAfter = denied;
            result = (step with { Completes = step.Completes && denied % 2 == 0 }).Run(table);
            table.Source.FailsAfter = -1;
            Mismatch.Unless(result is 0 or -Errno.ENOMEM, $"the result is {result}");
            Mismatch.UnlessEqual(result == 0, table.Source.Asked <= denied, "whether it succeeds");
        }
    }

    // Hardware does not confirm the first time it is to forget something, then the second time, and so on.
    private static void WithoutConfirmation(Step step, CheckedTable table)
    {
        long result = -Errno.EBUSY;
        for (int confirmed = 0; !step.IsSingly && result != 0; confirmed++)
        {
            Mismatch.Unless(confirmed < 3, "a call asks hardware at most twice");
            table.Confirms = confirmed;
            result = step.Run(table);
            Mismatch.Unless(result is 0 or -Errno.EBUSY, $"the result is {result}");
        }

        table.Confirms = -1;
        Mismatch.UnlessEqual(step.Run(table), 0, "the result");
    }

    // A longer range than other sequences have: calls look only now and then whether they should stop.
    private static void StopAndGo(Step step, CheckedTable table)
    {
        ulong longer = step.Count * (step.Count < 64 ? 1UL : step.Count < 1024 ? 30UL : 9UL);
        longer = Math.Min(longer, Math.Min(table.DfnEnd - step.Dfn, table.MfnEnd - step.Mfn));
        longer = step.Count >= 1 << 16 ? step.Count : Math.Min(longer, 40_000) / table.Table.Granule * table.Table.Granule;
        Step rest = step with { Count = longer, IsSingly = false };
        Random random = new((int)step.Dfn);
        table.Table.Observer.IsPreemptionPending = () => random.Next(3) != 0;
        while (rest.Count != 0)
        {
            long done = rest.Run(table, MapFlags.Preempt);
            Mismatch.Unless(done >= 0 && (ulong)done < rest.Count, $"{done} frames were done");
            ulong frames = done == 0 ? rest.Count : (ulong)done;
            rest = rest with { Dfn = rest.Dfn + frames, Mfn = rest.Mfn + frames, Count = rest.Count - frames };
        }
    }

    private static void Sequence(
        TableMachine machine, (byte, byte, byte, byte, byte)[] bytes, bool isNonCoherent, Action<Step, CheckedTable> run)
    {
        List<Step> steps = [];
        machine.Source.FailsAfter = -1;
        using CheckedTable table = new(machine, isNonCoherent);
        try
        {
            foreach ((byte, byte, byte, byte, byte) each in bytes)
            {
                Step step = Step.Of(each, table);
                steps.Add(step);
                run(step, table);
            }

            machine.Source.FailsAfter = -1;
            table.Empty();
        }
        catch (Exception failure)
        {
            throw new Mismatch($"{string.Join("\n", steps)}\n{failure.Message}\n{failure.StackTrace}");
        }
    }
}
