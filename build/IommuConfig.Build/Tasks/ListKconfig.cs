using IommuConfig.Kconfig;

using Microsoft.Build.Framework;

namespace IommuConfig.Build;

/// <summary>Prints every symbol with its value, type, place and prompt.</summary>
public sealed class ListKconfig : KconfigTask
{
    /// <inheritdoc/>
    protected override void Run()
    {
        ProjectConfiguration project = Load();
        if (Report(project))
        {
            Log.LogMessage(MessageImportance.High, "{0}, {1}", Root, Config.Length == 0 ? "every symbol with its default" : Config);
            foreach (Symbol symbol in project.Tree.Symbols)
            {
                Log.LogMessage(MessageImportance.High, "{0}", SymbolSummary.Of(symbol, project.Values));
            }
        }
    }
}
