using System.Text;

using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Constants;

/// <summary>A generated file of the class of constants.</summary>
/// <param name="HintName">Its name.</param>
/// <param name="Text">Its text, of which two are equal if they say the same.</param>
internal sealed record ConstantsFile(string HintName, SourceText Text)
{
    public ConstantsFile(string hintName, string text)
        : this(hintName, SourceText.From(text, Encoding.UTF8))
    {
    }

    public bool Equals(ConstantsFile? other) =>
        ReferenceEquals(this, other) || (other is not null && HintName == other.HintName && Text.ContentEquals(other.Text));

    public override int GetHashCode() => HintName.GetHashCode();
}
