using IommuConfig.Tool.Conf;

namespace IommuConfig.Tool.Tests;

public class ProbabilityTests
{
    [TestCase(null, 50, 33, 33)]
    [TestCase("", 50, 33, 33)]
    [TestCase("31", 31, 16, 15)]
    [TestCase("10:50", 60, 10, 50)]
    [TestCase("20:30:40", 20, 30, 40)]
    [TestCase("abc", 0, 0, 0)]
    public void Reads_up_to_three_numbers(string? text, int boolYes, int tristateYes, int tristateModule) =>
        Assert.That(Probability.Read(text), Is.EqualTo(new Probability(boolYes, tristateYes, tristateModule)));

    [TestCase("101")]
    [TestCase("-1")]
    [TestCase("60:50")]
    public void Refuses_what_is_out_of_range(string text) => Assert.That(Probability.Read(text), Is.Null);
}
