using System.Runtime.CompilerServices;

namespace IommuConfig.Kconfig;

/// <summary>Whether recursion may go on.</summary>
internal static class CallStack
{
    /// <summary>Whether there is room for calls of ordinary depth.</summary>
    public static bool HasRoom()
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
