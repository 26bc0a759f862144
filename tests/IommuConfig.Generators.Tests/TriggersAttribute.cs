using System;

namespace IommuConfig.Generators.Tests;

/// <summary>Marks the test that makes a message appear, so that <see cref="DiagnosticCoverageTests"/> can find messages without one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class TriggersAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
