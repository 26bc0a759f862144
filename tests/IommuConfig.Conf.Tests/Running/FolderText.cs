using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace IommuConfig.Conf.Tests;

/// <summary>The files of a folder by their paths in it. Links are not followed and not listed. One char of the texts is one byte.</summary>
internal static class FolderText
{
    private static readonly EnumerationOptions s_all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    public static SortedDictionary<string, string> Read(string folder) => new(
        new DirectoryInfo(folder).EnumerateFiles("*", s_all)
            .ToDictionary(file => Path.GetRelativePath(folder, file.FullName), file => file.Length == 0 ? "" : File.ReadAllText(file.FullName, Encoding.Latin1)),
        StringComparer.Ordinal);

    public static void Write(string folder, IEnumerable<KeyValuePair<string, string>> files)
    {
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, Encoding.Latin1);
        }
    }

    /// <summary>The bytes of the UTF-8 form of a text, one char each.</summary>
    public static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
