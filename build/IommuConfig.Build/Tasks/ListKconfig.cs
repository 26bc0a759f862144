using System.Text;

using IommuConfig.Kconfig;

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
            StringBuilder text = new($"{Root}, {(Config.Length == 0 ? "every symbol with its default" : Config)}");
            foreach (Symbol symbol in project.Tree.Symbols)
            {
                text.Append('\n').Append(SymbolSummary.Of(symbol, project.Values));
            }

            Log.Print(text.ToString());
        }
    }
}
