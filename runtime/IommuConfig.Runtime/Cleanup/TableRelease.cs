namespace IommuConfig.Runtime;

/// <summary>Frees the page tables of a dying domain without keeping others waiting.</summary>
internal static class TableRelease
{
    // How many tables go by between two looks at whether somebody waits.
    private const uint BetweenLooks = 256;

    /// <summary>Frees the tables of a domain whose hardware has forgotten them. Resumable: what was freed is not looked at again.</summary>
    /// <returns>0 when all are freed; -ERESTART when somebody waits: then it is to be called again.</returns>
    internal static int Run(Domain domain)
    {
        int result;
        do
        {
            result = domain.PageTable.FreeSome(BetweenLooks);
        }
        while (result != 0 && !domain.Platform.IsPreemptionPending);

        return result;
    }
}
