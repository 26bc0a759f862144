using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace IommuConfig.Runtime.Tests;

/// <summary>The tables of docs/iommu-layer.md that list what is in the code list all of it, and as it is.</summary>
internal sealed partial class LayerPageTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Path.Combine(Folder(), "../../docs/iommu-layer.md"));

    [Test]
    public void The_hook_catalogue_has_every_hook_as_it_is() =>
        Assert.That(Rows("## Hooks").Select(cells => Row(cells)), Is.EquivalentTo(Hooks().Select(Row)));

    [Test]
    public void The_table_of_errors_has_every_code() =>
        Assert.That(
            Rows("## Error codes").Select(cells => $"{cells[0]} {cells[1]}"),
            Is.EquivalentTo(typeof(Errno).GetFields().Select(field => $"`{field.Name}` {field.GetRawConstantValue()}")));

    [Test]
    public void The_table_of_events_has_every_event() =>
        Assert.That(
            Rows("## Diagnosis").Select(cells => string.Join(" ", cells.Take(3))),
            Is.EquivalentTo(
                from method in typeof(IommuTrace).GetMethods()
                let data = method.GetCustomAttribute<System.Diagnostics.Tracing.EventAttribute>()
                where data is not null
                select $"`{method.Name}` {(long)data.Keywords} {KeywordName((long)data.Keywords)} {data.Level.ToString().ToLowerInvariant()}"));

    private static string KeywordName(long value) =>
        typeof(IommuTrace.Keywords).GetFields().Single(field => Convert.ToInt64(field.GetRawConstantValue(), null) == value).Name;

    // Signature, contract, result, context, when it exists, and whether a provider may lack it.
    private static string Row(string[] cells) =>
        $"{cells[0]} | {cells[1]} | {cells[2]} | {cells[3]} | {cells[4]} | {(cells[5] == "required" ? cells[5] : "optional")}";

    private static string Row(MethodInfo hook)
    {
        string parameters = string.Join(", ", hook.GetParameters().Select(parameter => Prefix(parameter) + parameter.Name));
        string? condition = hook.GetCustomAttribute<HookAttribute>()?.DependsOn;
        string context = ContextOf(hook);
        string exists = context == "none" ? condition is null ? "not mixed" : $"not mixed, {condition}" : condition ?? "always";
        string returns = Keywords[hook.ReturnType];
        return $"`{hook.Name}({parameters})` | `{hook.DeclaringType!.Name}` | {returns} | {context} | {exists} | {(hook.IsAbstract ? "required" : "optional")}";
    }

    private static Dictionary<Type, string> Keywords { get; } = new()
    {
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(void)] = "void",
    };

    private static string Prefix(ParameterInfo parameter) => parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";

    // As the generator finds it: the provider itself, then what has one, then what may have several.
    private static string ContextOf(MethodInfo hook)
    {
        if (hook.GetCustomAttribute<HookAttribute>()?.Context == HookContext.None)
        {
            return "none";
        }

        Type[] types = [.. hook.GetParameters().Select(parameter => parameter.ParameterType)];
        return
            types.Contains(typeof(ProviderId)) ? "provider" :
            types.Contains(typeof(Device)) ? "device" :
            types.Contains(typeof(MsiDescriptor)) ? "interrupt" :
            types.Contains(typeof(Domain)) ? "domain" :
            "none";
    }

    private static IEnumerable<MethodInfo> Hooks() =>
        from contract in typeof(IIommuHooks).GetInterfaces().Append(typeof(IIommuHooks))
        where contract.GetCustomAttribute<HookContractAttribute>() is not null
        from method in contract.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName
            && method.GetCustomAttribute<TableMemberAttribute>() is null
            && method.GetCustomAttribute<BridgeAttribute>() is null
        select method;

    // The cells of the rows of the last table of a section, without its two lines of heading.
    private static IEnumerable<string[]> Rows(string section) =>
        s_lines
            .SkipWhile(line => line != section).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => TableLine().IsMatch(line))
            .Skip(2)
            .Select(line => line.Trim('|', ' ').Split(" | ", StringSplitOptions.TrimEntries));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\|")]
    private static partial Regex TableLine();
}
