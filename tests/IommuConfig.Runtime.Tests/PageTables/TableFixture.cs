namespace IommuConfig.Runtime.Tests.PageTables;

/// <summary>Tests that begin with an empty table each.</summary>
internal abstract class TableFixture(TableCase tableCase)
{
    private TableMachine? _machine;
    private CheckedTable? _table;

    protected TableCase Case => tableCase;

    protected TableMachine Machine => _machine!;

    protected CheckedTable Table => _table!;

    protected ulong Granule => Table.Table.Granule;

    /// <summary>The number of frames that an entry of the second level covers: a large page, or a table of pages.</summary>
    protected ulong Large => Table.Table.Frames(2);

    // What needs a size that is not among those of a table says nothing of that table.
    protected bool HasLargePages => Table.Table.HighestLeafLevel > 1;

    [OneTimeSetUp]
    public void SetUpMachine() => _machine = new TableMachine(tableCase);

    [OneTimeTearDown]
    public void TearDownMachine() => _machine?.Dispose();

    [SetUp]
    public void SetUp() => _table = new CheckedTable(Machine);

    [TearDown]
    public void TearDown() => _table?.Dispose();
}
