namespace IommuConfig.Kconfig;

/// <summary>A shell that hands over what a command writes to standard error, so that it is said in order with the messages of the load.</summary>
internal interface ICapturingShell : IShell
{
    /// <summary>Runs a command.</summary>
    /// <param name="command">The exact text of the command.</param>
    /// <param name="errors">What it wrote to standard error.</param>
    /// <returns>What it wrote to standard output: at most the first 4,095 bytes.</returns>
    string Run(string command, out string errors);
}
