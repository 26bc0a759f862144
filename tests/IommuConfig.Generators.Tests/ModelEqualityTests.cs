using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Tests;

/// <summary>Models compare by value: without that, every keystroke would emit everything.</summary>
public sealed class ModelEqualityTests
{
    private static readonly string[] s_models =
        [TrackingNames.KconfigInputs, TrackingNames.KconfigDialect, TrackingNames.ConstantsOptions, TrackingNames.ConstantsFiles, TrackingNames.TableDeclaration, TrackingNames.TableResolution, TrackingNames.ResolvedTable];

    [TestCaseSource(nameof(s_models))]
    public void What_two_runs_make_of_the_same_program_is_equal_with_equal_hashes(string step)
    {
        object[] left = Outputs(SmallContract.Project("CONFIG_FIRST=y\nCONFIG_SECOND=y\n"), step);
        object[] right = Outputs(SmallContract.Project("CONFIG_FIRST=y\nCONFIG_SECOND=y\n"), step);

        Assert.Multiple(() =>
        {
            Assert.That(left, Is.Not.Empty);
            Assert.That(left.Zip(right, (a, b) => a.Equals(b) && a.GetHashCode() == b.GetHashCode() && !ReferenceEquals(a, b)), Has.All.True);
        });
    }

    [TestCase(TrackingNames.ConstantsFiles)]
    [TestCase(TrackingNames.ResolvedTable)]
    public void What_they_make_of_another_configuration_is_not(string step)
    {
        object[] left = Outputs(SmallContract.Project("CONFIG_FIRST=y\nCONFIG_SECOND=y\n"), step);
        object[] right = Outputs(SmallContract.Project("CONFIG_FIRST=y\n"), step);

        Assert.That(left.Zip(right, (a, b) => a.Equals(b)), Has.Some.False);
    }

    [Test]
    public void Arrays_compare_their_items()
    {
        EquatableArray<string> one = new("a", "b");
        EquatableArray<string> same = new("a", "b");

        Assert.Multiple(() =>
        {
            Assert.That(one.Equals(same), Is.True);
            Assert.That(one.GetHashCode(), Is.EqualTo(same.GetHashCode()));
            Assert.That(new EquatableArray<string>("a", "b").Equals(new EquatableArray<string>("b", "a")), Is.False);
            Assert.That(new EquatableArray<string>("a").Equals(new EquatableArray<string>("a", "b")), Is.False);
            Assert.That(new EquatableArray<string>().Equals(EquatableArray<string>.Empty), Is.True);
            Assert.That(new EquatableArray<string>().GetHashCode(), Is.EqualTo(EquatableArray<string>.Empty.GetHashCode()));
        });
    }

    [Test]
    public void Diagnostics_compare_their_place_and_arguments()
    {
        DiagnosticInfo info = DiagnosticInfo.Create(TableDiagnostics.NotAContract, new LocationInfo("a.cs", new(1, 2), default), "I");

        Assert.Multiple(() =>
        {
            Assert.That(DiagnosticInfo.Create(TableDiagnostics.NotAContract, new LocationInfo("a.cs", new(1, 2), default), "I"), Is.EqualTo(info));
            Assert.That(DiagnosticInfo.Create(TableDiagnostics.NotAContract, new LocationInfo("a.cs", new(1, 3), default), "I"), Is.Not.EqualTo(info));
            Assert.That(DiagnosticInfo.Create(TableDiagnostics.NotAContract, info.Location, "J"), Is.Not.EqualTo(info));
            Assert.That(DiagnosticInfo.Create(TableDiagnostics.NotATableClass, info.Location, "I"), Is.Not.EqualTo(info));
        });
    }

    private static object[] Outputs(Project project, string step) =>
        [.. GeneratorRun.Of(project).Result.Results.Single().TrackedSteps[step].SelectMany(one => one.Outputs).Select(output => output.Value)];
}
