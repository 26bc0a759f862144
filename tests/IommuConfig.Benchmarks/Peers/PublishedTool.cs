using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>This repository's tool as people get it, compiled ahead of time; and a copy of it whose platform calls are answered by Native/answers.c.</summary>
internal sealed class PublishedTool : Peer
{
    private readonly string _program;
    private readonly string _answered;

    /// <summary>Publishes the tool.</summary>
    /// <param name="natives">The library of answers.</param>
    /// <param name="folder">A folder for what is published.</param>
    public PublishedTool(NativePrograms natives, string folder)
    {
        string repository = typeof(PublishedTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;
        string published = Path.Combine(folder, "tool"), answered = Path.Combine(folder, "answered-tool");
        PreparingCommand.Run("dotnet",
        [
            "publish", Path.GetFullPath(Path.Combine(repository, "build", "IommuConfig.Tool")), "--configuration", "Release",
            "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true",
            "--artifacts-path", Path.Combine(folder, "artifacts"), "--output", published, "--nologo", "--verbosity", "quiet",
        ]);
        Directory.CreateDirectory(answered);
        foreach (string file in Directory.GetFiles(published))
        {
            File.Copy(file, Path.Combine(answered, Path.GetFileName(file)));
        }

        File.Copy(natives.Answers, Path.Combine(answered, "libc.so"));
        _program = Path.Combine(published, "kconfig");
        _answered = Path.Combine(answered, "kconfig");
    }

    public override string Name => "kconfig";

    public override Invocation Run(LinuxMode mode, LinuxSetting setting) => Start(_program, mode, setting);

    public override Invocation Replay(LinuxMode mode, LinuxSetting setting, string answers) => Start(_answered, mode, setting).WithAnswers(answers);

    private static Invocation Start(string program, LinuxMode mode, LinuxSetting setting) =>
        new([program, "conf", "--dialect", "linux-6.1", .. mode.Arguments(setting)], setting.Environment);
}
