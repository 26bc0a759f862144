using System.Collections.Generic;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace IommuConfig.Build;

/// <summary>A file that the compiler reads.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Role">What it is: root, source, config or inputs.</param>
/// <param name="Name">The path by which the tree sources it, or empty.</param>
internal sealed record KconfigFile(string Path, string Role, string Name)
{
    public ITaskItem ToItem() => new TaskItem(Path, new Dictionary<string, string> { ["KconfigRole"] = Role, ["KconfigName"] = Name });
}
