using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Commands;

internal static class Least { public static string Of(Configuration c) => c.ToString()!; }
