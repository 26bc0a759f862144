using System.Collections.Generic;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes <c>Select</c> and what it needs: every form has it, so that one program suits all.</summary>
internal static class SelectEmitter
{
    public static void Emit(SourceWriter writer, string table, IReadOnlyList<ProviderModel> providers, TableForm form, bool byContext)
    {
        switch (form)
        {
            case TableForm.Selected:
                Selected(writer, table, providers.Count);
                break;
            case TableForm.Mixed:
                NothingToDo(writer, table, providers.Count, "Does nothing: every call says which provider it means.");
                break;
            case TableForm.Single:
                NothingToDo(writer, table, providers.Count, "Does nothing: there is one provider.");
                break;
            default:
                NothingToDo(writer, table, providers.Count, "Does nothing: there is no provider.");
                break;
        }

        if (byContext)
        {
            writer.Line();
            UnknownProvider(writer, table);
        }
    }

    private static void NothingToDo(SourceWriter writer, string table, int count, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        ArgumentException(writer);
        writer.Line("public static void Select(global::IommuConfig.ProviderId provider)");
        using (writer.Braces())
        {
            CheckArgument(writer, table, count);
        }
    }

    private static void Selected(SourceWriter writer, string table, int count)
    {
        writer.Line("/// <summary>Chooses the provider, once, before the first hook is called. Choosing the same one again does nothing.</summary>");
        ArgumentException(writer);
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">Another provider was chosen, or a hook was called before.</exception>");
        writer.Line("public static void Select(global::IommuConfig.ProviderId provider)");
        using (writer.Braces())
        {
            CheckArgument(writer, table, count);
            writer.Line();
            writer.Line("global::System.Threading.Interlocked.CompareExchange(ref Selection.s_index, provider.Index, Selection.None);");
            writer.Line("if (Selected.Index != provider.Index)");
            using (writer.Braces())
            {
                writer.Line("throw new global::System.InvalidOperationException(Selected.Index == Selection.None");
                using (writer.Indent())
                {
                    writer.Line($"? \"A hook of {table} was called before {table}.Select, which has to come first.\"");
                    writer.Line($": $\"{table} has {{Providers.NameOf(new(Selected.Index))}} selected; another provider cannot take its place.\");");
                }
            }
        }

        writer.Line();
        writer.Line("private static class Selection");
        using (writer.Braces())
        {
            writer.Line("internal const int None = -1;");
            writer.Line("internal static int s_index = None;");
        }

        writer.Line();
        writer.Line("// In a class of its own: read when the first hook runs, and from then on a constant to the JIT. The static constructor keeps it from");
        writer.Line("// being read any earlier.");
        writer.Line("private static class Selected");
        using (writer.Braces())
        {
            writer.Line("internal static readonly int Index = Selection.s_index;");
            writer.Line();
            writer.Line("static Selected()");
            using (writer.Braces())
            {
            }
        }

        writer.Line();
        writer.Line(SignatureWriter.OutOfLine);
        writer.Line("private static global::System.Exception NotSelected(string hook) =>");
        using (writer.Indent())
        {
            writer.Line($"new global::System.InvalidOperationException($\"{table}.{{hook}} was called before {table}.Select: select one of {table}.Providers.All first.\");");
        }
    }

    private static void UnknownProvider(SourceWriter writer, string table)
    {
        writer.Line(SignatureWriter.OutOfLine);
        writer.Line("private static global::System.Exception UnknownProvider(string hook, int index) =>");
        using (writer.Indent())
        {
            writer.Line($"new global::System.InvalidOperationException($\"{table}.{{hook}} was called for \" + (index < 0 ? \"no provider.\" : $\"provider {{index}}, which this configuration does not have.\"));");
        }
    }

    private static void ArgumentException(SourceWriter writer) =>
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">This configuration has no such provider.</exception>");

    private static void CheckArgument(SourceWriter writer, string table, int count)
    {
        string number = CSharpText.Number(count);
        writer.Line(count == 0 ? "if (!provider.IsNone)" : $"if ((uint)provider.Index >= {number}u)");
        using (writer.Braces())
        {
            writer.Line($"throw new global::System.ArgumentOutOfRangeException(nameof(provider), provider, \"{table} has {number} provider(s) in this configuration.\");");
        }
    }
}
