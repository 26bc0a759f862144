using System;
using System.Collections.Generic;
using IommuConfig.Generators.Tests.Harness;
using NUnit.Framework;

namespace IommuConfig.Generators.Tests;

internal sealed class SmokeTests
{
    [Test]
    public void Show()
    {
        foreach (string config in new[] { "CONFIG_FIRST=y\n", "CONFIG_FIRST=y\nCONFIG_SECOND=y\n", "CONFIG_ARM=y\nCONFIG_ARM_MIXES=y\nCONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_THIRD=y\n", "" })
        {
            GeneratorRun run = GeneratorRun.Of(SmallContract.Project(config));
            Console.WriteLine("==== " + config);
            foreach (KeyValuePair<string, string> file in run.Generated)
            {
                Console.WriteLine("---- " + file.Key + "\n" + file.Value);
            }
            Console.WriteLine(string.Join("\n", run.Messages()));
            Console.WriteLine(string.Join("\n", run.CompilerMessages()));
        }
    }
}
