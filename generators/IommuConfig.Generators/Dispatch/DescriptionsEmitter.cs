using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the list that tells a program what became of each hook. It is trimmed away where nothing reads it.</summary>
internal static class DescriptionsEmitter
{
    public static void Emit(SourceWriter writer, ResolvedTable resolved, IReadOnlyList<ProviderModel> providers)
    {
        writer.Line("/// <summary>What became of each hook in this configuration, in the order of the contracts.</summary>");
        writer.Line("public static global::System.ReadOnlySpan<global::IommuConfig.HookDescription> HookDescriptions => Descriptions.s_all;");
        writer.Line();
        writer.Line("private static class Descriptions");
        using (writer.Braces())
        {
            writer.Line("internal static readonly global::IommuConfig.HookDescription[] s_all =");
            writer.Line("{");
            using (writer.Indent())
            {
                foreach (ResolvedHook hook in resolved.Hooks)
                {
                    ContractModel contract = resolved.Table.Contracts[hook.Contract];
                    HookModel model = contract.Hooks[hook.Hook];
                    writer.Line(
                        $"new({CSharpText.Literal(contract.Name)}, {CSharpText.Literal(model.Name)}, global::IommuConfig.HookDispatch.{hook.Dispatch}, "
                        + $"{CSharpText.Literal(Detail(hook, model, providers))}),");
                }
            }

            writer.Line("};");
        }
    }

    private static string Detail(ResolvedHook hook, HookModel model, IReadOnlyList<ProviderModel> providers)
    {
        string names = string.Join(", ", providers.Select(provider => provider.Name));
        return hook.Dispatch switch
        {
            HookDispatch.Absent => hook.AbsentReason!,
            HookDispatch.Unavailable when model.IsOptional => "no provider: the contract's default",
            HookDispatch.Unavailable => model.Signature.ReturnType == "void" ? "no provider: does nothing" : "no provider: -ENODEV",
            HookDispatch.Direct => names,
            HookDispatch.Selected => $"one of {names}, selected at boot",
            HookDispatch.ByContext => $"one of {names}, by '{model.ContextName}'",
            _ => model.Scope is null ? $"each of {names}" : $"each of {names} that was set up",
        };
    }
}
