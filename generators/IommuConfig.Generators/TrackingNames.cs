namespace IommuConfig.Generators;

/// <summary>The names of the pipeline's steps, for the tests that say which of them run again after which edit.</summary>
internal static class TrackingNames
{
    public const string KconfigInputs = nameof(KconfigInputs);
    public const string KconfigTreeFiles = nameof(KconfigTreeFiles);
    public const string KconfigConfigs = nameof(KconfigConfigs);
    public const string KconfigDialect = nameof(KconfigDialect);
    public const string KconfigBuildInputs = nameof(KconfigBuildInputs);
    public const string KconfigTree = nameof(KconfigTree);
    public const string Configuration = nameof(Configuration);
    public const string ConfigurationDiagnostics = nameof(ConfigurationDiagnostics);
    public const string ConstantsOptions = nameof(ConstantsOptions);
    public const string ConstantsTree = nameof(ConstantsTree);
    public const string ConstantsLayout = nameof(ConstantsLayout);
    public const string Constants = nameof(Constants);
    public const string ConstantsDiagnostics = nameof(ConstantsDiagnostics);
    public const string ConstantsFiles = nameof(ConstantsFiles);
    public const string AbsentHooks = nameof(AbsentHooks);
    public const string TableDeclaration = nameof(TableDeclaration);
    public const string TableResolution = nameof(TableResolution);
    public const string TableDiagnostics = nameof(TableDiagnostics);
    public const string ResolvedTable = nameof(ResolvedTable);
    public const string AmbiguousTableNames = nameof(AmbiguousTableNames);
}
