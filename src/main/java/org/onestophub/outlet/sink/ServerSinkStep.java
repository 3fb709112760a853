package org.onestophub.outlet.sink;

import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A sink that opens one connection to one server for each shipment. */
public abstract class ServerSinkStep extends TrustingSinkStep {

    private String host = "";
    private int port;

    /** The server's name or address; CH-207 if blank. */
    public final void setHost(String host) {
        this.host = required("host", host);
    }

    /** The server's port; CH-207 if it cannot be one. */
    public final void setPort(int port) {
        if (port < 1 || port > 65_535) {
            throw new ProblemException(Problem.SETTING_INVALID, "port");
        }
        this.port = port;
    }

    final String host() {
        return host;
    }

    final int port() {
        return port;
    }
}
