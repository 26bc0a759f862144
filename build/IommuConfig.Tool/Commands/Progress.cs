using System;
using System.Threading;

namespace IommuConfig.Tool.Commands;

/// <summary>Says on a terminal what takes so long, once a second has passed, and wipes that away in the end.</summary>
internal sealed class Progress : IDisposable
{
    private readonly ToolOutput _output;
    private readonly Timer? _timer;
    private bool _isShown;

    public Progress(ToolOutput output, bool isTerminal, string text)
    {
        _output = output;
        _timer = isTerminal ? new Timer(_ => Show(text), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan) : null;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_output)
        {
            if (_isShown)
            {
                _output.Error.Write("\r\u001b[K");
                _output.Error.Flush();
            }

            _isShown = false;
        }
    }

    private void Show(string text)
    {
        lock (_output)
        {
            _isShown = true;
            _output.Error.Write(text + " ...");
            _output.Error.Flush();
        }
    }
}
