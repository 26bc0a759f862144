using IommuConfig;

namespace HelpDesk.Audit;

/// <summary>The audit trail of this edition, or none: the program says <c>AuditLog.Note(...)</c> in either.</summary>
[DispatchTable(typeof(IAudit))]
internal static partial class AuditLog;
