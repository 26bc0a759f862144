namespace IommuConfig.Runtime;

/// <summary>A piece of the command line, and the column at which it begins.</summary>
internal readonly record struct OptionText(string Text, int Column)
{
    internal bool IsEmpty => Text.Length == 0;

    internal OptionText From(int start) => new(Text[start..], Column + start);

    internal OptionText Slice(int start, int end) => new(Text[start..end], Column + start);
}
