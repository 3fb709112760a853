package org.onestophub.complaint.contract.operations;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Delivery;

/**
 * The destinations of this hub, and what operators can do with them. {@code by} is the name of the key that asked. The
 * problem is AC-103 if there is no route for a destination, or a delivery is not in the state needed.
 */
public interface Destinations {

    /** Every destination there is a route for, ordered by name. */
    List<DestinationStatus> all();

    /** One of them. */
    Optional<DestinationStatus> named(String name);

    /**
     * Deliveries of a destination, newest first.
     *
     * @param state only these, null: any
     * @param complaint only of the complaint of that number, null: any
     * @param before only ids below
     */
    List<Delivery> deliveries(
            String destination, @Nullable String state, @Nullable String complaint, long before, int limit);

    /** One delivery with its attempts. */
    Optional<DeliveryTrace> delivery(long id);

    /** Nothing is handed over until {@link #resume}; what is under way ends. */
    void pause(String destination, String by);

    /** Ends a pause; where the breaker is open, the next try is now. */
    void resume(String destination, String by);

    /**
     * Sends the event of a delivery again, to any destination. Returns the id of the new delivery.
     * @throws org.onestophub.problem.ProblemException AC-104 if it is on its way there already
     */
    long resend(long delivery, String destination, String by);

    /** Sends many again, to any destination, except those on their way there already. Returns how many. */
    int resendAll(ResendOrder order, String destination, String by);

    /**
     * Settles a delivery whose outcome is unknown, together with all others of the same shipment.
     *
     * @param arrived true: the destination has it; false: it is sent again under the same id
     * @return how many deliveries were settled
     */
    int decide(long delivery, boolean arrived, String by);

    /** Ends a dead delivery permanently. */
    void discard(long delivery, String reason, String by);

    /**
     * Removes the queue of a destination that is not fed any more, and discards its deliveries that have not ended. Its
     * events stay in the ledger and can be sent again.
     * @throws org.onestophub.problem.ProblemException DL-102 if it is in use, AC-103 if there is nothing to remove, DL-202
     *     if the broker does not permit it, DL-301 if the broker is not reachable
     */
    DroppedQueue dropQueue(String destination, String reason, String by);
}
