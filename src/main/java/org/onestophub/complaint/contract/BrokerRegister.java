package org.onestophub.complaint.contract;

/**
 * Sees to it that all hubs of a database put their events on the same broker: events of two would be two halves, each
 * without a sign that the other is missing.
 */
public interface BrokerRegister {

    /**
     * This hub uses that broker from now on, until {@link #leave}. An identity is the same for all hubs on one broker.
     * @throws org.onestophub.problem.ProblemException CH-338 if a hub that runs uses another one, RC-301 if the database
     *     cannot be asked
     */
    void use(String identity);

    /** This hub uses no broker at the moment. */
    void leave();
}
