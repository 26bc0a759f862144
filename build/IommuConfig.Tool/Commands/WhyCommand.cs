using System.CommandLine;

namespace IommuConfig.Tool.Commands;

/// <summary><c>kconfig why SYMBOL</c></summary>
internal sealed class WhyCommand : ToolCommand
{
    private readonly Argument<string> _name = new("SYMBOL") { Description = "A name, with or without CONFIG_." };

    public WhyCommand()
        : base("why", "Says why a symbol has its value, and why the symbols behind it have theirs.",
            "kconfig why INTEL_IOMMU",
            "kconfig why CONFIG_INTEL_IOMMU --config out/.config") => Arguments.Add(_name);

    public override int Run(ParseResult arguments, Workspace workspace)
    {
        if (workspace.Load() is not { } configuration || workspace.Find(configuration.Tree, arguments.GetValue(_name)!) is not { } symbol)
        {
            return ExitCode.Problems;
        }

        var explanation = new Explanation(configuration);
        if (workspace.IsJson)
        {
            workspace.Output.WriteJson(json => explanation.Write(symbol, json));
        }
        else
        {
            explanation.Write(symbol, workspace.Output.Out);
        }

        return ExitCode.Ok;
    }
}
