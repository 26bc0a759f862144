namespace IommuConfig.Kconfig;

/// <summary>A place in a file, counted from 0 as compilers do inside; messages show both numbers plus one.</summary>
/// <param name="Line">Line, from 0.</param>
/// <param name="Column">UTF-16 code units before the place on its line, from 0.</param>
public readonly record struct LinePosition(int Line, int Column);
