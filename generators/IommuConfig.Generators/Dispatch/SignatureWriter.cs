using System.Linq;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Writes declarations and calls of a method's shape.</summary>
internal static class SignatureWriter
{
    public const string Inline = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    public const string OutOfLine = "[MethodImpl(MethodImplOptions.NoInlining)]";

    /// <summary>The aliases that these attributes need.</summary>
    public static readonly string[] Usings =
    [
        "using MethodImpl = global::System.Runtime.CompilerServices.MethodImplAttribute;",
        "using MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions;",
    ];

    public static void Documentation(SourceWriter writer, SignatureModel signature) =>
        writer.Line($"/// <inheritdoc cref=\"{CSharpText.Xml(signature.Cref)}\"/>");

    public static void Attributes(SourceWriter writer, SignatureModel signature)
    {
        foreach (string attribute in signature.Attributes)
        {
            writer.Line(attribute);
        }
    }

    /// <summary><c>public static int Map&lt;T&gt;(Domain domain) where T : struct</c>.</summary>
    public static string Declaration(SignatureModel signature, string accessibility) =>
        $"{accessibility} static {signature.ReturnType} {signature.Name}{signature.TypeParameters}({Parameters(signature, forInterface: false)})"
        + (signature.Constraints.Length == 0 ? "" : " " + signature.Constraints);

    /// <summary><c>static int global::N.IContract.Map&lt;T&gt;(Domain domain)</c>: constraints and defaults are inherited.</summary>
    public static string Explicit(SignatureModel signature, string contract) =>
        $"static {signature.ReturnType} {contract}.{signature.Name}{signature.TypeParameters}({Parameters(signature, forInterface: true)})"
        + (signature.ExplicitConstraints.Length == 0 ? "" : " " + signature.ExplicitConstraints);

    /// <summary><c>Map&lt;T&gt;(domain, ref flags)</c>.</summary>
    public static string Call(SignatureModel signature) => signature.Name + signature.TypeParameters + Arguments(signature);

    public static string Arguments(SignatureModel signature) => $"({string.Join(", ", signature.Parameters.Select(parameter => parameter.Argument))})";

    /// <summary>A member of the table, by a name that no parameter hides.</summary>
    public static string Member(SignatureModel signature, TableModel table, string name) =>
        signature.Parameters.Any(parameter => parameter.Name == name) ? $"global::{table.DisplayName}.{name}" : name;

    /// <summary>A name for a local variable that no parameter has.</summary>
    public static string Free(SignatureModel signature, string name)
    {
        while (signature.Parameters.Any(parameter => parameter.Name == name))
        {
            name += "_";
        }

        return name;
    }

    private static string Parameters(SignatureModel signature, bool forInterface) =>
        string.Join(", ", signature.Parameters.Select(parameter =>
            $"{parameter.Attributes}{(forInterface ? "" : parameter.CallerAttributes)}{(parameter.IsParams ? "params " : "")}{parameter.Modifiers}{parameter.Type} {parameter.Name}"
            + (forInterface ? "" : parameter.Default)));
}
