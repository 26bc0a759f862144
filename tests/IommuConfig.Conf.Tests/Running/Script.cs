using System.IO;
using System.Text;

namespace IommuConfig.Conf.Tests;

/// <summary>Writes programs that start another program.</summary>
internal static class Script
{
    public static string Write(string path, string command)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{command}\n", Encoding.ASCII);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }
}
