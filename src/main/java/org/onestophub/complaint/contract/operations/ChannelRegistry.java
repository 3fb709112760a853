package org.onestophub.complaint.contract.operations;

import java.util.List;

/** The channels of this hub. {@code by} is the name of the key that asked. */
public interface ChannelRegistry {

    /** Every channel there is a route for, loaded or not, ordered by name. */
    List<ChannelStatus> channels();

    /**
     * Starts a channel; does nothing if it runs.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name, CH-… if it does not load
     */
    void start(String name, String by);

    /**
     * Stops a channel until it is started again, also over a restart of the hub; does nothing if it is stopped.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name
     */
    void stop(String name, String by);
}
