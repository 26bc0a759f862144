namespace IommuConfig.Generators.Tests;

/// <summary>Which argument of a hook says whose hook is meant.</summary>
public sealed class ContextTests
{
    [TestCase("Domain domain, Device device, ProviderId id", "2", TestName = "An_id_before_a_device_before_a_domain")]
    [TestCase("Domain domain, Device device", "1", TestName = "A_device_before_a_domain")]
    [TestCase("Device device, Domain domain", "1", TestName = "A_device_before_a_domain_in_any_order")]
    [TestCase("Domain domain, int x", "0", TestName = "A_domain")]
    [TestCase("in ProviderId id, Device device", "2", TestName = "An_id_by_reference")]
    [TestCase("ref Device device", "1", TestName = "A_device_by_reference")]
    [TestCase("Device? other, Domain domain", "0", TestName = "What_may_be_null_is_no_context")]
    [TestCase("Domain domain, out ProviderId made", "0", TestName = "What_comes_out_is_no_context")]
    [TestCase("Port port, Domain domain", "1", TestName = "What_inherits_the_mark")]
    [TestCase("Slot slot, Domain domain", "1", TestName = "A_struct_that_implements_the_interface")]
    [TestCase("IDispatchContext context, Domain domain", "1", TestName = "The_interface_itself")]
    [TestCase("Device first, Device second", "1", TestName = "Of_two_alike_the_first")]
    public void The_best_argument_decides(string parameters, string expected)
    {
        Assert.That(Called("F(" + parameters + ")", parameters), Is.EqualTo(expected));
    }

    [TestCase("F<T>(T context, Domain domain) where T : IDispatchContext", "1")]
    [TestCase("F<T>(T context, Domain domain) where T : struct, IDispatchContext", "1")]
    [TestCase("F<T>(T context, Domain domain) where T : Port", "1")]
    [TestCase("F<T>(T other, Domain domain)", "0")]
    public void The_constraints_of_a_type_parameter_count(string signature, string expected)
    {
        string argument = signature.Contains("struct", System.StringComparison.Ordinal) ? "Slot slot" : "Port port";
        Assert.That(Called(signature, argument + ", Domain domain"), Is.EqualTo(expected));
    }

    // Three providers that answer with their number; the domain has the first, every device the second, the id is the third.
    private static string Called(string signature, string parameters)
    {
        System.Collections.Generic.List<string> arguments = [];
        foreach (string parameter in parameters.Split(", "))
        {
            string[] words = parameter.Split(' ');
            string value = words[^2] switch
            {
                "Domain" => "domain",
                "Device" when words[^1] == "second" => "new Device()",
                "Device" => "device",
                "Device?" => "null",
                "Port" => "port",
                "Slot" => "slot",
                "IDispatchContext" => "device",
                "ProviderId" when words[0] == "out" => "out _",
                "ProviderId" => "id",
                _ => "0",
            };
            arguments.Add((words[0] is "ref" or "in" ? words[0] + " " : "") + value);
        }

        string body = signature.Contains("out ", System.StringComparison.Ordinal) ? "{ made = default; return N; }" : "=> N;";
        string Provider(int number) =>
            $"public struct P{number} : IContext {{ public static int {signature} {body.Replace("N", number.ToString(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal)} }}";
        return SmallContract.Project("CONFIG_FIRST=y\nCONFIG_SECOND=y\nCONFIG_ARM=y\nCONFIG_THIRD=y\nCONFIG_IOMMU_MIXED=y\n").WithSource($$"""
            using IommuConfig;

            namespace Sample;

            [DispatchContext] public class Marked { public ProviderId Provider { get; set; } }
            public class Port : Marked, IDispatchContext;
            public struct Slot : IDispatchContext { public ProviderId Provider { readonly get; set; } }

            [HookContract] public interface IContext { static abstract int {{signature}}; }
            {{Provider(0)}}
            {{Provider(1)}}
            {{Provider(2)}}

            [DispatchTable(typeof(IContext), Mixed = "IOMMU_MIXED")]
            [Provider<P0>("FIRST")]
            [Provider<P1>("SECOND")]
            [Provider<P2>("THIRD")]
            internal static partial class Contexts;
            """, "Context.cs")
            .WithScenario($$"""
                domain.Provider = new(0);
                device.Provider = new(1);
                Port port = new() { Provider = new(1) };
                Slot slot = new() { Provider = new(1) };
                ProviderId id = new(2);
                return Contexts.F({{string.Join(", ", arguments)}}).ToString();
                """).Run();
    }
}
