using System.Collections.Generic;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the static method of a table that reaches one hook.</summary>
internal sealed class HookBody(SourceWriter writer, TableModel table, IReadOnlyList<ProviderModel> providers)
{
    public void Emit(HookModel hook, HookDispatch dispatch)
    {
        SignatureModel signature = hook.Signature;
        SignatureWriter.Documentation(writer, signature);
        SignatureWriter.Attributes(writer, signature);
        if (dispatch != HookDispatch.Fanout)
        {
            writer.Line(SignatureWriter.Inline);
        }

        string declaration = SignatureWriter.Declaration(signature, signature.IsPublic ? "public" : "internal");
        switch (dispatch)
        {
            case HookDispatch.Unavailable:
                writer.Line($"{declaration} =>");
                using (writer.Indent())
                {
                    writer.Line($"Of<NoProvider>.{SignatureWriter.Call(signature)};");
                }

                break;

            case HookDispatch.Direct:
                writer.Line($"{declaration} =>");
                using (writer.Indent())
                {
                    writer.Line($"{Reach(providers[0], signature)};");
                }

                break;

            case HookDispatch.Selected:
                writer.Line(declaration);
                using (writer.Braces())
                {
                    Choices(signature, SignatureWriter.Member(signature, table, "Selected") + ".Index");
                    writer.Line($"throw {SignatureWriter.Member(signature, table, "NotSelected")}(nameof({signature.Name}));");
                }

                break;

            case HookDispatch.ByContext:
                writer.Line(declaration);
                using (writer.Braces())
                {
                    string index = SignatureWriter.Free(signature, "index");
                    writer.Line($"int {index} = {hook.Context}.Index;");
                    Choices(signature, index);
                    writer.Line($"throw {SignatureWriter.Member(signature, table, "UnknownProvider")}(nameof({signature.Name}), {index});");
                }

                break;

            default:
                writer.Line(declaration);
                using (writer.Braces())
                {
                    new FanoutBody(writer, table, providers, hook).Emit();
                }

                break;
        }
    }

    // Comparisons one after another, not a switch: with three arms that becomes an indirect jump.
    private void Choices(SignatureModel signature, string index)
    {
        for (int i = 0; i < providers.Count; i++)
        {
            writer.Line($"if ({index} == {CSharpText.Number(i)})");
            using (writer.Braces())
            {
                if (signature.ReturnType == "void")
                {
                    writer.Line($"{Reach(providers[i], signature)};");
                    writer.Line("return;");
                }
                else
                {
                    writer.Line($"return {Reach(providers[i], signature)};");
                }
            }

            writer.Line();
        }
    }

    private static string Reach(ProviderModel provider, SignatureModel signature) => $"Of<{provider.Type}>.{SignatureWriter.Call(signature)}";
}
