using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;

using IommuConfig.Generators.Constants;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IommuConfig.Generators.Tests.Harness;

/// <summary>Walks everything that a value refers to.</summary>
internal static class ModelWalk
{
    /// <summary>
    /// Where in the value something stands that keeps a compilation alive or never compares equal. The text of a generated file is neither: it is ours, and
    /// compared by what it says.
    /// </summary>
    public static IEnumerable<string> CompilerObjects(object? value) => Walk(value, "", new HashSet<object>(Comparer.Instance));

    private static IEnumerable<string> Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string or Type or DiagnosticDescriptor || value is ConstantsFile || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            yield break;
        }

        if (value is Compilation or ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or SemanticModel or Location or SourceText or Delegate or AttributeData)
        {
            yield return $"{path} is a {value.GetType().Name}";
            yield break;
        }

        if (value is Array array)
        {
            int index = 0;
            foreach (object? item in array)
            {
                foreach (string found in Walk(item, $"{path}[{index++}]", seen))
                {
                    yield return found;
                }
            }

            yield break;
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                foreach (string found in Walk(field.GetValue(value), $"{path}.{field.Name}", seen))
                {
                    yield return found;
                }
            }
        }
    }

    private sealed class Comparer : IEqualityComparer<object>
    {
        public static readonly Comparer Instance = new();

        public new bool Equals(object? left, object? right) => ReferenceEquals(left, right);

        public int GetHashCode(object value) => RuntimeHelpers.GetHashCode(value);
    }
}
