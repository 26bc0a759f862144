namespace IommuConfig.Tool.Tests;

public class RandConfigTests
{
    private const string Kconfig = """
        config MODULES
        	def_bool y
        	modules
        config A
        	bool "a"
        config B
        	bool "b"
        config T
        	tristate "t"
        config U
        	tristate "u"
        choice
        	prompt "c"
        config C1
        	bool "c1"
        config C2
        	bool "c2"
        config C3
        	bool "c3"
        endchoice

        """;

    // Case G14: what the programs of Linux 7.3 and of Linux 6.1 made.
    [TestCase("linux", "CONFIG_T=y\nCONFIG_U=m\n# CONFIG_C1 is not set\n# CONFIG_C2 is not set\nCONFIG_C3=y\n")]
    public void The_same_seed_gives_the_C_programs_configuration(string dialect, string expected)
    {
        using var run = new ToolRun(Kconfig);
        run.Environment["KCONFIG_SEED"] = "0x1234";
        ToolResult result = run.Run($"conf --dialect {dialect} --randconfig Kconfig");
        Assert.That(result.Output, Does.StartWith("KCONFIG_SEED=0x1234\n"));
        Assert.That(run.Read(".config"), Does.EndWith(expected));
    }

    [Test]
    public void What_a_seed_file_says_of_a_choice_is_kept()
    {
        using var run = new ToolRun(Kconfig);
        run.Environment["KCONFIG_ALLCONFIG"] = "seed";
        run.Environment["KCONFIG_SEED"] = "7";
        run.Write("seed", "CONFIG_C2=y\n");
        run.Run("conf --randconfig Kconfig");
        Assert.That(run.Read(".config"), Does.Contain("CONFIG_C2=y\n"));
    }
}
