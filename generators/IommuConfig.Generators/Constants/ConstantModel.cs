using IommuConfig.Kconfig;

namespace IommuConfig.Generators.Constants;

/// <summary>One constant as far as the tree alone says what it is. Its documentation is asked of the symbol when the file is first written.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Identifier">Its name in C#.</param>
/// <param name="IsSwitch">Whether it is read from a feature switch, and the value is only that switch's default.</param>
internal readonly record struct ConstantModel(Symbol Symbol, string Identifier, bool IsSwitch);
