package org.onestophub.complaint.contract;

import java.time.Instant;
import org.onestophub.complaint.Receipt;
import org.onestophub.problem.Problem;

/** Where rooms put an input, or one thing found in it, that waits for a person. */
public interface HeldInputs {

    /** Stands for the receipt as a whole where an item's number is asked for. */
    int WHOLE = -1;

    /**
     * Holds an item of the receipt, or the whole of it, within the caller's transaction. What is held already stays one
     * row, which tells the newest problem; when it was held first stays too.
     *
     * @param item number of the item, or {@link #WHOLE}
     * @param room the room where it stopped
     */
    void hold(Receipt receipt, int item, String room, Problem problem, String field, Instant at);
}
