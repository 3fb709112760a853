package org.onestophub.complaint.contract.operations;

import java.util.Map;

/** What waits in the queues of the broker. */
public interface QueueDepths {

    /** Messages by destination; -1 where the broker cannot be asked. */
    Map<String, Long> depths();
}
