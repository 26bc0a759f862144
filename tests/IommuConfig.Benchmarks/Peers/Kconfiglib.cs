using System;
using System.Collections.Generic;
using System.IO;

namespace IommuConfig.Benchmarks;

/// <summary>Kconfiglib 14.1, as Debian packages it, driven by Kconfiglib/peer.py. It cannot read <c>modules</c>, which is changed to what it was until Linux 5.13.</summary>
/// <param name="folder">A folder for its driver.</param>
internal sealed class Kconfiglib(string folder) : Peer
{
    private const string Python = "/usr/bin/python3";
    private const string ModulesFile = "kernel/module/Kconfig";

    private readonly string _driver = NativePrograms.Extract("peer.py", folder);

    public const string HowToGet = "apt-get install python3-kconfiglib";

    public static bool Exists => File.Exists(Python) && File.Exists("/usr/lib/python3/dist-packages/kconfiglib.py");

    public override string Name => "Kconfiglib";

    public override bool IsExact => false;

    public override IReadOnlyDictionary<string, string> TreeChanges { get; } = new Dictionary<string, string>
    {
        [ModulesFile] = LinuxTree.Read(ModulesFile).Replace("\tmodules\n", "\toption modules\n", StringComparison.Ordinal),
    };

    /// <summary>The files that conf writes for a build only once have other forms here.</summary>
    public override bool Knows(LinuxMode mode) => !mode.IsFirst;

    public override Invocation Run(LinuxMode mode, LinuxSetting setting) => Start("-", mode, setting);

    public override Invocation Replay(LinuxMode mode, LinuxSetting setting, string answers) => Start(answers, mode, setting);

    private Invocation Start(string answers, LinuxMode mode, LinuxSetting setting) =>
        new([Python, _driver, answers, mode.Root, mode.ConfName, setting.DefConfig], setting.Environment);
}
