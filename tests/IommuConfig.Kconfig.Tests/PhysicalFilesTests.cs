using System.IO;
using System.Linq;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Files on disk behave as files in memory do.</summary>
public sealed class PhysicalFilesTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("kconfig").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "drivers", "b"));
        File.WriteAllText(Path.Combine(_folder, "Kconfig"), "source \"drivers/*/Kconfig\"\nsource \"Drivers/b/Kconfig\"\n");
        File.WriteAllText(Path.Combine(_folder, "drivers", "b", "Kconfig"), "config B\n\tbool\n");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Files_are_found_by_path_and_pattern_and_a_wrong_case_is_explained()
    {
        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(_folder));
        Assert.That(tree.Symbols.Select(s => s.Name), Is.EqualTo((string[])["B"]));
        Assert.That(Kconfigs.Compact(tree.Diagnostics), Does.Contain("did you mean 'drivers/b/Kconfig'?"));
    }

    [Test]
    public void What_is_there_and_cannot_be_read_is_not_called_a_wrong_case()
    {
        File.WriteAllText(Path.Combine(_folder, "Kconfig"), "source \"drivers/b\"\n");
        KconfigTree tree = KconfigTree.Load("Kconfig", new PhysicalFiles(_folder));
        Assert.That(Kconfigs.Compact(tree.Diagnostics), Does.Contain("it is there, but it is a folder").And.Not.Contain("did you mean"));
    }

    [Test]
    public void What_cannot_be_opened_is_no_file()
    {
        var files = new PhysicalFiles(_folder);
        Assert.That((files.Open("drivers"), files.Open("a\0b"), files.Open("none")), Is.EqualTo(((SourceFile?)null, (SourceFile?)null, (SourceFile?)null)));
        Assert.That(files.Glob("none/*"), Is.Empty);
    }
}
