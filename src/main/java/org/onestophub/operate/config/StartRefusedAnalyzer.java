package org.onestophub.operate.config;

import java.util.stream.Collectors;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints why the hub does not start: every fault, a line each. */
class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartRefused cause) {
        String faults = cause.faults().stream().map(StartRefusedAnalyzer::line).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "The hub does not start. " + cause.faults().size() + " fault(s):\n" + faults,
                "Correct them all; docs/errors.md explains the codes.",
                cause);
    }

    private static String line(Fault fault) {
        return fault.file() + (fault.line() > 0 ? ":" + fault.line() : "") + "  " + fault.code() + " "
                + Problem.ofCode(fault.code()).meaning()
                + (fault.message().isEmpty() ? "" : " [" + fault.message() + "]");
    }
}
