package org.onestophub.operate.cli;

import org.onestophub.problem.Language;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command prints what it found. */
public class Output {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** The language of what is printed. */
    public Language language() {
        return CommandLanguage.of(command.commandLine());
    }

    /** Where it is printed. */
    public Terminal screen() {
        return new Terminal(command.commandLine().getOut(), json);
    }
}
