package org.onestophub.complaint.contract.configuration;

/** Tests the connections of channels, step by step. */
public interface ConnectionTester {

    /**
     * Tries to reach the source of a channel as its connector does, and only that; takes half a minute at most and
     * changes nothing at the source but a probe file of the hub's own, where the account may make one.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such channel, CH-310 if it is tested already
     */
    ConnectionReport test(String channel);
}
