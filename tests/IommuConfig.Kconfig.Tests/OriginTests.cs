namespace IommuConfig.Kconfig.Tests;

/// <summary>Why a symbol has its value.</summary>
public sealed class OriginTests
{
    private const string Kconfig = """
        config A
        	bool "a"
        	select S
        	imply I
        config S
        	bool "s"
        config I
        	bool "i"
        config D
        	bool "d"
        	default n if A
        	default y
        config X
        	bool "x"
        menu "m"
        	depends on X
        config F
        	bool "f"
        	default y
        	depends on A
        endmenu
        choice
        	prompt "c"
        config C1
        	bool "c1"
        config C2
        	bool "c2"
        endchoice
        config N
        	int "n"
        	default 3

        """;

    [TestCase("A", "User", ".config:1", null)]
    [TestCase("S", "Selected", "Kconfig:3", "A")]
    [TestCase("I", "Implied", "Kconfig:4", "A")]
    [TestCase("D", "Default", "Kconfig:11", null)]
    [TestCase("X", "None", null, null)]
    [TestCase("C1", "Choice", "Kconfig:22", null)]
    [TestCase("C2", "Choice", "Kconfig:22", "C1")]
    [TestCase("N", "Default", "Kconfig:31", null)]
    public void Origin_names_the_rule_and_its_place(string symbol, string kind, string? location, string? selector)
    {
        ValueOrigin origin = Kconfigs.Configure(Kconfig, "CONFIG_A=y\n").Origin(symbol);
        Assert.That((origin.Kind.ToString(), origin.Location?.ToString(), origin.Selector?.Name), Is.EqualTo((kind, location, selector)));
    }

    [Test]
    public void A_select_that_exceeds_what_the_default_gives_is_the_origin()
    {
        ValueOrigin origin = Kconfigs.Configure("""
            config MODULES
            	def_bool y
            	modules
            config C
            	def_tristate m
            config S
            	def_bool y
            	select T
            config T
            	tristate
            	default y if C

            """).Origin("T");
        Assert.That((origin.Kind, origin.Location?.ToString()), Is.EqualTo((ValueOriginKind.Selected, "Kconfig:8")));
    }

    [Test]
    public void A_symbol_that_one_of_its_definitions_allows_has_no_failing_dependency()
    {
        Configuration configuration = Kconfigs.Configure("config X\n\tbool \"x\"\nconfig A\n\tbool \"a\"\n\tdepends on X\nconfig A\n\tbool\n");
        Assert.That(configuration.Evaluate(configuration.Tree.Symbol("A").DirectDependency), Is.EqualTo(Tristate.N));
        Assert.That(configuration.Origin("A").FailingDependency?.ToString(), Is.EqualTo("X"), "of its prompt");
    }

    [Test]
    public void A_bool_that_is_n_names_the_dependency_that_forbids_it_and_where_it_stands()
    {
        ValueOrigin origin = Kconfigs.Configure(Kconfig, "CONFIG_A=y\n").Origin("F");
        Assert.That((origin.FailingDependency?.ToString(), origin.FailingLocation?.ToString()), Is.EqualTo(("X", "Kconfig:15")));
        origin = Kconfigs.Configure(Kconfig, "CONFIG_X=y\n").Origin("F");
        Assert.That((origin.FailingDependency?.ToString(), origin.FailingLocation?.ToString()), Is.EqualTo(("A", "Kconfig:17")));
    }
}
