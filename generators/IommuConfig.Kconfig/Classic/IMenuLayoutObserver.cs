namespace IommuConfig.Kconfig;

/// <summary>Hears how a menu tree is arranged, in the order in which the C program does it: some of what it says depends on how far it has come.</summary>
internal interface IMenuLayoutObserver
{
    /// <summary>What is in a node is about to be arranged.</summary>
    void Begin(MenuNode node);

    /// <summary>An entry gets its place in a node; what stands in the entry has not yet moved out of it.</summary>
    void Place(MenuNode node, MenuNode entry, MenuLayout layout);

    /// <summary>A node with all that is in it is arranged.</summary>
    void Complete(MenuNode node, MenuLayout layout);
}
