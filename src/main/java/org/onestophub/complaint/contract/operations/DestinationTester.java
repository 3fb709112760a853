package org.onestophub.complaint.contract.operations;

/** Tests the connections to destinations, step by step. */
public interface DestinationTester {

    /**
     * Tries to reach a destination as its sink does, and hands over nothing; takes half a minute at most and changes nothing
     * there but for a probe file of the hub's own, where files are handed over.
     * @throws org.onestophub.problem.ProblemException CH-310 if it is tested already
     */
    DestinationReport destination(String name);
}
