using System;
namespace IommuConfig.Tool.Tests;

/// <summary>Each command by example.</summary>
public class CommandTests
{
    private const string Kconfig = """
        mainmenu "Demo"

        config MODULES
        	bool "Modules"
        	modules
        	default y

        config BUS
        	bool "Bus"

        config HAS_PCI
        	bool "PCI"
        	depends on BUS
        	select CORE

        config CORE
        	bool

        config NR
        	int "Number"
        	range 1 8
        	default 4

        config DRV
        	tristate "Driver"
        	depends on HAS_PCI
        	help
        	  With page tables.

        """;

    private ToolRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new ToolRun(Kconfig);

    [TearDown]
    public void TearDown() => _run.Dispose();

    [Test]
    public void Olddefconfig_writes_the_defaults_and_keeps_the_old_file()
    {
        Assert.That(_run.Run("olddefconfig"), Is.EqualTo(new ToolResult(0, "", "kconfig: .config written\n")));
        Assert.That(_run.Run("olddefconfig"), Is.EqualTo(new ToolResult(0, "", "kconfig: .config is up to date\n")));
        Assert.That(_run.Run("set BUS=y"), Is.EqualTo(new ToolResult(0, "", "kconfig: .config written\n")));
        Assert.That(_run.Read(".config"), Does.Contain("CONFIG_BUS=y\n"));
        Assert.That(_run.Read(".config.old"), Does.Contain("# CONFIG_BUS is not set\n"));
    }

    [Test]
    public void Get_prints_values()
    {
        Assert.That(_run.Run("get NR"), Is.EqualTo(new ToolResult(0, "4\n", "")));
        Assert.That(_run.Run("get CONFIG_NR BUS"), Is.EqualTo(new ToolResult(0, "NR=4\nBUS=n\n", "")));
        Assert.That(_run.Run("get --json NR"), Is.EqualTo(new ToolResult(0, "{\n  \"NR\": \"4\"\n}\n", "")));
        Assert.That(_run.Run("get BUSS"), Is.EqualTo(new ToolResult(1, "", "kconfig: no Kconfig file defines 'BUSS'; did you mean 'BUS'?\n")));
    }

    [Test]
    public void Set_says_why_a_value_has_no_effect_and_writes_nothing()
    {
        Assert.That(_run.Run("set DRV=m"), Is.EqualTo(new ToolResult(1, "", """
            command line:1:12: error KC0071: 'DRV' was set to m but is n: it depends on 'HAS_PCI' (Kconfig:24), which is n
                CONFIG_DRV=m
                           ^
              help: docs/diagnostics/KC0071.md explains KC0071 (Value is forbidden by a dependency)

            """)));
        Assert.That(_run.Exists(".config"), Is.False);
        Assert.That(_run.Run("set --quiet BUS=y HAS_PCI=y DRV=m"), Is.EqualTo(new ToolResult(0, "", "")));
    }

    [Test]
    public void Merge_refuses_lost_and_unknown_assignments()
    {
        _run.Write("frag", "CONFIG_NR=5\nCONFIG_BUZZ=y\n");
        ToolResult result = _run.Run("merge frag");
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("frag:2:1: error KC0062: No Kconfig file defines 'BUZZ'; the assignment has no effect"));
        Assert.That(_run.Exists(".config"), Is.False);

        result = _run.Run("merge --warn-only frag");
        Assert.That(result.Code, Is.Zero);
        Assert.That(result.Error, Does.StartWith("frag:2:1: warning KC0062:").And.EndWith("kconfig: .config written\n"));
        Assert.That(_run.Read(".config"), Does.Contain("CONFIG_NR=5\n"));
    }

    [Test]
    public void Diff_compares_symbol_by_symbol()
    {
        _run.Write("a", "CONFIG_X=y\nCONFIG_Y=1\n# CONFIG_Z is not set\n");
        _run.Write("b", "CONFIG_X=m\n# CONFIG_Z is not set\nCONFIG_W=\"t\"\n");
        Assert.That(_run.Run("diff a b"), Is.EqualTo(new ToolResult(1, "+W=\"t\"\n X: y -> m\n-Y=1\n", "")));
        Assert.That(_run.Run("diff a a"), Is.EqualTo(new ToolResult(0, "", "")));
    }

    [Test]
    public void Savedefconfig_prints_what_differs_from_the_defaults()
    {
        _run.Write(".config", "CONFIG_MODULES=y\nCONFIG_BUS=y\nCONFIG_NR=4\n");
        Assert.That(_run.Run("savedefconfig -"), Is.EqualTo(new ToolResult(0, "CONFIG_BUS=y\n", "")));
        Assert.That(_run.Run("savedefconfig"), Is.EqualTo(new ToolResult(0, "", "kconfig: defconfig written\n")));
        Assert.That(_run.Run("defconfig defconfig --config other"), Is.EqualTo(new ToolResult(0, "", "kconfig: other written\n")));
        Assert.That(_run.Read("other"), Does.Contain("CONFIG_BUS=y\n# CONFIG_HAS_PCI is not set\n"));
    }

    [Test]
    public void List_new_and_search_show_values_types_and_places()
    {
        _run.Write(".config", "CONFIG_MODULES=y\n# CONFIG_BUS is not set\n");
        Assert.That(_run.Run("list-new"), Is.EqualTo(new ToolResult(0, "NR=4  (int, Kconfig:19) \"Number\"\n", "")));
        Assert.That(_run.Run("search PAGE"), Is.EqualTo(new ToolResult(0, "DRV=n  (tristate, Kconfig:24) \"Driver\"\n", "")));
        Assert.That(_run.Run("search nonsense").Code, Is.EqualTo(1));
    }

    [Test]
    public void Why_follows_a_value_to_its_cause()
    {
        _run.Write(".config", "# CONFIG_BUS is not set\n");
        Assert.That(_run.Run("why DRV"), Is.EqualTo(new ToolResult(0, """
            DRV=n
              tristate defined at Kconfig:24, "Driver"
              nothing sets it and no default applies
              cannot be more than n: 'HAS_PCI', needed at Kconfig:24, is n
              HAS_PCI=n
                bool defined at Kconfig:11, "PCI"
                nothing sets it and no default applies
                cannot be more than n: 'BUS', needed at Kconfig:11, is n
                BUS=n
                  bool defined at Kconfig:8, "Bus"
                  set at .config:1

            """, "")));
    }

    [Test]
    public void Lint_finds_what_is_not_meant()
    {
        _run.Write("Kconfig", Kconfig.Replace("config CORE\n\tbool\n", "config CORE\n\tbool\n\tdepends on LIB && BUSS\nconfig LIB\n\tbool \"lib\"\nconfig IDLE\n\tdef_bool y\n")
            + "config DEAD\n\tbool \"dead\"\n\tdepends on BUSS\n");
        Assert.That(_run.Run("lint"), Is.EqualTo(new ToolResult(1, """
            Kconfig:16: undefined: no Kconfig file defines 'BUSS', so it is always n; did you mean 'BUS'?
            Kconfig:34: dead: 'DEAD' is n in every configuration: it needs 'BUSS', which can never be; drop the symbol, or mend the condition
            Kconfig:14: select: 'HAS_PCI' selects 'CORE' without making sure of 'LIB', which that depends on (Kconfig:16); add 'if LIB' to the select, or the dependency to 'HAS_PCI'
            Kconfig:21: unused: no Kconfig file reads 'IDLE', and it has no prompt; drop it unless code reads it (--code DIR looks there)

            """, "")));
    }

    [Test]
    public void Lint_knows_how_code_reads_symbols_and_what_is_no_code()
    {
        _run.Write("Kconfig", string.Concat(Array.ConvertAll(["CONSTANT", "PROVIDER", "FILE", "C", "PREFIX", "MADE", "NOBODY"], name => $"config {name}\n\tbool \"{name}\"\n")));
        _run.Write("src/Program.cs", "if (Config.CONSTANT) { } [Provider<Hooks>(\"PROVIDER\")] class Table;");
        _run.Write("src/Program.csproj", "<Compile Update=\"File.cs\" KconfigDependsOn=\"!FILE\" />");
        _run.Write("src/main.c", "#if defined(CONFIG_C) || IS_ENABLED(CONFIG_PREFIX) // MADE");
        foreach (string made in (string[])["src/.config", "src/x_defconfig", "src/obj/Config.cs", "src/bin/Config.cs", "src/Snapshots/Config.verified.cs"])
        {
            _run.Write(made, "CONFIG_MADE CONFIG_NOBODY");
        }

        Assert.That(_run.Run("lint --code src"), Is.EqualTo(new ToolResult(1, """
            Kconfig:11: unused: neither a Kconfig file nor the code reads 'MADE'; drop it
            Kconfig:13: unused: neither a Kconfig file nor the code reads 'NOBODY'; drop it

            """, "")));
    }

    [Test]
    public void Lint_finds_ranges_that_do_not_fit()
    {
        _run.Write("Kconfig", """
            config SIZE
            	int "size"
            	range 1 10
            	default 200
            	default 5

            config BASE
            	hex "base"
            	range 0x20 0x10
            	default 0x10 if SMALL
            	default 0x18

            config OPEN
            	int "open"
            	range 1 10 if SMALL
            	range SIZE 20
            	default 200

            config SMALL
            	bool "small"

            config BEEF
            	hex "beef"
            	range 0x0 0x10

            config LIMITED
            	hex "limited"
            	range BEEF 0x10
            	default BEEF

            """);
        Assert.That(_run.Run("lint"), Is.EqualTo(new ToolResult(1, """
            Kconfig:4: range: the default 200 of 'SIZE' is not in its range (Kconfig:3), and becomes another value; correct one of them
            Kconfig:9: range: no number is in the range 0x20 to 0x10 of 'BASE'; exchange them
            Kconfig:10: range: the default 0x10 of 'BASE' is not in its range (Kconfig:9), and becomes another value; correct one of them
            Kconfig:11: range: the default 0x18 of 'BASE' is not in its range (Kconfig:9), and becomes another value; correct one of them

            """, "")));
    }

    [Test]
    public void Env_lists_what_the_files_read()
    {
        _run.Write("Kconfig", "config A\n\tstring \"$(ARCH)\"\n\tdefault \"$(VERSION)\"\n");
        Assert.That(_run.Run("env --env ARCH=x86 --env VERSION=7"), Is.EqualTo(new ToolResult(0, "ARCH=x86\nVERSION=7\n", "")));
    }

    [Test]
    public void Export_gives_the_library_s_json()
    {
        ToolResult result = _run.Run("export");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        Assert.That(json.RootElement.GetProperty("symbols").GetArrayLength(), Is.EqualTo(6));

        Assert.That(_run.Run("export --format json --output out.json"), Is.EqualTo(new ToolResult(0, "", "kconfig: out.json written\n")));
        Assert.That(_run.Read("out.json"), Is.EqualTo(result.Output));
        Assert.That(_run.Run("export --format xml").Code, Is.EqualTo(2));
    }

    [TestCase("allyesconfig", "CONFIG_DRV=y\n")]
    [TestCase("allmodconfig", "CONFIG_DRV=m\n")]
    [TestCase("allnoconfig", "# CONFIG_BUS is not set\n")]
    [TestCase("alldefconfig", "CONFIG_NR=4\n")]
    public void The_all_commands_answer_everything_alike(string command, string line)
    {
        Assert.That(_run.Run(command), Is.EqualTo(new ToolResult(0, "", "kconfig: .config written\n")));
        Assert.That(_run.Read(".config"), Does.Contain(line));
    }

    [Test]
    public void Randconfig_can_be_repeated()
    {
        Assert.That(_run.Run("randconfig --seed 18").Error, Is.EqualTo("kconfig: --seed 0x12 makes this configuration again\nkconfig: .config written\n"));
        string first = _run.Read(".config");
        _run.Run("randconfig --seed 0x12 --config again");
        Assert.That(_run.Read("again"), Is.EqualTo(first));
    }

    [Test]
    public void Names_in_files_begin_with_what_the_environment_says()
    {
        _run.Environment["CONFIG_"] = "BR2_";
        Assert.That(_run.Run("set BUS=y BR2_NR=5").Code, Is.Zero);
        Assert.That(_run.Read(".config"), Does.Contain("BR2_BUS=y\n").And.Contain("# BR2_HAS_PCI is not set\n"));
        Assert.That(_run.Run("list-new"), Is.EqualTo(new ToolResult(0, "", "")));
        Assert.That(_run.Run("savedefconfig -"), Is.EqualTo(new ToolResult(0, "BR2_BUS=y\nBR2_NR=5\n", "")));
    }

    [Test]
    public void Help_has_examples_and_exit_codes() => Assert.That(_run.Run("why --help").Output, Does.EndWith("""
        Examples:
          kconfig why INTEL_IOMMU
          kconfig why CONFIG_INTEL_IOMMU --config out/.config

        Exit codes: 0 all is well, 1 problems found, 2 wrong usage.

        """));
}
