namespace IommuConfig.Runtime;

/// <summary>Is shown the entries of a page table one after another.</summary>
public interface IPageTableSink
{
    /// <summary>An entry that points to a table.</summary>
    /// <param name="level">The level of the table that holds the entry: 1 for the lowest.</param>
    /// <param name="dfn">The first device frame that the entry covers.</param>
    /// <param name="table">The table it points to.</param>
    void Table(int level, Dfn dfn, Mfn table);

    /// <summary>An entry that maps.</summary>
    /// <param name="level">The level of the table that holds the entry: 1 for the lowest.</param>
    /// <param name="dfn">The first device frame.</param>
    /// <param name="mfn">The first machine frame.</param>
    /// <param name="flags">Permissions and order.</param>
    void Leaf(int level, Dfn dfn, Mfn mfn, MapFlags flags);
}
