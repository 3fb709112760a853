package org.onestophub.complaint.contract;

import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Inbound;

/**
 * Whose inputs and cases are whose: one hub may serve many institutions. What comes in belongs to the institution of its key or
 * channel, whatever it says itself. Institutions are named by their unified social credit code. Source: decision 0088.
 */
public interface Institutions {

    /** The hub's own institution; empty if the settings name none. */
    String own();

    /**
     * Whose a channel is, with its start and stop. A channel that is bound to none serves all, as soon as there are others.
     *
     * @return the institution; empty if the channel belongs to the hub as a whole
     */
    Optional<String> ownerOf(String channel);

    /** The institutions beside the hub's own that the settings name, or to which keys are bound. */
    List<String> others();

    /** The institutions that the key of that name is bound to; empty if it is bound to none and sees all. */
    List<String> ofKey(String key);

    /** The input with whose it is among its facts; one that says so itself does not count. */
    Inbound mark(Inbound inbound, String channel);
}
