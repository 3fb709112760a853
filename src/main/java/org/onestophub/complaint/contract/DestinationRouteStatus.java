package org.onestophub.complaint.contract;

import java.util.List;

/** Where it is told how the route of a destination is. */
public interface DestinationRouteStatus {

    /**
     * The route of a destination changed.
     *
     * @param enabled whether the settings want it to run
     * @param state {@code running}, {@code stopped} or {@code broken}
     * @param reason why it does not run: a problem's code, for files with name and line; empty if it runs
     */
    void set(String name, boolean enabled, String state, String reason);

    /** There is a route for these and for no others. */
    void forgetAllBut(List<String> names);

    /** There is no route for it any more. */
    void forget(String name);
}
