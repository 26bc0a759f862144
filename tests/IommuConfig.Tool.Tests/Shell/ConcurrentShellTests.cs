using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using IommuConfig.Kconfig;
using IommuConfig.Tool.Shell;

namespace IommuConfig.Tool.Tests.Shell;

/// <summary>Which commands run when, and what the load gets.</summary>
[CancelAfter(20_000)]
public sealed class ConcurrentShellTests
{
    [Test]
    public void A_command_that_nobody_asked_for_runs_when_the_load_comes_to_it_and_once(CancellationToken cancellation)
    {
        var inner = new FakeShell(command => "<" + command + ">", cancellation);
        using var shell = new ConcurrentShell(inner, 2);
        Assert.That(shell.Run("a", out string errors) + errors, Is.EqualTo("<a>!a"));
        Assert.That(shell.Run("a", out errors) + errors, Is.EqualTo("<a>!a"), "its errors are said each time");
        Assert.That(inner.Commands, Is.EqualTo(["a"]));
        Assert.That(shell.Ask("a"), Is.EqualTo("<a>"));
    }

    [Test]
    public void Commands_run_ahead_on_as_many_workers_as_there_are(CancellationToken cancellation)
    {
        var inner = new FakeShell(command => command, cancellation);
        using var gate = new ManualResetEventSlim();
        using var both = new CountdownEvent(2);
        inner.Before = () =>
        {
            if (!both.IsSet)
            {
                both.Signal();
            }

            gate.Wait(cancellation);
        };
        using var shell = new ConcurrentShell(inner, 2);
        Assert.That(new[] { "a", "b", "c", "d" }.Select(shell.Ask), Is.All.Null);
        both.Wait(cancellation);
        Assert.That(inner.Commands, Is.EquivalentTo(["a", "b"]));
        gate.Set();
        Assert.That(shell.WaitForResults(), Is.True);
        Assert.That(new[] { "a", "b", "c", "d" }.Select(shell.Ask), Is.EqualTo(["a", "b", "c", "d"]));
        Assert.That(inner.Commands, Is.EquivalentTo(["a", "b", "c", "d"]));
    }

    [Test]
    public void The_load_waits_for_a_command_that_is_running_and_takes_one_that_is_not(CancellationToken cancellation)
    {
        var inner = new FakeShell(command => command, cancellation);
        using var started = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        int main = Environment.CurrentManagedThreadId;
        inner.Before = () =>
        {
            if (Environment.CurrentManagedThreadId != main)
            {
                started.Set();
                gate.Wait(cancellation);
            }
        };
        using var shell = new ConcurrentShell(inner, 1);
        shell.Ask("a");
        shell.Ask("b");
        started.Wait(cancellation);
        Assert.That(shell.Run("b", out _), Is.EqualTo("b"), "it is taken from the queue");
        Task.Delay(50, cancellation).ContinueWith(_ => gate.Set(), cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.That(shell.Run("a", out _), Is.EqualTo("a"));
        Assert.That(inner.Commands, Is.EqualTo(["a", "b"]));
    }

    [Test]
    public void After_the_load_nothing_is_started(CancellationToken cancellation)
    {
        var inner = new FakeShell(command => command, cancellation);
        using var gate = new ManualResetEventSlim();
        inner.Before = () => gate.Wait(cancellation);
        using var shell = new ConcurrentShell(inner, 1);
        foreach (string command in new[] { "a", "b", "c" })
        {
            shell.Ask(command);
        }

        SpinWait.SpinUntil(() => inner.Commands.Count == 1);
        shell.Dispose();
        gate.Set();
        Assert.That(shell.WaitForResults(), Is.False);
        Assert.That(shell.Ask("d"), Is.Null);
        Thread.Sleep(50);
        Assert.That(inner.Commands, Is.EqualTo(["a"]));
    }

    [Test]
    public void A_shell_that_cannot_be_started_fails_where_the_load_asks(CancellationToken cancellation)
    {
        var inner = new FakeShell(_ => throw new ShellException("cannot start /bin/sh", 2), cancellation);
        using var shell = new ConcurrentShell(inner, 1);
        Assert.That(shell.Ask("a"), Is.Null);
        Assert.That(shell.WaitForResults(), Is.True);
        Assert.That(shell.Ask("a"), Is.Null);
        Assert.That(() => shell.Run("a", out _), Throws.TypeOf<ShellException>());
    }

    [Test, Platform("Linux")]
    public void A_tree_reads_the_same_with_any_number_of_workers()
    {
        string kconfig = "f = $(shell,sleep 0.0$(1); echo r$(1); echo e$(1) >&2)\nA := $(f,3)\nB := $(shell,echo $(A)x)\n"
            + string.Concat(Enumerable.Range(0, 9).Select(i => $"config S{i}\n\tstring\n\tdefault \"$(f,{(9 - i) % 5}) $(A) $(B)\"\n\n"));
        string[] results = [.. Enumerable.Range(0, 5).Select(workers =>
        {
            var console = new Console();
            var options = new LoadOptions { Dialect = Dialect.Linux61.Exact(), Console = console };
            KconfigTree tree = ProbesAhead.Load("Kconfig", new MemoryFiles([("Kconfig", kconfig)]), options, workers);
            var configuration = new Configuration(tree);
            return console.Text + string.Join(' ', tree.Symbols.Select(symbol => configuration.GetValue(symbol).ToString()));
        })];
        Assert.That(results[0], Does.StartWith("e3\ne4\ne3\ne2\ne1\ne0\n").And.Contain("r4 r3 r3x"));
        Assert.That(results, Is.All.EqualTo(results[0]));
    }

    private sealed class FakeShell(Func<string, string> run, CancellationToken cancellation) : ICapturingShell
    {
        private readonly List<string> _commands = [];

        public Action Before { get; set; } = () => { };

        public List<string> Commands
        {
            get
            {
                lock (_commands)
                {
                    return [.. _commands];
                }
            }
        }

        public string Run(string command) => Run(command, out _);

        public string Run(string command, out string errors)
        {
            lock (_commands)
            {
                _commands.Add(command);
            }

            Before();
            cancellation.ThrowIfCancellationRequested();
            errors = "!" + command;
            return run(command);
        }
    }

    private sealed class Console : IConfConsole
    {
        public string Text { get; private set; } = "";

        public void WriteOutput(string text) => Text += text;

        public void WriteError(string text) => Text += text;
    }
}
