using System;

namespace IommuConfig.Runtime;

/// <summary>
/// A comma separated option: <c>name</c>, <c>no-name</c> and <c>name=BOOL</c>, each name written out (Xen from 4.12; <c>no-name=BOOL</c> is bad
/// from 4.17). A bad token has no effect, and the others keep theirs.
/// </summary>
internal readonly ref struct OptionList
{
    private const string No = "no-";

    private readonly string _option;
    private readonly ReadOnlySpan<OptionWord> _words;
    private readonly Action<IommuOptions, bool>? _setSelf;

    /// <summary>Describes an option.</summary>
    /// <param name="option">Its name.</param>
    /// <param name="words">Its words.</param>
    /// <param name="setSelf">What a boolean word by itself says, or null if that is none of the option's words.</param>
    internal OptionList(string option, ReadOnlySpan<OptionWord> words, Action<IommuOptions, bool>? setSelf)
    {
        _option = option;
        _words = words;
        _setSelf = setSelf;
    }

    /// <summary>Another option that has words like these, to be suggested; null if there is none.</summary>
    internal string? OtherOption { get; init; }

    /// <summary>The words of <see cref="OtherOption"/>.</summary>
    internal ReadOnlySpan<OptionWord> OtherWords { get; init; }

    internal void Parse(OptionText list, IommuOptions options, OptionMessages messages)
    {
        for (int start = 0; start <= list.Text.Length;)
        {
            int comma = list.Text.IndexOf(',', start);
            int end = comma < 0 ? list.Text.Length : comma;
            ParseToken(list.Slice(start, end), options, messages);
            start = end + 1;
        }
    }

    private void ParseToken(OptionText token, IommuOptions options, OptionMessages messages)
    {
        if (token.IsEmpty)
        {
            messages.Warn(_option, token, "a word is missing here");
            return;
        }

        if (_setSelf is not null && BooleanWords.Parse(token.Text) is { } self)
        {
            _setSelf(options, self);
            return;
        }

        bool isNegated = token.Text.StartsWith(No, StringComparison.Ordinal);
        string rest = isNegated ? token.Text[No.Length..] : token.Text;
        int equals = rest.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? rest : rest[..equals];
        string? value = equals < 0 ? null : rest[(equals + 1)..];
        if (Find(_words, name) is not { } word)
        {
            messages.Warn(_option, token, "unknown", Suggest(name, value, isNegated));
        }
        else if (word.IsBare && (isNegated || value is not null))
        {
            messages.Warn(_option, token, $"\"{name}\" takes neither \"no-\" nor a value", name);
        }
        else if (isNegated && value is not null)
        {
            messages.Warn(_option, token, "\"no-\" and a value do not go together", BooleanWords.Parse(value) is null ? No + name : $"{name}={value}");
        }
        else if (value is not null && word.Extra == value)
        {
            Apply(word, token, messages, () => word.SetExtra!(options));
        }
        else if (value is not null && BooleanWords.Parse(value) is null)
        {
            messages.Warn(_option, token, $"the value is none of {BooleanWords.List}{(word.Extra is null ? "" : ", " + word.Extra)}", SuggestValue(word, value));
        }
        else
        {
            bool isSet = value is null ? !isNegated : BooleanWords.Parse(value) is true;
            Apply(word, token, messages, () => word.Set(options, isSet));
        }
    }

    private void Apply(OptionWord word, OptionText token, OptionMessages messages, Action effect)
    {
        if (word.Absence is null)
        {
            effect();
        }
        else if (word.IsIgnored)
        {
            messages.Inform(_option, token, word.Absence + ": ignored");
        }
        else
        {
            messages.Warn(_option, token, $"there is no \"{word.Name}\", as {word.Absence}");
        }
    }

    private string? Suggest(string name, string? value, bool isNegated)
    {
        string before = isNegated ? No : "";
        string after = value is null ? "" : "=" + value;
        if (Find(OtherWords, name) is not null)
        {
            return $"{OtherOption}={before}{name}{after}";
        }

        int count = 0;
        string[] candidates = new string[_words.Length + BooleanWords.All.Length];
        foreach (OptionWord word in _words)
        {
            if (word.Absence is null)
            {
                candidates[count++] = word.Name;
            }
        }

        if (_setSelf is not null && !isNegated && value is null)
        {
            BooleanWords.All.CopyTo(candidates.AsSpan(count));
            count += BooleanWords.All.Length;
        }

        string? nearest = OptionSuggestion.Nearest(name, candidates.AsSpan(0, count));
        return nearest is null ? null : before + nearest + after;
    }

    private static string? SuggestValue(OptionWord word, string value)
    {
        string[] candidates = word.Extra is null ? [.. BooleanWords.All] : [.. BooleanWords.All, word.Extra];
        string? nearest = OptionSuggestion.Nearest(value, candidates);
        return nearest is null ? null : $"{word.Name}={nearest}";
    }

    private static OptionWord? Find(ReadOnlySpan<OptionWord> words, string name)
    {
        foreach (OptionWord word in words)
        {
            if (word.Name == name)
            {
                return word;
            }
        }

        return null;
    }
}
