package org.onestophub.complaint.contract;

import java.time.Duration;

/**
 * Whose turn it is to look at a source that several hubs could look at: a mailbox, a folder of a server. One hub keeps the
 * turn while it lives and looks; another takes over when it is gone. A hub that loses its turn in the middle of a look does
 * no harm: what two hubs take is one input, as its keys are known.
 */
public interface PollTurns {

    /** False where no other hub can work on the database. Then nobody needs to ask. */
    boolean isNeeded();

    /**
     * True if this hub may look at the source now; it then keeps the turn until {@link #ended} and some time beyond. False
     * if it is another hub's turn, or it is not known because the database is away.
     * @param source the same text on each hub for the same mailbox or folder, and for no other
     * @param pause time between two looks
     */
    boolean begin(String source, String channel, Duration pause);

    /** The look is over, however it ended. */
    void ended(String source);
}
