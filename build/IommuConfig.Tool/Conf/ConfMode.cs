namespace IommuConfig.Tool.Conf;

/// <summary>What conf is asked to do.</summary>
internal enum ConfMode
{
    OldAskConfig,
    OldConfig,
    SyncConfig,
    DefConfig,
    SaveDefConfig,
    AllNoConfig,
    AllYesConfig,
    AllModConfig,
    AllDefConfig,
    RandConfig,
    ListNewConfig,
    HelpNewConfig,
    OldDefConfig,
    YesToModConfig,
    ModToYesConfig,
    ModToNoConfig,
}
