using NUnit.Framework;

namespace IommuConfig.Samples.Tests;

/// <summary>One clone for all tests, since its first build takes longest. Every test leaves it as it found it.</summary>
[SetUpFixture]
internal sealed class SharedClone
{
    public static Clone Instance { get; private set; } = null!;

    [OneTimeSetUp]
    public void Copy_the_sample() => Instance = new Clone();

    [OneTimeTearDown]
    public void Remove_the_copy() => Instance.Dispose();
}
