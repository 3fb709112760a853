package org.onestophub.complaint.contract.operations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that consumers of the queues did not take, and what operators can do with them. {@code by} is the name of the key
 * that asked; it is kept with what was done. Every method but {@link #counts} raises DL-301 while the broker is away.
 */
public interface DeadLetters {

    /** How many there are by destination, as of the last look; -1 while the broker cannot be asked. */
    Map<String, Long> counts();

    /**
     * The oldest first.
     *
     * @param destination only of this one, null: of any
     * @param after only ids above
     */
    List<DeadLetter> list(@Nullable String destination, long after, int limit);

    /**
     * Puts the oldest back at the end of the queue they came from. Events of erased complaints stay where they are, unless
     * they say that it was erased. Gives how many went back.
     * @throws org.onestophub.problem.ProblemException DL-104 if that queue is gone
     */
    int giveBack(String destination, int limit, String by);

    /**
     * Puts one back at the end of the queue it came from.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that id, DL-104 if that queue is gone,
     *     DL-105 if its complaint was erased
     */
    void giveBack(long id, String by);

    /**
     * Removes one for good. The ledger keeps the event.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that id
     */
    void discard(long id, String reason, String by);
}
