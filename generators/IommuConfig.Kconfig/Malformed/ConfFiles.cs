using System;
using System.Collections.Generic;
using System.Linq;

namespace IommuConfig.Kconfig;

/// <summary>Opens files as the C program does, and says why not as it does.</summary>
internal sealed class ConfFiles(ISyntaxTreeProvider trees, ConfTokens tokens, Dialect dialect, ConfOutput output)
{
    private readonly Dictionary<string, ConfPosition> _first = new(StringComparer.Ordinal);

    public void OpenRoot(string path)
    {
        if (trees.GetTree(path) is not { File: var file })
        {
            Fail($"can't find file {path}\n");
            return;
        }

        _first[path] = default;
        tokens.Enter(file);
    }

    public void Open(string path)
    {
        if (trees.GetTree(path) is not { File: var file })
        {
            Fail($"{tokens.Position}: can't open file \"{path}\"\n");
            return;
        }

        if (tokens.IsIncluding(path))
        {
            Fail(dialect.Messages == MessageShapes.Legacy
                ? ConfMessages.LegacyInclusionPath(path, tokens.OpenFiles.Select(f => (f.Path, f.Line - 1)))
                : "Recursive inclusion detected.\nInclusion path:\n  current file : " + path + "\n" + Chain(path));
            return;
        }

        if (_first.TryGetValue(path, out ConfPosition first))
        {
            if (!dialect.AllowsRepeatedSource)
            {
                Fail($"{tokens.Position}: error: repeated inclusion of {path}\n{first}: note: location of first inclusion of {path}\n");
                return;
            }
        }
        else
        {
            _first.Add(path, tokens.Position);
        }

        tokens.Enter(file);
    }

    /// <summary>Where each file was sourced; in Linux 6.1 only as far up as the file that comes again.</summary>
    private string Chain(string path)
    {
        string chain = "";
        foreach ((string open, int line) in tokens.OpenFiles)
        {
            chain += FormattableString.Invariant($"  included from: {open}:{line - 1}\n");
            if (open == path && dialect.AllowsRepeatedSource)
            {
                break;
            }
        }

        return chain;
    }

    /// <summary>Says why a file cannot be opened, at which the C program ends.</summary>
    private void Fail(string text)
    {
        if (dialect.Messages == MessageShapes.Legacy)
        {
            output.WriteOutput(text);
        }
        else
        {
            output.WriteError(text);
        }

        output.End();
    }
}
