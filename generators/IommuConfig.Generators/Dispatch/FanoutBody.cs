using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the body of a hook that is called for every provider that was set up.</summary>
internal sealed class FanoutBody(SourceWriter writer, TableModel table, IReadOnlyList<ProviderModel> providers, HookModel hook)
{
    private readonly SignatureModel _signature = hook.Signature;

    public void Emit()
    {
        string scope = SignatureWriter.Free(_signature, "scope");
        if (hook.Scope is not null && providers.Count != 0)
        {
            writer.Line($"global::IommuConfig.ProviderSet {scope} = {hook.Scope};");
        }

        if (_signature.ReturnType == "void")
        {
            for (int i = 0; i < providers.Count; i++)
            {
                Call(i, scope, null, $"{Reach(i, _signature.Name)};");
            }
        }
        else if (hook.Fanout!.Undo is { } undo && providers.Count > 1)
        {
            WithUndo(scope, undo);
        }
        else
        {
            FirstError(scope);
        }
    }

    // The first error, or else the largest result, which with one provider is that provider's.
    private void FirstError(string scope)
    {
        string result = SignatureWriter.Free(_signature, "result");
        string next = SignatureWriter.Free(_signature, "next");
        writer.Line($"int {result} = 0;");
        writer.Line($"int {next};");
        for (int i = 0; i < providers.Count; i++)
        {
            Call(
                i, scope, null,
                $"{next} = {Reach(i, _signature.Name)};",
                $"{result} = {result} >= 0 && ({next} < 0 || {next} > {result}) ? {next} : {result};");
        }

        writer.Line($"return {result};");
    }

    // The first error ends the round; then those that were called before it are undone, the last one first.
    private void WithUndo(string scope, string undo)
    {
        string result = SignatureWriter.Free(_signature, "result");
        string next = SignatureWriter.Free(_signature, "next");
        string failed = SignatureWriter.Free(_signature, "failed");
        writer.Line($"int {result} = 0;");
        writer.Line($"int {next};");
        writer.Line($"int {failed} = 0;");
        for (int i = 0; i < providers.Count; i++)
        {
            string call = $"{next} = {Reach(i, _signature.Name)};";
            string keep = $"{result} = {next} < 0 || {next} > {result} ? {next} : {result};";
            if (i == 0)
            {
                Call(i, scope, null, call, keep);
            }
            else
            {
                Call(i, scope, $"{result} >= 0", $"{failed} = {CSharpText.Number(i)};", call, keep);
            }
        }

        writer.Line($"if ({result} >= 0)");
        using (writer.Braces())
        {
            writer.Line($"return {result};");
        }

        writer.Line();
        for (int i = providers.Count - 2; i >= 0; i--)
        {
            Call(i, scope, $"{failed} > {CSharpText.Number(i)}", $"{Reach(i, undo)};");
        }

        writer.Line($"return {result};");
    }

    private void Call(int provider, string scope, string? condition, params string[] statements)
    {
        string? member = hook.Scope is null ? null : $"{scope}.Contains({SignatureWriter.Member(_signature, table, "Providers")}.{SignatureReader.Escape(providers[provider].Name)})";
        string all = string.Join(" && ", new[] { condition, member }.Where(part => part is not null));
        if (all.Length != 0)
        {
            writer.Line($"if ({all})");
            using (writer.Braces())
            {
                Statements();
            }
        }
        else
        {
            Statements();
        }

        writer.Line();

        void Statements()
        {
            foreach (string statement in statements)
            {
                writer.Line(statement);
            }
        }
    }

    private string Reach(int provider, string name) =>
        $"Of<{providers[provider].Type}>.{name}{_signature.TypeParameters}{SignatureWriter.Arguments(_signature)}";
}
