using System.Linq;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>
/// What a required hook answers where no provider is configured: -ENODEV (19) if it returns a signed integer, also through a task; a finished
/// task or nothing if it returns neither; the default of a value type or of a nullable one. Anything else cannot be made up, and throws.
/// </summary>
internal static class UnavailableResult
{
    private const string NoDevice = "-19";
    private const string Tasks = "global::System.Threading.Tasks.";

    /// <summary>The expression, or null for a hook that returns nothing.</summary>
    public static string? Of(IMethodSymbol method)
    {
        string throws = $"throw new global::System.InvalidOperationException(\"{method.Name} was called, and this configuration has no provider.\")";
        if (method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "DoesNotReturnAttribute" }))
        {
            return throws;
        }

        if (method.ReturnsVoid)
        {
            return null;
        }

        return method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask" } task && task.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks"
            ? OfTask(task) ?? throws
            : OfValue(method.ReturnType) ?? throws;
    }

    private static string? OfTask(INamedTypeSymbol task)
    {
        if (task.TypeArguments.Length == 0)
        {
            return task.Name == "Task" ? $"{Tasks}Task.CompletedTask" : "default";
        }

        string result = task.TypeArguments[0].ToSource();
        return OfValue(task.TypeArguments[0]) is { } value
            ? task.Name == "Task" ? $"{Tasks}Task.FromResult<{result}>({value})" : $"new {Tasks}ValueTask<{result}>({value})"
            : null;
    }

    private static string? OfValue(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr } =>
            NoDevice,
        { Name: "Int128", ContainingNamespace.Name: "System" } => NoDevice,
        { IsValueType: true } or { NullableAnnotation: NullableAnnotation.Annotated } or ITypeParameterSymbol or IPointerTypeSymbol or IFunctionPointerTypeSymbol =>
            "default!",
        _ => null,
    };
}
