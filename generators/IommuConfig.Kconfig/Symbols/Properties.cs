namespace IommuConfig.Kconfig;

/// <summary>A prompt.</summary>
/// <param name="Text">What is shown, without leading blanks.</param>
/// <param name="If">The condition as written; y if none is.</param>
/// <param name="Condition">When it is visible: <paramref name="If"/>, the entry's dependencies, and each <c>visible if</c> around it.</param>
/// <param name="Location">Its line.</param>
public sealed record Prompt(string Text, Expression If, Expression Condition, SourceLocation Location);

/// <summary>A default of a symbol.</summary>
/// <param name="Value">The value; one symbol or constant for int, hex and string.</param>
/// <param name="If">The condition as written; y if none is.</param>
/// <param name="Condition">When it applies: <paramref name="If"/> and the entry's dependencies.</param>
/// <param name="Location">Its line.</param>
public sealed record DefaultProperty(Expression Value, Expression If, Expression Condition, SourceLocation Location);

/// <summary>A default of a choice.</summary>
/// <param name="Member">The member.</param>
/// <param name="If">The condition as written; y if none is.</param>
/// <param name="Condition">When it applies: <paramref name="If"/> and the choice's dependencies.</param>
/// <param name="Location">Its line.</param>
public sealed record ChoiceDefault(Symbol Member, Expression If, Expression Condition, SourceLocation Location);

/// <summary>A select or an imply.</summary>
/// <param name="Selector">The symbol that selects.</param>
/// <param name="Target">The symbol that is selected.</param>
/// <param name="IsImply">Whether it is an imply, which a dependency or the user may overrule.</param>
/// <param name="If">The condition as written; y if none is.</param>
/// <param name="Condition">When it applies: <paramref name="If"/> and the selecting entry's dependencies.</param>
/// <param name="Location">Its line.</param>
public sealed record SelectProperty(Symbol Selector, Symbol Target, bool IsImply, Expression If, Expression Condition, SourceLocation Location);

/// <summary>A range of an int or hex symbol; both ends belong to it.</summary>
/// <param name="Low">The least value, a symbol or a constant.</param>
/// <param name="High">The greatest value, a symbol or a constant.</param>
/// <param name="If">The condition as written; y if none is.</param>
/// <param name="Condition">When it applies: <paramref name="If"/> and the entry's dependencies.</param>
/// <param name="Location">Its line.</param>
public sealed record RangeProperty(Expression Low, Expression High, Expression If, Expression Condition, SourceLocation Location);
