using System.Collections.Generic;
using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes the nested class that names the providers.</summary>
internal static class ProvidersEmitter
{
    public static void Emit(SourceWriter writer, TableModel table, IReadOnlyList<ProviderModel> providers)
    {
        writer.Line("/// <summary>The providers of this configuration.</summary>");
        writer.Line("public static class Providers");
        using (writer.Braces())
        {
            for (int i = 0; i < providers.Count; i++)
            {
                writer.Line($"/// <summary>{CSharpText.Xml(providers[i].Name)}, enabled by {CSharpText.Xml(providers[i].Symbol)}.</summary>");
                writer.Line($"public static global::IommuConfig.ProviderId {SignatureReader.Escape(providers[i].Name)} => new({CSharpText.Number(i)});");
                writer.Line();
            }

            // So that a program that names it compiles in this configuration too.
            foreach (ProviderModel absent in table.Providers.Except(providers))
            {
                writer.Line($"/// <summary>{CSharpText.Xml(absent.Name)}, which is not in this configuration: no provider.</summary>");
                writer.Line($"public static global::IommuConfig.ProviderId {SignatureReader.Escape(absent.Name)} => default;");
                writer.Line();
            }

            writer.Line("/// <summary>All that are configured, in the order of the table's attributes.</summary>");
            if (providers.Count == 0)
            {
                writer.Line("public static global::System.ReadOnlySpan<global::IommuConfig.ProviderId> All => default;");
            }
            else
            {
                writer.Line("public static global::System.ReadOnlySpan<global::IommuConfig.ProviderId> All => s_all;");
                writer.Line();
                string all = string.Join(", ", providers.Select(provider => SignatureReader.Escape(provider.Name)));
                writer.Line($"private static readonly global::IommuConfig.ProviderId[] s_all = {{ {all} }};");
            }

            writer.Line();
            writer.Line("/// <summary>The name of a provider, or its number where this configuration has none of that number.</summary>");
            if (providers.Count == 0)
            {
                writer.Line("public static string NameOf(global::IommuConfig.ProviderId provider) => provider.ToString();");
                return;
            }

            writer.Line("public static string NameOf(global::IommuConfig.ProviderId provider) => provider.Index switch");
            writer.Line("{");
            using (writer.Indent())
            {
                for (int i = 0; i < providers.Count; i++)
                {
                    writer.Line($"{CSharpText.Number(i)} => {CSharpText.Literal(providers[i].Name)},");
                }

                writer.Line("_ => provider.ToString(),");
            }

            writer.Line("};");
        }
    }
}
