using System;
using System.Collections.Generic;
using System.Threading;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>
/// Runs commands ahead of the load that will ask for them, several at a time, and each text once. Whoever asks gets a result that is there, waits for
/// a command that is running, or runs it himself.
/// </summary>
/// <remarks>
/// No result outlives this object: every load runs its commands anew, so that none is ever stale. What a command writes to standard error comes out
/// when the load asks for its result, in the load's order. Commands that are started ahead must not depend on each other except through their texts;
/// with no workers they run one after another, exactly when they are asked for.
/// </remarks>
/// <param name="shell">What runs the commands; several threads use it at once.</param>
/// <param name="workers">How many commands are started ahead at a time; one for each core is best.</param>
internal sealed class ConcurrentShell(ICapturingShell shell, int workers) : ICapturingShell, IDisposable
{
    private readonly Dictionary<string, Probe> _probes = new(StringComparer.Ordinal);
    private readonly Queue<Probe> _waiting = [];
    private int _threads;
    private int _unfinished;
    private bool _isDisposed;

    private enum ProbeState
    {
        Waiting,
        Running,
        Done,
    }

    /// <inheritdoc/>
    public string Run(string command)
    {
        string output = Run(command, out string errors);
        if (errors.Length > 0)
        {
            Console.Error.Write(errors);
        }

        return output;
    }

    /// <inheritdoc/>
    public string Run(string command, out string errors)
    {
        Probe probe;
        lock (_probes)
        {
            probe = Find(command);
            while (probe.State == ProbeState.Running)
            {
                Monitor.Wait(_probes);
            }

            if (probe.State == ProbeState.Waiting)
            {
                probe.State = ProbeState.Running;
            }
        }

        if (probe.State == ProbeState.Running)
        {
            Complete(probe);
        }

        return probe.Result(out errors);
    }

    /// <summary>Gives the output of a command if it is there; otherwise sees to it that it is started ahead, and gives null.</summary>
    public string? Ask(string command)
    {
        lock (_probes)
        {
            if (_probes.TryGetValue(command, out Probe? known))
            {
                return known is { State: ProbeState.Done, Failure: null } ? known.Output : null;
            }

            if (!_isDisposed)
            {
                _waiting.Enqueue(Find(command));
                if (_threads < workers && _threads < _waiting.Count)
                {
                    _threads++;
                    new Thread(Work, 128 * 1024) { IsBackground = true, Name = "probes" }.Start();
                }

                Monitor.PulseAll(_probes);
            }

            return null;
        }
    }

    /// <summary>Waits until all commands that were asked for are done.</summary>
    /// <returns>Whether there may be more; false when the load is over.</returns>
    public bool WaitForResults()
    {
        lock (_probes)
        {
            while (_unfinished > 0 && !_isDisposed)
            {
                Monitor.Wait(_probes);
            }

            return !_isDisposed;
        }
    }

    /// <summary>Ends the load: what has not been started is not started any more.</summary>
    public void Dispose()
    {
        lock (_probes)
        {
            _isDisposed = true;
            _waiting.Clear();
            Monitor.PulseAll(_probes);
        }
    }

    private Probe Find(string command)
    {
        if (!_probes.TryGetValue(command, out Probe? probe))
        {
            probe = new Probe(command);
            _probes.Add(command, probe);
            _unfinished++;
        }

        return probe;
    }

    private void Work()
    {
        while (Take() is { } probe)
        {
            Complete(probe);
        }
    }

    private Probe? Take()
    {
        lock (_probes)
        {
            while (!_isDisposed)
            {
                while (_waiting.TryDequeue(out Probe? probe))
                {
                    // The load may have been faster.
                    if (probe.State == ProbeState.Waiting)
                    {
                        probe.State = ProbeState.Running;
                        return probe;
                    }
                }

                Monitor.Wait(_probes);
            }

            return null;
        }
    }

    private void Complete(Probe probe)
    {
        probe.Run(shell);
        lock (_probes)
        {
            probe.State = ProbeState.Done;
            _unfinished--;
            Monitor.PulseAll(_probes);
        }
    }

    /// <summary>A command and, when it is done, what it wrote.</summary>
    private sealed class Probe(string command)
    {
        private string _errors = "";

        public ProbeState State { get; set; }

        public string Output { get; private set; } = "";

        public ShellException? Failure { get; private set; }

        public void Run(ICapturingShell shell)
        {
            try
            {
                Output = shell.Run(command, out _errors);
            }
            catch (ShellException e)
            {
                Failure = e;
            }
        }

        public string Result(out string errors)
        {
            errors = _errors;
            return Failure is null ? Output : throw Failure;
        }
    }
}
