using System.Collections.Generic;
using System.Globalization;
using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the body of a hook that is called for every provider that was set up.</summary>
internal sealed class FanoutBody(SourceWriter writer, IReadOnlyList<ProviderModel> providers, HookModel hook)
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

    private void FirstError(string scope)
    {
        string error = SignatureWriter.Free(_signature, "error");
        string result = SignatureWriter.Free(_signature, "result");
        writer.Line($"int {error} = 0;");
        writer.Line($"int {result};");
        for (int i = 0; i < providers.Count; i++)
        {
            Call(
                i, scope, null,
                $"{result} = {Reach(i, _signature.Name)};",
                $"{error} = {error} < 0 || {result} >= 0 ? {error} : {result};");
        }

        writer.Line($"return {error};");
    }

    // The first error ends the round; then those that were called before it are undone, the last one first.
    private void WithUndo(string scope, string undo)
    {
        string error = SignatureWriter.Free(_signature, "error");
        string failed = SignatureWriter.Free(_signature, "failed");
        writer.Line($"int {error} = 0;");
        if (providers.Count > 1)
        {
            writer.Line($"int {failed} = 0;");
        }

        for (int i = 0; i < providers.Count; i++)
        {
            string call = $"{error} = {Reach(i, _signature.Name)};";
            if (i == 0)
            {
                Call(i, scope, null, call);
            }
            else
            {
                Call(i, scope, $"{error} >= 0", $"{failed} = {Number(i)};", call);
            }
        }

        writer.Line($"if ({error} >= 0)");
        using (writer.Braces())
        {
            writer.Line("return 0;");
        }

        writer.Line();
        for (int i = providers.Count - 2; i >= 0; i--)
        {
            Call(i, scope, $"{failed} > {Number(i)}", $"{Reach(i, undo)};");
        }

        writer.Line($"return {error};");
    }

    private void Call(int provider, string scope, string? condition, params string[] statements)
    {
        string? member = hook.Scope is null ? null : $"{scope}.Contains(Providers.{SignatureReader.Escape(providers[provider].Name)})";
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

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
