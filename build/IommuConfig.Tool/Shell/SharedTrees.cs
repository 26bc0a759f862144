using System;
using System.Collections.Generic;
using System.Threading;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Shell;

/// <summary>Parsed files that several threads use: each is read and parsed once, by the first that asks for it.</summary>
/// <param name="files">The files; several threads open some.</param>
/// <param name="dialect">What they are written in.</param>
internal sealed class SharedTrees(IFileProvider files, Dialect dialect) : ISyntaxTreeProvider
{
    private readonly Dictionary<string, SharedTree> _trees = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public KconfigSyntaxTree? GetTree(string path)
    {
        SharedTree? shared;
        bool isMine = false;
        lock (_trees)
        {
            if (!_trees.TryGetValue(path, out shared))
            {
                shared = new SharedTree();
                _trees.Add(path, shared);
                isMine = true;
            }
        }

        if (!isMine)
        {
            return shared.Wait();
        }

        KconfigSyntaxTree? tree = null;
        try
        {
            tree = files.Open(path) is { } file ? SyntaxTree.Parse(file, dialect) : null;
        }
        finally
        {
            shared.Complete(tree);
        }

        return tree;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Glob(string pattern) => files.Glob(pattern);

    /// <inheritdoc/>
    public string? FindIgnoringCase(string path) => files.FindIgnoringCase(path);

    /// <summary>A file that is parsed, or that a thread is parsing: that takes less time than a thread takes to sleep and wake.</summary>
    private sealed class SharedTree
    {
        private KconfigSyntaxTree? _tree;
        private volatile bool _isComplete;

        public KconfigSyntaxTree? Wait()
        {
            var spin = default(SpinWait);
            while (!_isComplete)
            {
                spin.SpinOnce();
            }

            return _tree;
        }

        public void Complete(KconfigSyntaxTree? tree)
        {
            _tree = tree;
            _isComplete = true;
        }
    }
}
