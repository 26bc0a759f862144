using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace IommuConfig.Runtime.Tests.Freestanding;

/// <summary>
/// The core of the runtime is to run without an operating system one day, where there are no exceptions, no heap and no dispatch over interfaces.
/// So its compiled code holds none of them.
/// </summary>
internal sealed class FreestandingTests
{
    private static readonly string[] s_folders = ["Addressing", "Memory", "PageTables", "Tasklets", "Drivers"];

    // Text is for people, who are not there; a process's memory is for where there are processes.
    private static readonly string[] s_otherFiles = ["/PageTableText.cs", "/FrameMemory.cs"];

    // What is done once, when a machine or a domain is set up, may use a heap that only grows, and end what cannot begin.
    private static readonly Dictionary<string, string> s_setUp = new()
    {
        ["IommuConfig.Runtime.TaskletScheduler..ctor"] = "newarr, newobj: the queues of the processors, whose number only the machine knows, once",
        ["IommuConfig.Runtime.CpuHost..ctor"] = "newobj, throw: there is no processor to begin with",
        ["IommuConfig.Runtime.CpuHost.Serve"] = "newobj, throw: a second scheduler, when a machine is set up",
        ["IommuConfig.Runtime.FrameSource..ctor"] = "newobj, throw: there is no memory to begin with",
    };

    [Test]
    public void The_core_holds_nothing_that_a_bare_machine_lacks()
    {
        List<string> found = [];
        HashSet<string> needless = [.. s_setUp.Keys];
        int count = 0;
        foreach (MethodDefinition method in CoreMethods())
        {
            count++;
            string name = $"{method.DeclaringType.FullName}.{method.Name}";
                        foreach (string violation in Violations(method))
            {
                if (s_setUp.TryGetValue(name, out string? reason) && reason.Split(':')[0].Contains(violation.Split(' ')[0], StringComparison.Ordinal))
                {
                    needless.Remove(name);
                }
                else
                {
                    found.Add($"{name}: {violation}");
                }
            }
        }

        Assert.That(found, Is.Empty);
        Assert.That(needless, Is.Empty, "these need no exception any more");
        Assert.That(count, Is.GreaterThan(300), "the symbols say what belongs to the core");
    }

    // That the test sees what it looks for.
    [TestCase(nameof(Samples.Throws), "throw")]
    [TestCase(nameof(Samples.Allocates), "newobj")]
    [TestCase(nameof(Samples.AllocatesAnArray), "newarr")]
    [TestCase(nameof(Samples.Boxes), "box")]
    [TestCase(nameof(Samples.Catches), "try")]
    [TestCase(nameof(Samples.CallsThroughAnInterface), "callvirt")]
    [TestCase(nameof(Samples.MakesADelegate), "newobj")]
    [TestCase(nameof(Samples.Formats), "call")]
    [TestCase(nameof(Samples.Queries), "call")]
    public void Each_construct_is_recognised(string sample, string construct)
    {
        using AssemblyDefinition assembly = Read(typeof(Samples));
        TypeDefinition samples = assembly.MainModule.GetType($"{typeof(FreestandingTests).FullName}/{nameof(Samples)}");
        MethodDefinition method = samples.Methods.Single(each => each.Name == sample);
        Assert.That(Violations(method).Select(violation => violation.Split(' ')[0]), Does.Contain(construct));
    }

    private static AssemblyDefinition Read(Type type) =>
        AssemblyDefinition.ReadAssembly(type.Assembly.Location, new ReaderParameters { ReadSymbols = true });

    private static IEnumerable<MethodDefinition> CoreMethods()
    {
        using AssemblyDefinition assembly = Read(typeof(FrameSource));
        foreach (MethodDefinition method in assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            string? file = method.DebugInformation.SequencePoints.FirstOrDefault()?.Document.Url.Replace('\\', '/');
            if (file is not null && s_folders.Any(folder => file.Contains($"/IommuConfig.Runtime/{folder}/", StringComparison.Ordinal)) &&
                !s_otherFiles.Any(file.EndsWith) && !IsText(method))
            {
                yield return method;
            }
        }
    }

    // What every value has of System.Object, and only people and collections call.
    private static bool IsText(MethodDefinition method) =>
        method.DeclaringType.IsValueType && method.Name is nameof(ToString) or nameof(GetHashCode) or nameof(Equals) or "PrintMembers" ||
        method.Parameters.Any(parameter => parameter.ParameterType.FullName == "System.IO.TextWriter");

    private static IEnumerable<string> Violations(MethodDefinition method)
    {
        if (method.Body.HasExceptionHandlers)
        {
            yield return "try region";
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            Code code = instruction.OpCode.Code;
            if (code is Code.Throw or Code.Rethrow or Code.Newarr or Code.Box)
            {
                yield return $"{instruction.OpCode.Name} {instruction.Operand}".TrimEnd();
            }
            else if (instruction.Operand is MethodReference callee && Violation(instruction, callee) is { } violation)
            {
                yield return violation;
            }
        }
    }

    private static string? Violation(Instruction instruction, MethodReference callee)
    {
        TypeReference type = callee.DeclaringType;
        Code code = instruction.OpCode.Code;
        bool isConstrained = instruction.Previous?.OpCode.Code == Code.Constrained;
        bool isForbidden =
            (code == Code.Newobj && !type.IsValueType && !IsStruct(type)) ||
            (code is Code.Callvirt or Code.Ldvirtftn && !isConstrained && type.Resolve() is { IsInterface: true }) ||
            IsForManaged(type, callee.Name);
        return isForbidden ? $"{instruction.OpCode.Name} {callee.FullName}" : null;
    }

    private static bool IsStruct(TypeReference type) => type.Resolve() is { IsValueType: true };

    private static bool IsForManaged(TypeReference type, string method)
    {
        string name = type.GetElementType().FullName;
        return name.StartsWith("System.Linq.", StringComparison.Ordinal) || name.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal) ||
            name.StartsWith("System.Text.", StringComparison.Ordinal) || name.StartsWith("System.IO.", StringComparison.Ordinal) ||
            name.StartsWith("System.Collections.", StringComparison.Ordinal) || name.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal) ||
            (name == "System.String" && method is nameof(string.Format) or nameof(string.Concat) or nameof(string.Join)) || method == nameof(ToString);
    }

    private static class Samples
    {
        internal static void Throws() => throw new InvalidOperationException();

        internal static object Allocates() => new();

        internal static byte[] AllocatesAnArray(int length) => new byte[length];

        internal static object Boxes(int value) => value;

        internal static int Catches(int value)
        {
            try
            {
                return value / value;
            }
            finally
            {
                GC.KeepAlive(value);
            }
        }

        internal static bool CallsThroughAnInterface(IEquatable<int> value) => value.Equals(1);

        internal static Func<int> MakesADelegate(int value) => () => value;

        internal static string Formats(int value) => $"{value}";

        internal static int Queries(int[] values) => values.First();
    }
}
