using System;
using System.Collections.Generic;
using System.IO;

using IommuConfig;

namespace HelpDesk.Audit;

/// <summary>A file to which lines are only ever added.</summary>
internal struct AuditTrail : IAudit
{
    public static void Note(string folder, string what) => File.AppendAllText(PathIn(folder), $"{DateTime.UtcNow:O} {Environment.UserName}: {what}\n");

    public static IReadOnlyList<string> Read(string folder) => File.Exists(PathIn(folder)) ? File.ReadAllLines(PathIn(folder)) : [];

    private static string PathIn(string folder) => Path.Combine(folder, "audit.txt");
}

[Provider<AuditTrail>("AUDIT")]
internal static partial class AuditLog;
