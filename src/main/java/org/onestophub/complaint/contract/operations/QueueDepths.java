package org.onestophub.complaint.contract.operations;

import java.util.Map;

/** Counts of messages in the queues of the broker. */
public interface QueueDepths {

    /** Messages by destination; -1 if the broker cannot be queried. */
    Map<String, Long> depths();
}
