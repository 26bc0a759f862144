using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>The options of each dialect, in the order in which the C program lists those an abbreviation may mean.</summary>
internal static class OptionTable
{
    private static readonly LongOption[] s_linux =
    [
        new("help", null, 'h'),
        new("silent", null, 's'),
        new("oldaskconfig", ConfMode.OldAskConfig),
        new("oldconfig", ConfMode.OldConfig),
        new("syncconfig", ConfMode.SyncConfig),
        new("defconfig", ConfMode.DefConfig, Argument: OptionArgument.Required),
        new("savedefconfig", ConfMode.SaveDefConfig, Argument: OptionArgument.Required),
        new("allnoconfig", ConfMode.AllNoConfig),
        new("allyesconfig", ConfMode.AllYesConfig),
        new("allmodconfig", ConfMode.AllModConfig),
        new("alldefconfig", ConfMode.AllDefConfig),
        new("randconfig", ConfMode.RandConfig),
        new("listnewconfig", ConfMode.ListNewConfig),
        new("helpnewconfig", ConfMode.HelpNewConfig),
        new("olddefconfig", ConfMode.OldDefConfig),
        new("yes2modconfig", ConfMode.YesToModConfig),
        new("mod2yesconfig", ConfMode.ModToYesConfig),
        new("mod2noconfig", ConfMode.ModToNoConfig),
    ];

    private static readonly LongOption[] s_legacy =
    [
        new("oldaskconfig", ConfMode.OldAskConfig),
        new("oldconfig", ConfMode.OldConfig),
        new("silentoldconfig", ConfMode.SyncConfig),
        new("defconfig", ConfMode.DefConfig, Argument: OptionArgument.Optional),
        new("savedefconfig", ConfMode.SaveDefConfig, Argument: OptionArgument.Required),
        new("allnoconfig", ConfMode.AllNoConfig),
        new("allyesconfig", ConfMode.AllYesConfig),
        new("allmodconfig", ConfMode.AllModConfig),
        new("alldefconfig", ConfMode.AllDefConfig),
        new("randconfig", ConfMode.RandConfig),
        new("listnewconfig", ConfMode.ListNewConfig),
        new("olddefconfig", ConfMode.OldDefConfig),
        new("oldnoconfig", ConfMode.OldDefConfig),
    ];

    public static IReadOnlyList<LongOption> For(Dialect dialect) => dialect.Messages == MessageShapes.Legacy ? s_legacy : s_linux;

    /// <summary>The options of one letter.</summary>
    public static string Letters(Dialect dialect) => dialect.Messages == MessageShapes.Legacy ? "s" : "hs";
}
