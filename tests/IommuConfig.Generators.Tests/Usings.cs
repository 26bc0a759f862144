global using IommuConfig.Generators.Tests.Harness;

global using NUnit.Framework;
