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
        Directory.EnumerateFiles(folder, "*", s_all).ToDictionary(path => Path.GetRelativePath(folder, path), path => File.ReadAllText(path, Encoding.Latin1)),
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
