using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading;

namespace IommuConfig.Kconfig.Tests;

/// <summary>Whatever goes wrong, the old file is there, whole, and nothing else is left behind.</summary>
public sealed class AtomicFileTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("atomic").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_file_is_written_where_there_was_none_and_its_folders_are_made()
    {
        Assert.That(AtomicFile.Write(At("a/b/file"), Text("new")), Is.Null);
        Assert.That(File.ReadAllText(At("a/b/file")), Is.EqualTo("new"));
        Assert.That(Names("a/b"), Is.EqualTo(["file"]));
    }

    [Test]
    public void A_missing_folder_is_an_error_where_none_shall_be_made()
    {
        FileError? error = AtomicFile.Write(At("a/file"), Text("new"), makesFolders: false);
        Assert.That(error?.Kind, Is.EqualTo(FileErrorKind.NoFolder));
        Assert.That(error?.Message, Does.Contain("a/file'").And.Contain("create it"));
    }

    [Test]
    public void The_old_file_can_be_kept_under_another_name()
    {
        File.WriteAllText(At("file"), "old");
        Assert.That(AtomicFile.Write(At("file"), Text("new"), backup: At("file.old")), Is.Null);
        Assert.That(File.ReadAllText(At("file")), Is.EqualTo("new"));
        Assert.That(File.ReadAllText(At("file.old")), Is.EqualTo("old"));
        Assert.That(AtomicFile.Write(At("file"), Text("newer"), backup: At("file.old")), Is.Null);
        Assert.That(File.ReadAllText(At("file.old")), Is.EqualTo("new"));
        Assert.That(Names(""), Is.EqualTo(["file", "file.old"]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Permissions_stay()
    {
        File.WriteAllText(At("file"), "old");
        File.SetUnixFileMode(At("file"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.That(AtomicFile.Write(At("file"), Text("new")), Is.Null);
        Assert.That(File.GetUnixFileMode(At("file")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_symbolic_link_is_replaced_and_becomes_the_backup()
    {
        File.WriteAllText(At("real"), "old");
        File.CreateSymbolicLink(At("file"), "real");
        Assert.That(AtomicFile.Write(At("file"), Text("new"), backup: At("file.old")), Is.Null);
        Assert.That(File.ReadAllText(At("real")), Is.EqualTo("old"));
        Assert.That(new FileInfo(At("file")).LinkTarget, Is.Null);
        Assert.That(File.ReadAllText(At("file")), Is.EqualTo("new"));
        Assert.That(new FileInfo(At("file.old")).LinkTarget, Is.EqualTo("real"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_symbolic_link_stays_where_links_are_followed()
    {
        Directory.CreateDirectory(At("sub"));
        File.WriteAllText(At("sub/real"), "old");
        File.CreateSymbolicLink(At("between"), "sub/real");
        File.CreateSymbolicLink(At("file"), "between");
        Assert.That(AtomicFile.WriteThroughLinks(At("file"), Text("new")), Is.Null);
        Assert.That(new FileInfo(At("file")).LinkTarget, Is.EqualTo("between"));
        Assert.That(File.ReadAllText(At("sub/real")), Is.EqualTo("new"));
        Assert.That(Names("sub"), Is.EqualTo(["real"]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_device_is_written_into()
    {
        Assert.That(AtomicFile.WriteThroughLinks("/dev/null", Text("new")), Is.Null);
        File.CreateSymbolicLink(At("link"), "/dev/null");
        Assert.That(AtomicFile.WriteThroughLinks(At("link"), Text("new")), Is.Null);
        Assert.That(File.GetAttributes("/dev/null") & FileAttributes.Directory, Is.EqualTo((FileAttributes)0));
        Assert.That(File.ReadAllText("/dev/null"), Is.Empty);
    }

    [Test]
    public void A_folder_of_the_name_is_an_error()
    {
        Directory.CreateDirectory(At("file/inside"));
        foreach (FileError? error in new[] { AtomicFile.Write(At("file"), Text("new")), AtomicFile.WriteThroughLinks(At("file"), Text("new")), AtomicFile.Touch(At("file")) })
        {
            Assert.That(error?.Kind, Is.EqualTo(FileErrorKind.IsFolder));
            Assert.That(error?.Message, Does.Contain(At("file")).And.Contain("folder has that name"));
        }

        Assert.That(Names(""), Is.EqualTo(["file"]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_read_only_folder_leaves_the_old_file()
    {
        if (Environment.UserName == "root")
        {
            Assert.Ignore("root may write into every folder; a folder without permission was not tried (see the read-only disk)");
        }

        Directory.CreateDirectory(At("sub"));
        File.WriteAllText(At("sub/file"), "old");
        File.SetUnixFileMode(At("sub"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            FileError? error = AtomicFile.Write(At("sub/file"), Text("new"), backup: At("sub/file.old"));
            Assert.That(error?.Kind, Is.EqualTo(FileErrorKind.NoPermission));
            Assert.That(error?.Message, Does.Contain("sub/file").And.Contain("no permission"));
            Assert.That(File.ReadAllText(At("sub/file")), Is.EqualTo("old"));
            Assert.That(Names("sub"), Is.EqualTo(["file"]));
        }
        finally
        {
            File.SetUnixFileMode(At("sub"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public void A_read_only_or_full_disk_leaves_the_old_file()
    {
        string disk = At("disk");
        Directory.CreateDirectory(disk);
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk) != 0)
        {
            Assert.Ignore("no small file system could be mounted (that takes Linux and root); a full disk was not tried");
        }

        try
        {
            File.WriteAllText(At("disk/file"), "old");
            FileError? error = AtomicFile.Write(At("disk/file"), Text(new string('x', 200_000)), backup: At("disk/file.old"));
            Assert.That(error?.Kind, Is.EqualTo(FileErrorKind.NoSpace));
            Assert.That(error?.Message, Does.Contain("disk/file").And.Contain("the disk is full"));
            Assert.That(File.ReadAllText(At("disk/file")), Is.EqualTo("old"));
            Assert.That(Names("disk"), Is.EqualTo(["file"]));

            Assert.That(Run("mount", "-o", "remount,ro", disk), Is.Zero);
            error = AtomicFile.Write(At("disk/file"), Text("new"), backup: At("disk/file.old"));
            Assert.That(error?.Message, Does.Contain("disk/file"));
            Assert.That(File.ReadAllText(At("disk/file")), Is.EqualTo("old"));
            Assert.That(Names("disk"), Is.EqualTo(["file"]));
        }
        finally
        {
            Run("umount", disk);
        }
    }

    [Test]
    public void A_killed_process_leaves_the_old_file_or_the_new_one()
    {
        string file = At("file");
        string first = EndlessWriter.Content('a');
        File.WriteAllText(file, first);
        for (int i = 0; i < 12; i++)
        {
            using Process process = EndlessWriter.Start(file);
            Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("started"));
            Thread.Sleep(3 + 5 * i);
            process.Kill();
            process.WaitForExit();
            string found = File.ReadAllText(file);
            Assert.That(found == first || found == EndlessWriter.Content('b'), $"{found.Length} characters, first {found.FirstOrDefault()}, last {found.LastOrDefault()}");
        }
    }

    [Test]
    public void Touch_empties_and_renews()
    {
        File.WriteAllText(At("file"), "old");
        Assert.That(AtomicFile.Touch(At("file")), Is.Null);
        Assert.That(File.ReadAllText(At("file")), Is.Empty);
        File.SetLastWriteTimeUtc(At("file"), DateTime.UnixEpoch);
        Assert.That(AtomicFile.Touch(At("file")), Is.Null);
        Assert.That(File.GetLastWriteTimeUtc(At("file")), Is.GreaterThan(DateTime.UnixEpoch), "an empty file is new, too");
    }

    private static Utf8Writer Text(string text) => new Utf8Writer().Append(text);

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private string At(string path) => Path.Combine(_folder, path);

    private string[] Names(string path) =>
        [.. Directory.GetFileSystemEntries(At(path)).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
}
