package org.onestophub;

import org.onestophub.access.KeysCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands in the hub's jar. Without a command the jar starts the hub. */
@Command(
        name = "onestop-hub",
        mixinStandardHelpOptions = true,
        version = "Onestop Hub",
        description = "Without a command: starts the hub; settings are given as --name=value.",
        subcommands = KeysCommand.class)
final class HubCommands implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, or start without arguments");
    }

    /** True if the arguments ask for a command and not for the hub; settings begin with {@code --}. */
    static boolean ask(String... args) {
        return args.length > 0
                && (!args[0].startsWith("--") || args[0].equals("--help") || args[0].equals("--version"));
    }

    /** Runs the command and gives its exit status: 0 done, 1 failed, 2 wrong usage. */
    static int run(String... args) {
        return new CommandLine(new HubCommands()).execute(args);
    }
}
