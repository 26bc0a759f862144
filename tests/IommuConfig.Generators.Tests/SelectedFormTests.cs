namespace IommuConfig.Generators.Tests;

/// <summary>Several providers, one of which is chosen at boot.</summary>
public sealed class SelectedFormTests
{
    private const string Config = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_HAS_PCI=y\n";

    [Test]
    public void Every_hook_goes_to_the_provider_that_was_selected()
    {
        Assert.That(
            SmallContract.Run(Config, """
                Hooks.Select(Hooks.Providers.Second);
                domain.Provider = Hooks.Providers.First;
                int map = Hooks.MapPage(domain, 1, in mfn, ref flush);
                int lookup = Hooks.LookupPage(domain, 2, out ulong found);
                Hooks.Assign(domain, device);
                Hooks.Suspend(platform);
                Hooks.Resume(platform);
                Hooks.ShareP2m(domain);
                Hooks.Group(device);
                return $"{Log.Take()} | {map} {flush} {lookup} {found}";
                """),
            Is.EqualTo(
                "Second.MapPage 1 7; Second.LookupPage 2; Second.Assign 3; Second.Suspend; Second.Resume; Second.ShareP2m; Second.Group | 0 1 0 3"));
    }

    [Test]
    public void A_provider_that_leaves_an_optional_hook_out_answers_with_the_default_of_the_contract()
    {
        Assert.That(
            SmallContract.Run(Config, """
                Hooks.Select(Hooks.Providers.First);
                return Hooks.LookupPage(domain, 2, out ulong found) + " " + found;
                """),
            Is.EqualTo("-95 0"));
    }

    [Test]
    public void Generic_code_reaches_the_selected_provider_through_the_table()
    {
        Assert.That(
            SmallContract.Project(Config)
                .WithSource("""
                    namespace Sample;

                    public static class Core<T> where T : struct, IAll
                    {
                        public static void Boot(int index, Domain domain, Platform platform)
                        {
                            ulong mfn = 7;
                            int flush = 0;
                            T.Select(T.Providers[index]);
                            T.MapPage(domain, 1, in mfn, ref flush);
                            T.CyclePower(platform);
                        }
                    }
                    """, "Core.cs")
                .WithScenario("Core<Hooks.Table>.Boot(1, domain, platform); return Log.Take();")
                .Run(),
            Is.EqualTo("Second.MapPage 1 7; Second.Suspend; Second.Resume"));
    }

    [Test]
    public void A_hook_before_Select_says_that_Select_comes_first_and_Select_afterwards_says_so_too()
    {
        Assert.That(
            SmallContract.Run(Config, """
                string early = Log.Try(() => Hooks.Suspend(platform));
                string late = Log.Try(() => Hooks.Select(Hooks.Providers.First));
                return early + "\n" + late;
                """),
            Is.EqualTo("""
                InvalidOperationException: Hooks.Suspend was called before Hooks.Select: select one of Hooks.Providers.All first.
                InvalidOperationException: A hook of Hooks was called before Hooks.Select, which has to come first.
                """));
    }

    [Test]
    public void The_same_provider_may_be_selected_again_and_another_may_not()
    {
        Assert.That(
            SmallContract.Run(Config, """
                Hooks.Select(Hooks.Providers.First);
                Hooks.Select(Hooks.Providers.First);
                return Log.Try(() => Hooks.Select(Hooks.Providers.Second));
                """),
            Is.EqualTo("InvalidOperationException: Hooks has First selected; another provider cannot take its place."));
    }

    [TestCase("ProviderId.None")]
    [TestCase("new ProviderId(2)")]
    public void A_provider_that_the_configuration_does_not_have_cannot_be_selected(string provider)
    {
        Assert.That(
            SmallContract.Run(Config, $"return Log.Try(() => Hooks.Select({provider}));"),
            Is.EqualTo("ArgumentOutOfRangeException: Hooks has 2 provider(s) in this configuration."));
    }

    [Test]
    public void A_hook_that_takes_a_provider_id_goes_to_that_provider_before_and_after_Select()
    {
        Assert.That(
            SmallContract.Run(Config, """
                foreach (ProviderId provider in Hooks.Providers.All)
                {
                    Hooks.Setup(provider, platform);
                }

                Hooks.Select(Hooks.Providers.First);
                Hooks.Setup(Hooks.Providers.Second, platform);
                return Log.Take() + "\n" + Log.Try(() => Hooks.Setup(default, platform));
                """),
            Is.EqualTo("""
                First.Setup 0; Second.Setup 1; Second.Setup 1
                InvalidOperationException: Hooks.Setup was called for no provider.
                """));
    }
}
