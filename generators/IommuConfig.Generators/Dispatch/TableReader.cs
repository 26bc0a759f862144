using System.Collections.Generic;
using System.Linq;
using System.Threading;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IommuConfig.Generators.Dispatch;

/// <summary>
/// Finds the tables of a program and reads them. It sees the whole program, which is another at every keystroke, and asks it for nothing as long as the
/// same is declared: a step that has the compiler find attributed classes asks it for the attributes of each.
/// </summary>
internal sealed class TableReader
{
    // Immutable, and replaced as a whole: whatever it is, it only saves time.
    private volatile SourceFiles? _last;

    public IEnumerable<TableDeclaration> Read(Compilation compilation, CancellationToken cancellation)
    {
        CSharpCompilation program = (CSharpCompilation)compilation;
        SourceFiles files = _last = SourceFiles.Of(program.SyntaxTrees, _last, cancellation);
        ProjectDeclarations project = new(program, files, cancellation);
        return files.FindTables().Select(site => site.Read(project, cancellation)).OfType<TableDeclaration>();
    }
}
