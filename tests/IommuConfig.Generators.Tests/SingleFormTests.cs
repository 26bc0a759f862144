namespace IommuConfig.Generators.Tests;

/// <summary>One provider: nothing is chosen.</summary>
public sealed class SingleFormTests
{
    private const string Everything = """
        Hooks.Setup(Hooks.Providers.All[0], platform);
        Hooks.MapPage(domain, 1, in mfn, ref flush);
        Hooks.LookupPage(domain, 2, out _);
        Hooks.Assign(domain, device, 4);
        Hooks.Suspend(platform);
        Hooks.Resume(platform);
        Hooks.ShareP2m(domain);
        Hooks.Group(device);
        return Log.Take();
        """;

    [Test]
    public void Every_hook_goes_to_the_only_provider_without_Select()
    {
        Assert.That(
            SmallContract.Run("CONFIG_SECOND=y\nCONFIG_HAS_PCI=y\n", Everything),
            Is.EqualTo(
                "Second.Setup 0; Second.MapPage 1 7; Second.LookupPage 2; Second.Assign 4; Second.Suspend; Second.Resume; Second.ShareP2m; Second.Group"));
    }

    [Test]
    public void A_provider_enabled_as_a_module_is_there()
    {
        Project project = SmallContract.Project("")
            .WithSource(SmallContract.Table.Replace("FIRST", "DRIVER", System.StringComparison.Ordinal), "Table.cs");

        Assert.That(project.WithScenario("Hooks.Suspend(platform); return Log.Take();").Run(), Is.EqualTo("First.Suspend"));
    }

    [Test]
    public void Select_accepts_the_only_provider_and_refuses_all_others()
    {
        Assert.That(
            SmallContract.Run("CONFIG_SECOND=y\n", """
                Hooks.Select(Hooks.Providers.Second);
                return Log.Try(() => Hooks.Select(new ProviderId(1))) + "\n" + Log.Try(() => Hooks.Select(default));
                """),
            Is.EqualTo("""
                ArgumentOutOfRangeException: Hooks has 1 provider(s) in this configuration.
                ArgumentOutOfRangeException: Hooks has 1 provider(s) in this configuration.
                """));
    }

    [Test]
    public void A_mixed_table_with_one_provider_keeps_only_what_a_mixed_table_has()
    {
        Project project = SmallContract.Project("CONFIG_SECOND=y\nCONFIG_IOMMU_MIXED=y\n");

        Assert.Multiple(() =>
        {
            Assert.That(
                project.WithScenario("Hooks.MapPage(domain, 1, in mfn, ref flush); return Log.Take() + Hooks.IsMixed;").Run(),
                Is.EqualTo("Second.MapPage 1 7True"));
            Assert.That(GeneratorRun.Of(project).Generated["Hooks.g.cs"], Does.Not.Contain("int Suspend("));
        });
    }

    [Test]
    public void A_hook_that_is_told_its_provider_refuses_another_one()
    {
        Assert.That(
            SmallContract.Run("CONFIG_SECOND=y\n", """
                try
                {
                    Hooks.Setup(new ProviderId(5), platform);
                    return "called";
                }
                catch (InvalidOperationException exception)
                {
                    return exception.Message;
                }
                """),
            Is.EqualTo("Hooks.Setup was called for provider 5, which this configuration does not have."));
    }
}
