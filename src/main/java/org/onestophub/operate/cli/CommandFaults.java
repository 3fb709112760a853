package org.onestophub.operate.cli;

import java.io.IOException;
import org.onestophub.problem.Language;
import org.onestophub.problem.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says why a command failed: code, meaning and what to do. Never a stack trace, never the text of a library. */
public final class CommandFaults implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult given) throws Exception {
        if (fault instanceof ParameterException usage) {
            throw usage;
        }
        CommandFailed failed = explained(fault);
        Language language = CommandLanguage.of(command);
        if (given.expandedArgs().contains("--json")) {
            new Terminal(command.getOut(), true).json(failed.problem(language));
        } else {
            failed.text(language).lines().forEach(new Terminal(command.getErr(), false)::line);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static CommandFailed explained(Exception fault) {
        if (fault instanceof CommandFailed known) {
            return known;
        }
        if (fault instanceof ProblemException known) {
            return new CommandFailed(known);
        }
        String type = fault.getClass().getSimpleName();
        if (fault instanceof IOException) {
            return new CommandFailed("A file cannot be read or written (" + type + ").", "文件无法读取或写入（" + type + "）。");
        }
        return new CommandFailed("Unexpected failure (" + type + ").", "发生意外错误（" + type + "）。");
    }
}
