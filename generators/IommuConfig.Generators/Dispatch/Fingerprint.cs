using System;

using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Dispatch;

/// <summary>A hash of texts: FNV-1a with 64 bits.</summary>
/// <param name="Value">The hash.</param>
internal readonly record struct Fingerprint(ulong Value)
{
    private const ulong Prime = 1099511628211;

    public static Fingerprint Empty { get; } = new(14695981039346656037);

    public Fingerprint With(ulong value) => new(unchecked((Value ^ value) * Prime));

    /// <summary>With a part of a text, which goes through the buffer.</summary>
    public Fingerprint With(SourceText text, int start, int end, char[] buffer)
    {
        Fingerprint result = this;
        for (int position = start; position < end; position += buffer.Length)
        {
            int count = Math.Min(buffer.Length, end - position);
            text.CopyTo(position, buffer, 0, count);
            for (int i = 0; i < count; i++)
            {
                result = result.With(buffer[i]);
            }
        }

        return result.With((ulong)(end - start));
    }
}
