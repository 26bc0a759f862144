namespace IommuConfig.Kconfig;

/// <summary>How a variable takes a value.</summary>
public enum AssignmentOperator
{
    /// <summary><c>=</c>: the value is expanded whenever the variable is used.</summary>
    Recursive,

    /// <summary><c>:=</c>: the value is expanded once, here.</summary>
    Simple,

    /// <summary><c>+=</c>: the value is appended.</summary>
    Append,
}
