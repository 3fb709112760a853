package org.onestophub.complaint.contract;

import java.util.List;

/** Receives the state of the routes of destinations. */
public interface DestinationRouteStatus {

    /**
     * The route of a destination changed.
     *
     * @param enabled whether the settings want it to run
     * @param state {@code running}, {@code stopped} or {@code broken}
     * @param reason why it does not run: a problem's code, for files with name and line; empty if it runs
     */
    void set(String name, boolean enabled, String state, String reason);

    /** Only these have a route; all others are removed. */
    void forgetAllBut(List<String> names);

    /** The destination has no route any more. */
    void forget(String name);
}
