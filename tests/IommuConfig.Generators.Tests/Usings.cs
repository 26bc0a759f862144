global using IommuConfig.Generators.Tests.Harness;
global using IommuConfig.Runtime.Tests;

global using NUnit.Framework;
