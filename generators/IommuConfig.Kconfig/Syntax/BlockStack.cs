using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

/// <summary>
/// The blocks that are open, the statements in each so far, and the entry that a line would belong to. Lists are shared by all blocks and copied when
/// an entry or block is complete, so that the tree holds arrays of the right length.
/// </summary>
internal sealed class BlockStack
{
    private readonly List<BlockSyntax> _blocks = [];
    private readonly List<StatementSyntax> _statements = [];
    private int[] _starts = new int[8];
    private readonly List<PropertySyntax> _properties = [];

    public BlockStack(RootSyntax root) => Open(root, isInTree: false);

    public BlockSyntax Innermost => _blocks[_blocks.Count - 1];

    /// <summary>Open blocks, the file among them.</summary>
    public int Depth => _blocks.Count;

    /// <summary>What the next line belongs to, or null.</summary>
    public EntrySyntax? Entry
    {
        get;
        set
        {
            if (_properties.Count > 0)
            {
                field!.Lines = _properties.ToArray();
                _properties.Clear();
            }

            field = value;
        }
    }

    /// <summary>Whether the last line was a help text, lines of macros aside.</summary>
    public bool EndsWithHelp => _properties.FindLast(property => !property.IsDeferred) is HelpSyntax;

    public void Add(PropertySyntax property) => _properties.Add(property);

    public void Add(StatementSyntax statement)
    {
        _statements.Add(statement);
        Entry = statement as EntrySyntax;
    }

    /// <summary>Adds a line of macros without ending the entry that is open.</summary>
    public void AddMacros(DeferredLines.Line line)
    {
        if (Entry is not null)
        {
            _properties.Add(new DeferredPropertySyntax(line.Span, line.MacrosFrom, isOfChoice: false));
        }
        else
        {
            _statements.Add(new MacroStatementSyntax(line.Span) { DeferredFrom = line.MacrosFrom });
        }
    }

    /// <summary>Opens a block; one that is not in the tree is there only to be closed.</summary>
    public void Open(BlockSyntax block, bool isInTree)
    {
        if (isInTree)
        {
            _statements.Add(block);
        }

        if (_starts.Length == _blocks.Count)
        {
            Array.Resize(ref _starts, 2 * _starts.Length);
        }

        _starts[_blocks.Count] = _statements.Count;
        _blocks.Add(block);
        Entry = block is IfSyntax or RootSyntax ? null : block;
    }

    /// <summary>Closes the innermost block.</summary>
    public BlockSyntax Close()
    {
        Entry = null;
        BlockSyntax block = Innermost;
        _blocks.RemoveAt(_blocks.Count - 1);
        int start = _starts[_blocks.Count];
        int count = _statements.Count - start;
        if (count > 0)
        {
            var statements = new StatementSyntax[count];
            _statements.CopyTo(start, statements, 0, count);
            _statements.RemoveRange(start, count);
            block.Items = statements;
        }

        return block;
    }

    /// <summary>Closes everything but the file.</summary>
    public void CloseAll()
    {
        while (Depth > 1)
        {
            Close();
        }
    }

    /// <summary>Whether what comes next is directly in a choice.</summary>
    /// <param name="allowsIf">Whether it is so within an if too.</param>
    public bool InChoice(bool allowsIf)
    {
        int i = _blocks.Count - 1;
        while (allowsIf && _blocks[i] is IfSyntax)
        {
            i--;
        }

        return _blocks[i] is ChoiceSyntax;
    }
}
