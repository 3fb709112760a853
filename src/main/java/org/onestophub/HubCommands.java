package org.onestophub;

import java.nio.charset.Charset;
import java.util.Locale;
import org.onestophub.operate.cli.AlarmsCommand;
import org.onestophub.operate.cli.AlertsCommand;
import org.onestophub.operate.cli.ApplyCommand;
import org.onestophub.operate.cli.BriefsCommand;
import org.onestophub.operate.cli.ChannelsCommand;
import org.onestophub.operate.cli.CheckCommand;
import org.onestophub.operate.cli.CommandFaults;
import org.onestophub.operate.cli.CommandLanguage;
import org.onestophub.operate.cli.ComplaintsCommand;
import org.onestophub.operate.cli.DeadLettersCommand;
import org.onestophub.operate.cli.DestinationsCommand;
import org.onestophub.operate.cli.DraftsCommand;
import org.onestophub.operate.cli.DutiesCommand;
import org.onestophub.operate.cli.HubsCommand;
import org.onestophub.operate.cli.MappingCommand;
import org.onestophub.operate.cli.PlanCommand;
import org.onestophub.operate.cli.QuarantineCommand;
import org.onestophub.operate.cli.ReceiptsCommand;
import org.onestophub.operate.cli.RegistersCommand;
import org.onestophub.operate.cli.RejectsCommand;
import org.onestophub.operate.cli.ReportsCommand;
import org.onestophub.operate.cli.SuggestionsCommand;
import org.onestophub.operate.cli.UsersCommand;
import org.onestophub.operate.cli.ViewsCommand;
import org.onestophub.operate.cli.WarningsCommand;
import org.onestophub.operate.cli.feed.FeedCommand;
import org.onestophub.operate.cli.hotline.HotlineCommand;
import org.onestophub.platform.access.KeysCommand;
import org.onestophub.problem.Language;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The commands in the hub's jar. Without a command the jar starts the hub. */
@Command(
        name = "onestop-hub",
        mixinStandardHelpOptions = true,
        versionProvider = HubCommands.Version.class,
        description = {
            "Without a command: starts the hub; settings are given as --name=value.",
            "Commands that ask a running hub take its key from ONESTOP_HUB_KEY or --key-file."
        },
        subcommands = {
            KeysCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            MappingCommand.class,
            ReceiptsCommand.class,
            QuarantineCommand.class,
            ChannelsCommand.class,
            DestinationsCommand.class,
            DeadLettersCommand.class,
            FeedCommand.class,
            RejectsCommand.class,
            DutiesCommand.class,
            AlarmsCommand.class,
            AlertsCommand.class,
            ComplaintsCommand.class,
            HotlineCommand.class,
            SuggestionsCommand.class,
            DraftsCommand.class,
            HubsCommand.class,
            RegistersCommand.class,
            ReportsCommand.class,
            UsersCommand.class,
            ViewsCommand.class,
            BriefsCommand.class,
            WarningsCommand.class
        })
final class HubCommands implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = CommandLanguage.OPTION,
            scope = ScopeType.INHERIT,
            paramLabel = "en|zh",
            description = "Language of messages; default: that of the locale.")
    @SuppressWarnings("UnusedVariable") // read by CommandLanguage through the option
    private Language language;

    private HubCommands(Language language) {
        this.language = language;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, or start without arguments");
    }

    /** Name and version, as in the log of a hub; no version where the classes are not packaged. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = HubCommands.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "Onestop Hub" : "Onestop Hub " + version};
        }
    }

    /** True if the arguments ask for a command and not for the hub; settings begin with {@code --}. */
    static boolean ask(String... args) {
        return args.length > 0
                && (!args[0].startsWith("--") || args[0].equals("--help") || args[0].equals("--version"));
    }

    /** Runs the command and returns its exit status: 0 done, 1 failed, 2 wrong usage. */
    static int run(String... args) {
        // logs of libraries must not be mixed with the output of a command
        LoggingSystem logging = LoggingSystem.get(HubCommands.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        return commands(CommandLanguage.ofLocale(System.getenv(), Locale.getDefault(), Charset.defaultCharset()))
                .execute(args);
    }

    /** The commands in English, ready to be executed. */
    static CommandLine commands() {
        return commands(Language.ENGLISH);
    }

    /** The commands, ready to be executed, with the language of their messages where no option names another. */
    static CommandLine commands(Language language) {
        return new CommandLine(new HubCommands(language))
                .registerConverter(Language.class, new CommandLanguage())
                .setExecutionExceptionHandler(new CommandFaults());
    }
}
