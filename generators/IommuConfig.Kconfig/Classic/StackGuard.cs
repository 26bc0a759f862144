using System.Runtime.CompilerServices;

namespace IommuConfig.Kconfig;

/// <summary>
/// The C program's form of a condition is a tree as deep as the condition is long, and what works on it recurses. Where the stack ends, as in a compiler's
/// thread it may for conditions of ten thousand operands, the form is left as it is at that depth: it decides how menus are laid out and what is printed, not values.
/// </summary>
internal static class StackGuard
{
    /// <summary>Whether there is room to recurse.</summary>
    public static bool HasRoom
    {
        get
        {
#if NET
            return RuntimeHelpers.TryEnsureSufficientExecutionStack();
#else
            try
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return true;
            }
            catch (System.InsufficientExecutionStackException)
            {
                return false;
            }
#endif
        }
    }
}
