using System.Collections.Generic;
using IommuConfig.Kconfig;

namespace IommuConfig.Tool.Conf;

/// <summary>A run of conf, step by step: read, answer, write.</summary>
internal static class ConfProgram
{
    /// <summary>Runs conf.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Dialect dialect, string program, ToolHost host)
    {
        var console = new ConfConsole(host.Output, host.Error, host.IsOutputTerminal);
        try
        {
            return ConfOptions.Read(arguments, dialect, program, host, console) is { } options && Run(options, dialect, host, console) ? 0 : 1;
        }
        finally
        {
            console.Flush();
        }
    }

    private static bool Run(ConfOptions options, Dialect dialect, ToolHost host, ConfConsole console)
    {
        if (options.Mode is ConfMode.OldAskConfig or ConfMode.OldConfig or ConfMode.SyncConfig)
        {
            _ = host.ReadAhead();
        }

        if (TreeLoading.Load(options.Kconfig, dialect, host, console) is not { } tree)
        {
            return false;
        }

        var session = new ConfSession(host, console, options, new Configuration(tree, console));
        ConfigurationFiles files = session.OpenFiles();
        if (!HasConfig(session, files) || !Read(session, files) || files.IsFailed)
        {
            return false;
        }

        bool writesConfig = true;
        if (options.Synchronizes && host.NonEmpty("KCONFIG_NOSILENTUPDATE") is not null)
        {
            if (session.Configuration.IsChanged)
            {
                console.WriteError("\n*** The configuration requires explicit update.\n\n");
                return false;
            }

            writesConfig = false;
        }

        return Answer(session) && !files.ForbidsUnmetDependencies && Write(session, files, writesConfig);
    }

    /// <summary>The legacy program's silentoldconfig wants a configuration to be there.</summary>
    private static bool HasConfig(ConfSession session, ConfigurationFiles files)
    {
        if (session.Dialect.Messages != MessageShapes.Legacy || !session.Options.Synchronizes || AtomicFile.Exists(files.FullPath(files.ConfigName)))
        {
            return true;
        }

        session.Console.WriteError(
            $"***\n*** Configuration file \"{files.ConfigName}\" not found!\n***\n*** Please run some configurator (e.g. \"make oldconfig\" or\n"
            + "*** \"make menuconfig\" or \"make xconfig\").\n***\n");
        return false;
    }

    private static bool Read(ConfSession session, ConfigurationFiles files)
    {
        switch (session.Options.Mode)
        {
            case ConfMode.AllNoConfig or ConfMode.AllYesConfig or ConfMode.AllModConfig or ConfMode.AllDefConfig or ConfMode.RandConfig:
                return SeedFiles.Read(session, files);
            case ConfMode.DefConfig:
                string file = session.Options.File ?? ConfigFileReader.ExpandSymbols(files, "arch/$ARCH/defconfig");
                if (!ConfigFileReader.Read(files, file))
                {
                    string text = $"***\n*** Can't find default configuration \"{file}\"!\n***\n";
                    if (session.Dialect.Messages == MessageShapes.Legacy)
                    {
                        session.Console.WriteOutput(text);
                    }
                    else
                    {
                        session.Console.WriteError(text);
                    }

                    return false;
                }

                return true;
            default:
                ConfigFileReader.Read(files, null);
                return true;
        }
    }

    private static bool Answer(ConfSession session)
    {
        ConfMode mode = session.Options.Mode;
        switch (mode)
        {
            case ConfMode.OldAskConfig:
                var answers = new Answers(session);
                ConfSession updating = session with { Options = session.Options with { Mode = ConfMode.SyncConfig } };
                return new Prompter(session, answers).AskEverything() && new Prompter(updating, answers).AskNew();
            case ConfMode.OldConfig or ConfMode.SyncConfig or ConfMode.ListNewConfig or ConfMode.HelpNewConfig:
                return new Prompter(session, new Answers(session)).AskNew();
            case ConfMode.YesToModConfig or ConfMode.ModToYesConfig or ConfMode.ModToNoConfig:
                TristateRewriting.Run(session.Configuration, mode);
                return true;
            default:
                return AnswerNew(session);
        }
    }

    private static bool AnswerNew(ConfSession session)
    {
        RandomAnswers? random = null;
        if (session.Options.Mode == ConfMode.RandConfig)
        {
            if (Probability.Read(session.Host.Environment("KCONFIG_PROBABILITY")) is not { } probability)
            {
                session.Console.WriteError("KCONFIG_PROBABILITY: Numerical result out of range\n");
                return false;
            }

            random = new RandomAnswers(session.Options.Seed, probability);
        }

        if (NewAnswers.Of(session.Options.Mode, random) is not { } answers)
        {
            return true;
        }

        answers.GiveTo(session.Configuration);
        return true;
    }

    private static bool Write(ConfSession session, ConfigurationFiles files, bool writesConfig)
    {
        ConfOptions options = session.Options;
        if (options.Mode == ConfMode.SaveDefConfig)
        {
            if (SaveDefConfigWriter.Write(files, options.File!) is not null)
            {
                session.Console.WriteError($"n*** Error while saving defconfig to: {options.File}\n\n");
                return false;
            }

            return true;
        }

        if (options.Mode is ConfMode.ListNewConfig or ConfMode.HelpNewConfig)
        {
            return true;
        }

        bool isLegacy = session.Dialect.Messages == MessageShapes.Legacy;
        writesConfig &= !isLegacy || !options.Synchronizes || files.Configuration.IsChanged;
        if (writesConfig && ConfigFileWriter.Write(files) is not null)
        {
            session.Console.WriteError("\n*** Error during writing of the configuration.\n\n");
            return false;
        }

        if (isLegacy && !options.Synchronizes)
        {
            return true;
        }

        if (AutoConfWriter.Write(files, overwrites: options.Synchronizes) is not null && options.Synchronizes)
        {
            string what = isLegacy ? "update" : "sync";
            session.Console.WriteError($"\n*** Error during {what} of the configuration.\n\n");
            return false;
        }

        return true;
    }
}
