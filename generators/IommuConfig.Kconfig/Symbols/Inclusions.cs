using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>Finds the files that a source statement means, each once.</summary>
internal sealed class Inclusions(ISyntaxTreeProvider trees, List<KconfigDiagnostic> diagnostics)
{
    private readonly Dictionary<string, SourceLocation?> _firstInclusion = [];
    private readonly List<(string Path, SourceLocation From)> _open = [];

    /// <summary>All files so far, in the order they were first needed.</summary>
    public List<SourceFile> Files { get; } = [];

    public KconfigSyntaxTree? OpenRoot(string path)
    {
        KconfigSyntaxTree? tree = trees.GetTree(path);
        if (tree is null)
        {
            var missing = new SourceFile(path, "");
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.MissingFile, missing, new TextSpan(0, 0), path, Hint(path)));
            return null;
        }

        _firstInclusion[path] = null;
        Enter(tree);
        return tree;
    }

    /// <summary>The trees to go through, in order. Each is to be closed with <see cref="Close"/> afterwards.</summary>
    public IEnumerable<KconfigSyntaxTree> Open(SourceFile file, SourceSyntax source)
    {
        string path = SourcePath.Resolve(source.Path.GetValue(file), source.IsRelative ? file.Path : null);
        IReadOnlyList<string> paths = PathPattern.IsPattern(path) ? trees.Glob(path) : [path];
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
            diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.MissingFile, file, source.Path.Span, path, Hint(path)));
        }
    }

    public void Close() => _open.RemoveAt(_open.Count - 1);

    private KconfigSyntaxTree? Open(string path, SourceLocation from, ref bool found)
    {
        if (_firstInclusion.TryGetValue(path, out SourceLocation? first))
        {
            found = true;
            if (first is null || _open.Exists(entry => entry.Path == path))
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.RecursiveInclusion, from, path, Chain(path, from)));
            }
            else
            {
                diagnostics.Add(KconfigDiagnostic.Create(KconfigDiagnostics.RepeatedInclusion, from, path, first.Value));
            }

            return null;
        }

        KconfigSyntaxTree? tree = trees.GetTree(path);
        if (tree is not null)
        {
            found = true;
            _firstInclusion[path] = from;
            _open.Add((path, from));
            Enter(tree);
        }

        return tree;
    }

    private void Enter(KconfigSyntaxTree tree)
    {
        Files.Add(tree.File);
        diagnostics.AddRange(tree.Diagnostics);
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
            return ": upper and lower case differ; did you mean '" + other + "'?";
        }

        return PathPattern.IsPattern(path)
            ? ": no file matches the pattern; add one, or use 'osource' if none is fine"
            : ": there is no such file; the path is relative to the root Kconfig's folder ('rsource': to the sourcing file's)";
    }
}
