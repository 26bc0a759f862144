namespace IommuConfig.Generators.Dispatch;

/// <summary>The names in IommuConfig.Attributes that the generator looks for.</summary>
internal static class KnownNames
{
    public const string Namespace = "IommuConfig";
    public const string HookContract = "HookContractAttribute";
    public const string Hook = "HookAttribute";
    public const string Fanout = "FanoutAttribute";
    public const string Bridge = "BridgeAttribute";
    public const string Symbol = "SymbolAttribute";
    public const string TableMember = "TableMemberAttribute";
    public const string DispatchContext = "DispatchContextAttribute";
    public const string ProviderScope = "ProviderScopeAttribute";
    public const string DispatchTable = "DispatchTableAttribute";
    public const string Provider = "ProviderAttribute";
    public const string AbsentHooks = "AbsentHooksAttribute";
    public const string ConfigurationConstants = "ConfigurationConstantsAttribute";
    public const string ProviderId = "ProviderId";
    public const string ProviderSet = "ProviderSet";
    public const string Tristate = "Tristate";
}
