using System;

namespace IommuConfig.Runtime.Tests;

/// <summary>The test shows a numbered rule of docs/rules.md. The number is a category, so <c>--filter TestCategory=TSK-3</c> runs what shows it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(string number) : CategoryAttribute(number);
