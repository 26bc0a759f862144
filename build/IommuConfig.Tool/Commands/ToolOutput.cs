using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IommuConfig.Tool.Commands;

/// <summary>Where the commands print to.</summary>
internal sealed class ToolOutput
{
    // The output is no part of a web page, so that quotes and letters beyond ASCII can stay as they are.
    private static readonly JsonWriterOptions s_json = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly bool _hasColor;

    public ToolOutput(ToolHost host)
    {
        Out = Writer(host.Output);
        Error = Writer(host.Error);
        _hasColor = host.IsErrorTerminal && host.NonEmpty("NO_COLOR") is null && host.Environment("TERM") != "dumb";
    }

    /// <summary>Results.</summary>
    public TextWriter Out { get; }

    /// <summary>Messages.</summary>
    public TextWriter Error { get; }

    /// <summary>Text of a message in a colour of the terminal, if it has colours.</summary>
    /// <param name="text">The text.</param>
    /// <param name="code">The number of the colour in the terminal's language.</param>
    public string Colored(string text, int code) => _hasColor ? FormattableString.Invariant($"\u001b[{code}m{text}\u001b[0m") : text;

    /// <summary>Prints one JSON value.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_json))
        {
            write(json);
        }

        Out.Write(Encoding.UTF8.GetString(buffer.ToArray()));
        Out.Write('\n');
    }

    public void Flush()
    {
        Out.Flush();
        Error.Flush();
    }

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 4096, leaveOpen: true) { NewLine = "\n" };
}
