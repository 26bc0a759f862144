namespace IommuConfig.Kconfig;

/// <summary>How a variable takes a value.</summary>
internal enum AssignmentOperator
{
    /// <summary><c>=</c>: the text is expanded whenever the variable is used.</summary>
    Recursive,

    /// <summary><c>:=</c>: the text is expanded now.</summary>
    Simple,

    /// <summary><c>+=</c>: the text is appended, and expanded when the variable's earlier text was.</summary>
    Append,
}

/// <summary>Reads operators of assignments.</summary>
internal static class AssignmentOperators
{
    public static AssignmentOperator Of(AssignmentSyntax assignment, SourceFile file) => file.Text[assignment.Operator.Start] switch
    {
        ':' => AssignmentOperator.Simple,
        '+' => AssignmentOperator.Append,
        _ => AssignmentOperator.Recursive,
    };
}
