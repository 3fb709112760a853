package org.onestophub.complaint.contract.operations;

/** What can be done with inputs that wait for a person. {@code by} is the name of the key that asked. */
public interface Quarantine {

    /**
     * Sends one held input through the rooms again, from its kept bytes.
     * @throws org.onestophub.problem.ProblemException AC-103 if it is not held any more
     */
    void replay(long heldId, String by);

    /**
     * The same for at most {@code limit} of one code and channel, oldest first.
     * @return how many
     */
    int replayAll(String code, String channel, int limit, String by);

    /**
     * Ends the wait of a held input without processing it; its bytes stay.
     * @throws org.onestophub.problem.ProblemException AC-103 if it is not held any more
     */
    void discard(long heldId, String reason, String by);

    /**
     * The same for at most {@code limit} of one code and channel, oldest first.
     * @return how many
     */
    int discardAll(String code, String channel, int limit, String reason, String by);
}
