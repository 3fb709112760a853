package org.onestophub.complaint.contract;

import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.Receipt;
import org.onestophub.problem.Problem;

/** Holds an input, or one item of it, until a person decides. */
public interface HeldInputs {

    /** In place of an item's number: the receipt as a whole. */
    int WHOLE = -1;

    /**
     * Holds an item of the receipt, or the whole of it, within the caller's transaction. What is held already stays one
     * row: it gets the newest problem and keeps the time when it was held first.
     *
     * @param item number of the item, or {@link #WHOLE}
     * @param room the room where it stopped
     */
    void hold(Receipt receipt, int item, String room, Problem problem, String field, Instant at);

    /** Holds all of these, as {@link #hold} does each. */
    void holdAll(List<Held> held, Instant at);

    /**
     * Releases those of these items that are held, as replayed: their input was walked again, and they are stopped no more.
     *
     * @param items with the columns {@code receipt} and {@code item}
     */
    void passed(Columns items, Instant at);

    /** What is held: an item of the receipt, or {@link #WHOLE}, and why; {@code room} is where it stopped. */
    record Held(Receipt receipt, int item, String room, Problem problem, String field) {}
}
