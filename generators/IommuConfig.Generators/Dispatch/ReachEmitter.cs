using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>
/// Writes the private helpers through which a table reaches its providers. They name only the contracts whose hooks are called, so that
/// nothing else of a provider has to stay.
/// </summary>
internal sealed class ReachEmitter(SourceWriter writer, ResolvedTable resolved)
{
    private readonly TableModel _table = resolved.Table;

    public void Emit()
    {
        List<(ContractModel Contract, HookModel Hook)> reached = Reached();
        string provider = ProviderParameter(reached);
        string contracts = string.Join(", ", reached.Select(hook => hook.Contract.FullName).Distinct());
        writer.Line("// Reaches a provider's hook whether it implements it or inherits the contract's default.");
        writer.Line($"private static class Of<{provider}>");
        using (writer.Indent())
        {
            writer.Line($"where {provider} : struct, {contracts}");
        }

        using (writer.Braces())
        {
            for (int i = 0; i < reached.Count; i++)
            {
                SignatureModel signature = reached[i].Hook.Signature;
                if (i != 0)
                {
                    writer.Line();
                }

                SignatureWriter.Attributes(writer, signature);
                writer.Line(SignatureWriter.Inline);
                writer.Line($"internal {SignatureWriter.Declaration(signature, "").TrimStart()} =>");
                using (writer.Indent())
                {
                    writer.Line($"{provider}.{SignatureWriter.Call(signature)};");
                }
            }
        }

        if (resolved.Form == TableForm.Unavailable)
        {
            writer.Line();
            NoProvider(reached, contracts);
        }
    }

    // A hook may have a type parameter of that name.
    private static string ProviderParameter(List<(ContractModel Contract, HookModel Hook)> reached)
    {
        string name = "TProvider";
        while (reached.Any(hook => hook.Hook.Signature.TypeParameters.Contains(name)))
        {
            name += "_";
        }

        return name;
    }

    // What exists, and what undoes it.
    private List<(ContractModel Contract, HookModel Hook)> Reached()
    {
        HashSet<(int, string)> undo = [];
        foreach (ResolvedHook hook in resolved.Hooks)
        {
            if (hook.Dispatch == HookDispatch.Fanout && Model(hook).Fanout?.Undo is { } name)
            {
                undo.Add((hook.Contract, name));
            }
        }

        return
        [
            .. resolved.Hooks
                .Where(hook => hook.Dispatch != HookDispatch.Absent || undo.Contains((hook.Contract, Model(hook).Signature.Name)))
                .Select(hook => (_table.Contracts[hook.Contract], Model(hook))),
        ];
    }

    private HookModel Model(ResolvedHook hook) => _table.Contracts[hook.Contract].Hooks[hook.Hook];

    private void NoProvider(List<(ContractModel Contract, HookModel Hook)> reached, string contracts)
    {
        writer.Line("// Stands in where no provider is configured: -ENODEV (19), or the contract's default.");
        writer.Line($"private readonly struct NoProvider : {contracts}");
        using (writer.Braces())
        {
            // Everything that the contracts and those they inherit ask for, also hooks that do not exist.
            HashSet<string> named = [.. reached.SelectMany(hook => hook.Contract.Bases.Append(hook.Contract.FullName))];
            ContractMembers members = new(writer, resolved);
            foreach (ContractModel contract in _table.Contracts.Where(contract => named.Contains(contract.FullName)))
            {
                members.Emit(contract);
                foreach (HookModel hook in contract.Hooks.Where(hook => !hook.IsOptional))
                {
                    members.Separate();
                    Answer(hook.Signature, contract.FullName);
                }
            }
        }
    }

    private void Answer(SignatureModel signature, string contract)
    {
        SignatureWriter.Attributes(writer, signature);
        string declaration = SignatureWriter.Explicit(signature, contract);
        string? result = signature.WithoutProvider;
        ParameterModel[] outs = [.. signature.Parameters.Where(parameter => parameter.IsOut)];
        if (outs.Length == 0 && result is not null)
        {
            writer.Line($"{declaration} => {result};");
            return;
        }

        writer.Line(declaration);
        using (writer.Braces())
        {
            foreach (ParameterModel parameter in outs)
            {
                writer.Line($"{parameter.Name} = default!;");
            }

            if (result is not null)
            {
                writer.Line(result.StartsWith("throw ", System.StringComparison.Ordinal) ? result + ";" : $"return {result};");
            }
        }
    }
}
