using System.IO;

namespace IommuConfig.Tool.Tests;

/// <summary>What the commands say to somebody who got something wrong.</summary>
public class MistakeTests
{
    private const string Kconfig = "config BUS\n\tbool \"Bus\"\nconfig NR\n\tint \"Number\"\n\tdefault 4\n";

    private ToolRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new ToolRun(Kconfig);

    [TearDown]
    public void TearDown() => _run.Dispose();

    [TestCase("cnof", "kconfig: there is no command 'cnof'; did you mean 'conf'?\nTry 'kconfig --help'.\n")]
    [TestCase("menuconfig", "kconfig: there is no command 'menuconfig': there are no menus here; 'conf --oldaskconfig Kconfig' asks about everything, 'set' sets single values\nTry 'kconfig --help'.\n")]
    [TestCase("oldconfig", "kconfig: there is no command 'oldconfig'; did you mean 'conf --oldconfig Kconfig'?\nTry 'kconfig --help'.\n")]
    [TestCase("--json conf Kconfig", "kconfig: of our options only --dialect and --program-name may stand before 'conf'; behind it come those of the C program\nTry 'kconfig --help'.\n")]
    [TestCase("--vesion", "kconfig: there is no option '--vesion'; did you mean '--version'?\nTry 'kconfig --help'.\n")]
    [TestCase("get --josn NR", "kconfig: there is no option '--josn'; did you mean '--json'?\nTry 'kconfig get --help'.\n")]
    [TestCase("merge --warnonly x", "kconfig: there is no option '--warnonly'; did you mean '--warn-only'?\nTry 'kconfig merge --help'.\n")]
    [TestCase("get --env X NR", "kconfig: '--env X' sets nothing; write --env NAME=VALUE.\nTry 'kconfig get --help'.\n")]
    [TestCase("get --dialect lnux NR", "kconfig: there is no dialect 'lnux'; there are linux, linux-6.1, legacy\nTry 'kconfig get --help'.\n")]
    [TestCase("serch x", "kconfig: there is no command 'serch'; did you mean 'search'?\nTry 'kconfig --help'.\n")]
    [TestCase("", "kconfig: say what to do: name a command\nTry 'kconfig --help'.\n")]
    [TestCase("get", "kconfig: Required argument missing for command: 'get'.\nTry 'kconfig get --help'.\n")]
    [TestCase("set A=y\nB=y", "kconfig: the value of A has more than one line; a .config cannot hold it.\nTry 'kconfig set --help'.\n")]
    [TestCase("set A", "kconfig: 'A' sets nothing; write NAME=VALUE.\nTry 'kconfig set --help'.\n")]
    public void Wrong_usage_has_exit_code_2(string arguments, string message) =>
        Assert.That(_run.Run(arguments), Is.EqualTo(new ToolResult(2, "", message)));

    [Test]
    public void Behind_two_dashes_nothing_is_an_option()
    {
        Assert.That(_run.Run("search -- -x"), Is.EqualTo(new ToolResult(1, "", "")));
        Assert.That(_run.Run("savedefconfig -").Code, Is.Zero);
    }

    [TestCase("get NR --config nowhere", "kconfig: there is no file 'nowhere'\n")]
    [TestCase("get NR --config .", "kconfig: '.' is a folder, not a file\n")]
    [TestCase("get NR --kconfig nowhere", "kconfig: there is no file 'nowhere'; --root DIR and --kconfig FILE say where the tree begins\n")]
    [TestCase("get NR --kconfig .", "kconfig: '.' is a folder, not a file\n")]
    [TestCase("get NR --root nowhere", "kconfig: there is no folder 'nowhere'\n")]
    [TestCase("defconfig nowhere", "kconfig: there is no file 'nowhere'\n")]
    [TestCase("merge nowhere", "kconfig: there is no file 'nowhere'\n")]
    [TestCase("merge .", "kconfig: '.' is a folder, not a file\n")]
    [TestCase("diff Kconfig nowhere", "kconfig: there is no file 'nowhere'\n")]
    [TestCase("set BUS=yellow", "kconfig: BUS is y, m or n, and not 'yellow'\n")]
    [TestCase("set NNR=1 BUUS=y", "kconfig: no Kconfig file defines 'NNR'; did you mean 'NR'?\nkconfig: no Kconfig file defines 'BUUS'; did you mean 'BUS'?\n")]
    public void A_mistake_is_named_and_nothing_is_written(string arguments, string message)
    {
        Assert.That(_run.Run(arguments), Is.EqualTo(new ToolResult(1, "", message)));
        Assert.That(_run.Exists(".config"), Is.False);
    }

    [Test]
    public void A_configuration_that_is_named_may_be_new_where_it_is_written()
    {
        Assert.That(_run.Run("set NR=5 --config new").Code, Is.Zero);
        Assert.That(_run.Run("get NR --config new").Output, Is.EqualTo("5\n"));
    }

    [Test]
    public void A_dialect_of_the_environment_is_checked_too()
    {
        _run.Environment["KCONFIG_DIALECT"] = "linux-2.4";
        Assert.That(_run.Run("get NR"), Is.EqualTo(new ToolResult(1, "", "kconfig: there is no dialect 'linux-2.4'; there are linux, linux-6.1, legacy\n")));
        Assert.That(_run.Run("get NR --dialect linux").Output, Is.EqualTo("4\n"));
    }

    [Test]
    public void Of_a_file_that_is_no_text_only_that_is_said_and_nothing_reaches_the_terminal()
    {
        _run.Write("binary", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0x1B, (byte)'[', 0xFF, (byte)'\n', 1, 2, 3, (byte)'\n']);
        Assert.That(_run.Run("get NR --kconfig binary").Error, Is.EqualTo("""
            binary:1:7: error KC0001: The file is not UTF-8 text (first at offset 6); save it as UTF-8
                \uFFFDELF\uFFFD[\uFFFD
                      ^
              help: docs/diagnostics/KC0001.md explains KC0001 (File is not UTF-8)

            """.Replace("\\uFFFD", "\uFFFD")));
    }

    [Test]
    public void Quiet_leaves_out_notes()
    {
        Assert.That(_run.Run("randconfig -q --seed 1"), Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(_run.Run("olddefconfig --quiet"), Is.EqualTo(new ToolResult(0, "", "")));
    }

    [Test]
    public void A_file_error_is_a_message()
    {
        ToolResult result = _run.Run("olddefconfig --config /proc/nowhere/.config");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("kconfig: cannot write '/proc/nowhere/.config': "));
    }

    [Test]
    public void A_message_that_nobody_can_read_still_ends_with_an_exit_code()
    {
        var host = new ToolHost
        {
            Environment = _ => null,
            Input = Stream.Null,
            Output = new ClosedStream(),
            Error = new ClosedStream(),
            Folder = "/",
        };
        Assert.That(Program.Run(["get"], host), Is.EqualTo(1));
        Assert.That(Program.Run(["conf"], host), Is.EqualTo(1));
    }

    /// <summary>What a descriptor is that the caller closed.</summary>
    private sealed class ClosedStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new System.UnauthorizedAccessException();

        public override void Write(System.ReadOnlySpan<byte> buffer) => throw new System.UnauthorizedAccessException();
    }

    [Test]
    public void A_limited_number_and_a_symbol_that_waits_for_a_select_are_explained()
    {
        _run.Write("Kconfig", "config SMALL\n\tbool \"Small\"\nconfig LIB\n\tbool\nconfig USER\n\tbool \"User\"\n\tselect LIB\nconfig NR\n\tint \"Number\"\n\trange 1 4 if !SMALL\n");
        _run.Write(".config", "CONFIG_NR=9\n");
        Assert.That(_run.Run("why NR").Output, Is.EqualTo("NR=4\n  int defined at Kconfig:8, \"Number\"\n  set at .config:1\n  the range at Kconfig:10 allows 1 to 4\n"));
        Assert.That(_run.Run("why LIB").Output, Is.EqualTo("LIB=n\n  bool defined at Kconfig:3, no prompt\n  nothing sets it and no default applies\n  only a select gives it another value: USER at Kconfig:7\n"));
    }
}
