namespace IommuConfig.Generators.Tests;

/// <summary>Several providers live at once: every call says which one it means.</summary>
public sealed class MixedFormTests
{
    private const string Config = "CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_THIRD=y\nCONFIG_ARM=y\nCONFIG_ARM_MIXES=y\nCONFIG_HAS_PCI=y\n";

    [Test]
    public void A_hook_goes_to_the_provider_of_its_argument()
    {
        Assert.That(
            SmallContract.Run(Config, """
                foreach (ProviderId provider in Hooks.Providers.All)
                {
                    domain.Provider = provider;
                    Hooks.MapPage(domain, 1, in mfn, ref flush);
                }

                device.Provider = Hooks.Providers.Third;
                Hooks.Group(device);
                domain.Provider = Hooks.Providers.Second;
                Hooks.LookupPage(domain, 4, out ulong found);
                return $"{Log.Take()} | {flush} {found}";
                """),
            Is.EqualTo("First.MapPage 1 7; Second.MapPage 1 7; Third.MapPage 1 7; Third.Group; Second.LookupPage 4 | 3 5"));
    }

    [Test]
    public void A_device_says_it_better_than_a_domain_that_may_span_several()
    {
        Assert.That(
            SmallContract.Run(Config, """
                domain.Provider = Hooks.Providers.First;
                device.Provider = Hooks.Providers.Second;
                Hooks.Assign(domain, device);
                return Log.Take();
                """),
            Is.EqualTo("Second.Assign 3"));
    }

    [Test]
    public void A_provider_that_is_none_or_unknown_is_an_error_that_names_the_hook()
    {
        Assert.That(
            SmallContract.Run(Config, """
                string none = Log.Try(() => Hooks.Group(device));
                device.Provider = new ProviderId(3);
                return none + "\n" + Log.Try(() => Hooks.Group(device));
                """),
            Is.EqualTo("""
                InvalidOperationException: Hooks.Group was called for no provider.
                InvalidOperationException: Hooks.Group was called for provider 3, which this configuration does not have.
                """));
    }

    [Test]
    public void Select_is_not_needed_and_does_nothing()
    {
        Assert.That(
            SmallContract.Run(Config, """
                Hooks.Select(Hooks.Providers.First);
                Hooks.Select(Hooks.Providers.Second);
                domain.Provider = Hooks.Providers.Third;
                Hooks.MapPage(domain, 1, in mfn, ref flush);
                return Log.Take() + "; " + Log.Try(() => Hooks.Select(default));
                """),
            Is.EqualTo("Third.MapPage 1 7; ArgumentOutOfRangeException: Hooks has 3 provider(s) in this configuration."));
    }

    [Test]
    public void Hooks_without_context_are_not_there_and_nothing_of_them_is_left()
    {
        Assert.That(
            SmallContract.Run(Config, """
                List<string> members = [];
                foreach (Type type in new[] { typeof(Hooks), typeof(Hooks.Table) })
                {
                    foreach (System.Reflection.MethodInfo method in type.GetMethods((System.Reflection.BindingFlags)0x3E))
                    {
                        members.Add(method.Name);
                    }
                }

                return $"{members.Contains("MapPage")} {members.Exists(name => name.EndsWith("Suspend") || name.EndsWith("ShareP2m"))} "
                    + $"{typeof(IPower).IsAssignableFrom(typeof(Hooks.Table))} {typeof(IMapping).IsAssignableFrom(typeof(Hooks.Table))} "
                    + $"{typeof(Hooks).IsDefined(typeof(AbsentHooksAttribute), false)}";
                """),
            Is.EqualTo("True False False True False"));
    }

    [Test]
    public void A_comment_in_the_place_of_a_vanished_hook_says_why()
    {
        string text = GeneratorRun.Of(SmallContract.Project(Config)).Generated["Hooks.g.cs"];

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain(
                "\n    // Suspend: takes no Domain, Device or ProviderId, and IOMMU_MIXED=y (runtime/Kconfig:1, selected by ARM at Kconfig:9).\n"));
            Assert.That(text, Does.Contain(
                "\n    // ShareP2m: is called where no single provider is meant (HookContext.None), and IOMMU_MIXED=y (runtime/Kconfig:1, selected by ARM at Kconfig:9).\n"));
        });
    }

    [Test]
    public void A_hook_that_gains_a_context_reappears_and_its_contract_with_it()
    {
        Project project = SmallContract.Project(Config);
        string contracts = SmallContract.Contracts.Replace(
            "static abstract int Suspend(Platform platform);", "static abstract int Suspend(Platform platform, Device device);", System.StringComparison.Ordinal)
            .Replace("static abstract void Resume(Platform platform);", "[Fanout] static abstract void Resume(Platform platform);", System.StringComparison.Ordinal)
            .Replace("T.Suspend(platform)", "T.Suspend(platform, new Device { Provider = new(1) })", System.StringComparison.Ordinal);
        project = project.WithSource(contracts, "Contracts.cs");
        foreach ((string path, string text) in project.Sources)
        {
            project = project.WithSource(text.Replace("Suspend(Platform platform) =>", "Suspend(Platform platform, Device device) =>", System.StringComparison.Ordinal), path);
        }

        Assert.That(
            project.WithScenario("device.Provider = Hooks.Providers.Third; Hooks.Suspend(platform, device); return Log.Take() + typeof(IPower).IsAssignableFrom(typeof(Hooks.Table));").Run(),
            Is.EqualTo("Third.SuspendTrue"));
    }
}
