using System.CommandLine;

namespace IommuConfig.Tool.Commands;

internal sealed class LintCommand() : ToolCommand("lint", "x", "kconfig lint") { public override int Run(ParseResult arguments, Workspace workspace) => 0; }
