using IommuConfig.Tool.Conf;

namespace IommuConfig.Tool.Tests;

public class GlibcRandomTests
{
    // What srand and rand of glibc 2.36 gave.
    [TestCase(0u, new[] { 1804289383, 846930886, 1681692777, 1714636915 })]
    [TestCase(1u, new[] { 1804289383, 846930886, 1681692777, 1714636915 })]
    [TestCase(0x1234u, new[] { 70111374, 1963176396, 683810922, 394663759 })]
    [TestCase(0xFFFFFFFFu, new[] { 254925627, 1205188300, 366127624, 1401405153 })]
    public void Gives_the_numbers_of_the_C_library(uint seed, int[] expected)
    {
        var random = new GlibcRandom(seed);
        Assert.That(new[] { random.Next(), random.Next(), random.Next(), random.Next() }, Is.EqualTo(expected));
    }
}
