package org.onestophub.outlet.deliver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Decides by a sink's exception whether the datum was handed over, was not, or may have been. */
final class SinkFaults {

    private SinkFaults() {}

    /** The problem behind {@code fault}. Only what certainly happened before anything was handed over is DL-302. */
    static ProblemException of(@Nullable Throwable fault) {
        boolean io = false;
        for (Throwable cause = fault; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known;
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException) {
                return new ProblemException(Problem.DESTINATION_UNREACHABLE);
            }
            io |= cause instanceof IOException;
        }
        return new ProblemException(io ? Problem.OUTCOME_UNKNOWN : Problem.DELIVER_FAULT);
    }
}
