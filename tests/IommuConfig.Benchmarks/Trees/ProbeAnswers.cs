using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using IommuConfig.Kconfig;

namespace IommuConfig.Benchmarks;

/// <summary>What the shell commands of a tree answered, once. All peers get these answers where engines are measured alone.</summary>
internal sealed class ProbeAnswers : IShell
{
    private readonly Dictionary<string, byte[]> _answers = new(StringComparer.Ordinal);

    private ProbeAnswers()
    {
    }

    /// <summary>How many different commands there are.</summary>
    public int Count => _answers.Count;

    /// <summary>The commands with their answers.</summary>
    public IEnumerable<(string Command, string Answer)> All => _answers.Select(answer => (answer.Key, Encoding.UTF8.GetString(answer.Value)));

    /// <summary>Runs the commands that a tree asks for.</summary>
    public static ProbeAnswers Record(LinuxSetting setting, string folder)
    {
        var answers = new ProbeAnswers();
        var shell = new RecordingShell(answers._answers, setting, folder);
        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(folder), setting.LoadOptions(shell));
        return !tree.HasErrors ? answers : throw new BenchmarkException($"The {setting.Architecture} tree has errors: {tree.Diagnostics[0].Message}");
    }

    /// <inheritdoc/>
    public string Run(string command) => Encoding.UTF8.GetString(_answers[command]);

    /// <summary>Writes the file that Native/answers.c and Kconfiglib/peer.py read.</summary>
    public string Save(string path)
    {
        using FileStream file = File.Create(path);
        foreach ((string command, byte[] answer) in _answers)
        {
            byte[] text = Encoding.UTF8.GetBytes(command);
            file.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{text.Length} {answer.Length}\n")));
            file.Write(text);
            file.Write(answer);
            file.WriteByte((byte)'\n');
        }

        return path;
    }

    private sealed class RecordingShell(Dictionary<string, byte[]> answers, LinuxSetting setting, string folder) : IShell
    {
        public string Run(string command)
        {
            var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true };
            foreach ((string name, string value) in setting.Environment)
            {
                start.Environment[name] = value;
            }

            using Process process = Process.Start(start)!;
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            answers[command] = output.ToArray();
            return Encoding.UTF8.GetString(answers[command]);
        }
    }
}
