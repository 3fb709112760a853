package org.onestophub.complaint.contract.operations;

import java.util.List;

/** The channels of this hub. */
public interface ChannelRegistry {

    /** Every channel there is a route for, loaded or not, ordered by name. */
    List<ChannelStatus> channels();

    /**
     * Starts a channel; does nothing if it runs.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name, CH-… if it does not load
     */
    void start(String name);

    /**
     * Stops a channel until it is started again; does nothing if it is stopped.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name
     */
    void stop(String name);
}
