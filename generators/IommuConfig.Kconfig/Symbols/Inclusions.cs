using System;
using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Finds the files that a source statement means, each once.</summary>
internal sealed class Inclusions(ISyntaxTreeProvider trees, BuildContext context)
{
    private readonly Dictionary<string, Inclusion> _firstInclusion = new(StringComparer.Ordinal);
    private readonly List<Inclusion> _open = [];

    /// <summary>All files so far, in the order they were first needed.</summary>
    public List<SourceFile> Files { get; } = [];

    public KconfigSyntaxTree? OpenRoot(string path)
    {
        KconfigSyntaxTree? tree = trees.GetTree(path);
        if (tree is null)
        {
            context.Log.Report(KconfigDiagnostics.MissingFile, new SourceFile(path, ""), new TextSpan(0, 0), path, Hint(path), true);
            context.Stop();
            return null;
        }

        _firstInclusion.Add(path, new Inclusion(path, null));
        Files.Add(tree.File);
        return tree;
    }

    /// <summary>The trees to go through, in order. Each is to be closed with <see cref="Close"/> afterwards.</summary>
    public IEnumerable<KconfigSyntaxTree> Open(SourceFile file, SourceSyntax source)
    {
        string written = context.WithValues(context.Text(file, source.Path, out bool hasHole));
        if (hasHole)
        {
            // What the path would have been is not known.
            yield break;
        }

        string path = context.Dialect.IsExtended ? SourcePath.Resolve(written, source.IsRelative ? file.Path : null) : written;
        IReadOnlyList<string> paths = context.Dialect.IsExtended && PathPattern.IsPattern(path) ? trees.Glob(path) : [path];
        bool found = false;
        foreach (string candidate in paths)
        {
            if (Open(candidate, new SourceLocation(file, source.Span), ref found) is { } tree)
            {
                yield return tree;
            }
        }

        if (!found && !source.IsOptional)
        {
            context.Log.Report(KconfigDiagnostics.MissingFile, file, source.Path.Span, path, Hint(path), false);
            context.Stop();
        }
    }

    public void Close() => _open.RemoveAt(_open.Count - 1);

    private KconfigSyntaxTree? Open(string path, SourceLocation from, ref bool found)
    {
        if (_firstInclusion.TryGetValue(path, out Inclusion? first))
        {
            found = true;
            bool isRecursive = first.IsRoot || _open.Exists(entry => entry.Path == path);
            if (isRecursive)
            {
                context.Log.Report(KconfigDiagnostics.RecursiveInclusion, from, path, Chain(path, from), _open);
            }
            else if (!context.Dialect.AllowsRepeatedSource)
            {
                context.Log.Report(KconfigDiagnostics.RepeatedInclusion, from, path, first.From);
            }

            if (isRecursive || !context.Dialect.AllowsRepeatedSource)
            {
                context.Stop();
                return null;
            }
        }

        KconfigSyntaxTree? tree = trees.GetTree(path);
        if (tree is not null)
        {
            found = true;
            var inclusion = new Inclusion(path, from);
            if (first is null)
            {
                _firstInclusion.Add(path, inclusion);
                Files.Add(tree.File);
            }

            _open.Add(inclusion);
        }

        return tree;
    }

    private string Chain(string path, SourceLocation from)
    {
        var chain = new StringBuilder();
        int first = _open.FindIndex(entry => entry.Path == path);
        for (int i = first + 1; i < _open.Count; i++)
        {
            chain.Append(_open[i].From).Append(" sources ").Append(_open[i].Path).Append(", ");
        }

        return chain.Append(from).Append(" sources ").Append(path).ToString();
    }

    private string Hint(string path)
    {
        if (trees.FindIgnoringCase(path) is { } other)
        {
            return other == path
                ? ": it is there, but it is a folder, or you have no permission to read it"
                : ": upper and lower case differ; did you mean '" + other + "'?";
        }

        return PathPattern.IsPattern(path)
            ? ": no file matches the pattern; add one, or use 'osource' if none is fine"
            : ": there is no such file; the path is relative to the root Kconfig's folder ('rsource': to the sourcing file's)";
    }
}
