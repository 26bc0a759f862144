using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// Goes through the macros of a tree ahead of the load, to find the commands that the load will run and whose text is known already. A result that is
/// not there yet is a hole in the texts that it becomes part of; a command with a hole is left for a later round, when more results are there.
/// </summary>
/// <remarks>
/// The scout has no effects: nothing is said, nothing is run here. It names only commands that the load runs in any case, because the macro language
/// has no conditions: whatever stands in a file is expanded. The exceptions end its way: where a path or the name of an assigned variable has a hole, a
/// file is missing or malformed, or a macro fails, nothing behind is certain. Only <c>$(error-if,...)</c> whose condition is a hole is passed.
/// </remarks>
/// <param name="rootPath">The root file.</param>
/// <param name="trees">The parsed files. Asked from the thread of <see cref="Explore"/>.</param>
/// <param name="options">What the tree will be read with.</param>
internal sealed class ProbeScout(string rootPath, ISyntaxTreeProvider trees, LoadOptions options)
{
    private readonly Dictionary<KconfigSyntaxTree, List<StatementSyntax>> _statements = [];

    /// <summary>Makes a round.</summary>
    /// <param name="ask">Is told each command, in the order of the load, and gives its output if it is there, else null.</param>
    /// <returns>Whether a command was met whose text is not known yet, so that another round with more results is worthwhile.</returns>
    public bool Explore(Func<string, string?> ask)
    {
        var round = new ScoutingRound(trees, StatementsOf, options, ask);
        if (trees.GetTree(rootPath) is { } root)
        {
            round.Visit(root);
        }

        return round.HasHoles;
    }

    /// <summary>The assignments and inclusions of a file, in order.</summary>
    private List<StatementSyntax> StatementsOf(KconfigSyntaxTree tree)
    {
        if (!_statements.TryGetValue(tree, out List<StatementSyntax>? found))
        {
            found = [];
            // The parser bounds how deep blocks are.
            AddTo(found, tree.Root);
            _statements.Add(tree, found);
        }

        return found;
    }

    private static void AddTo(List<StatementSyntax> found, BlockSyntax block)
    {
        foreach (StatementSyntax statement in block.Items)
        {
            if (statement is AssignmentSyntax or SourceSyntax)
            {
                found.Add(statement);
            }
            else if (statement is BlockSyntax inner)
            {
                AddTo(found, inner);
            }
        }
    }
}
