package org.onestophub.operate.cli;

import java.io.IOException;
import org.onestophub.problem.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed: code, meaning and what to do. Never a stack, never the text of a library. */
public final class CommandFaults implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult given) throws Exception {
        if (fault instanceof ParameterException usage) {
            throw usage;
        }
        CommandFailed failed = explained(fault);
        if (given.expandedArgs().contains("--json")) {
            new Terminal(command.getOut(), true).json(failed.problem());
        } else {
            failed.getMessage().lines().forEach(new Terminal(command.getErr(), false)::line);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static CommandFailed explained(Exception fault) {
        if (fault instanceof CommandFailed known) {
            return known;
        }
        if (fault instanceof ProblemException known) {
            return new CommandFailed(
                    known.problem().code() + " " + known.problem().meaning() + " [" + known.field() + "] "
                            + known.problem().remedy());
        }
        if (fault instanceof IOException) {
            return new CommandFailed(
                    "A file cannot be read or written (" + fault.getClass().getSimpleName() + ").");
        }
        return new CommandFailed(
                "Failed in a way nobody foresaw (" + fault.getClass().getSimpleName() + ").");
    }
}
