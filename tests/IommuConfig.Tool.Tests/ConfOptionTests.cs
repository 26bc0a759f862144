namespace IommuConfig.Tool.Tests;

public class ConfOptionTests
{
    private const string Kconfig = "config A\n\tbool \"A\"\n";
    private const string Asked = "*\n* Main menu\n*\nA (A) [N/y/?] (NEW) \n#\n# configuration written to .config\n#\n";
    private const string EndOfInput = "\nError in reading or end of file.\n";

    [TestCase("--version Kconfig", "conf: unrecognized option '--version'\n")]
    [TestCase("--al Kconfig",
        "conf: option '--al' is ambiguous; possibilities: '--allnoconfig' '--allyesconfig' '--allmodconfig' '--alldefconfig'\n")]
    [TestCase("--alldef=3 Kconfig", "conf: option '--alldefconfig' doesn't allow an argument\n")]
    [TestCase("-x Kconfig", "conf: invalid option -- 'x'\n")]
    public void A_wrong_option_is_told_and_passed_over(string arguments, string message)
    {
        using var run = new ToolRun(Kconfig);
        ToolResult result = run.Run("conf " + arguments);
        Assert.That(result, Is.EqualTo(new ToolResult(0, Asked, message + EndOfInput)));
    }

    [Test]
    public void Letters_may_be_joined_and_options_follow_the_operand()
    {
        using var run = new ToolRun(Kconfig);
        Assert.That(run.Run("conf Kconfig -ss --alldefc"), Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(run.Exists(".config"));
    }

    [Test]
    public void Help_ends_with_exit_code_1()
    {
        using var run = new ToolRun(Kconfig);
        ToolResult result = run.Run("conf --program-name scripts/kconfig/conf --help");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Output, Does.StartWith("Usage: scripts/kconfig/conf [options] <kconfig-file>\n\nGeneric options:\n"));
        Assert.That(result.Error, Is.Empty);
    }

    [Test]
    public void Legacy_usage_follows_a_wrong_option()
    {
        using var run = new ToolRun(Kconfig);
        ToolResult result = run.Run("--dialect legacy conf --help");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Output, Does.StartWith("Usage: conf [-s] [option] <kconfig-file>\n[option] is _one_ of the following:\n"));
        Assert.That(result.Error, Is.EqualTo("conf: unrecognized option '--help'\n"));
    }

    [Test]
    public void A_missing_file_is_told_with_the_usage()
    {
        using var run = new ToolRun(Kconfig);
        ToolResult result = run.Run("conf --defconfig");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Is.EqualTo("conf: option '--defconfig' requires an argument\nconf: Kconfig file missing\n"));
        Assert.That(result.Output, Does.StartWith("Usage: conf [options]"));
    }

    [Test]
    public void An_unknown_dialect_is_wrong_usage()
    {
        using var run = new ToolRun(Kconfig);
        run.Environment["KCONFIG_DIALECT"] = "linux-2.4";
        Assert.That(run.Run("conf Kconfig"), Is.EqualTo(
            new ToolResult(2, "", "kconfig: there is no dialect 'linux-2.4'; there are linux, linux-6.1, legacy\n")));
    }
}
