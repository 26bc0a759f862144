using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace IommuConfig.Benchmarks;

/// <summary>This repository's tool as people get it: published as machine code, or ReadyToRun as in its package.</summary>
internal sealed class PublishedTool : Peer
{
    private readonly NativePrograms _natives;
    private readonly string _program;

    /// <summary>Publishes the tool.</summary>
    /// <param name="natives">The library of answers.</param>
    /// <param name="folder">A folder for what is published.</param>
    /// <param name="isReadyToRun">Whether it needs the installed runtime.</param>
    public PublishedTool(NativePrograms natives, string folder, bool isReadyToRun)
    {
        Name = isReadyToRun ? "ReadyToRun" : "kconfig";
        string repository = typeof(PublishedTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;
        string published = Path.Combine(folder, "tool");
        PreparingCommand.Run("dotnet",
        [
            "publish", Path.GetFullPath(Path.Combine(repository, "build", "IommuConfig.Tool")), "--configuration", "Release",
            "--runtime", RuntimeInformation.RuntimeIdentifier, .. isReadyToRun ? ["--self-contained", "false", "-p:PublishAot=false"] : (string[])[],
            "--artifacts-path", Path.Combine(folder, "artifacts"), "--output", published, "--nologo", "--verbosity", "quiet",
        ]);
        _natives = natives;
        _program = Path.Combine(published, "kconfig");
    }

    public override string Name { get; }

    public override Invocation Run(LinuxMode mode, LinuxSetting setting) =>
        new([_program, "conf", "--dialect", "linux-6.1", .. mode.Arguments(setting)], setting.Environment);

    public override Invocation Replay(LinuxMode mode, LinuxSetting setting, string answers) =>
        Run(mode, setting).WithAnswers(answers).With("LD_LIBRARY_PATH", Path.GetDirectoryName(_natives.Answers)!);
}
