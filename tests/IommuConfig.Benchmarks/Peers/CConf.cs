using System.IO;

namespace IommuConfig.Benchmarks;

/// <summary>The C program of Linux 6.1, as Debian packages it.</summary>
/// <param name="natives">The library of answers.</param>
internal sealed class CConf(NativePrograms natives) : Peer
{
    private const string Program = "/usr/lib/linux-kbuild-6.1/scripts/kconfig/conf";

    public const string HowToGet = "apt-get install linux-kbuild-6.1";

    public static bool Exists => File.Exists(Program);

    public override string Name => "C conf";

    public override Invocation Run(LinuxMode mode, LinuxSetting setting) => new([Program, .. mode.Arguments(setting)], setting.Environment);

    public override Invocation Replay(LinuxMode mode, LinuxSetting setting, string answers) =>
        Run(mode, setting).WithAnswers(answers) with { Preload = natives.Answers };
}
