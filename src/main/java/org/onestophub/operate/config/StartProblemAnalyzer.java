package org.onestophub.operate.config;

import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the one problem that kept the hub from coming as far as reading its files. */
class StartProblemAnalyzer extends AbstractFailureAnalyzer<ProblemException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ProblemException cause) {
        Problem problem = cause.problem();
        return new FailureAnalysis(
                "The hub does not start. 1 fault(s):\n" + problem.code() + " " + problem.meaning()
                        + (cause.field().isEmpty() ? "" : " [" + cause.field() + "]"),
                problem.remedy(),
                cause);
    }
}
