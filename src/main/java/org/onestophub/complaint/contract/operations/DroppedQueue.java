package org.onestophub.complaint.contract.operations;

/**
 * What went with the queue of a destination that nobody feeds any more. The ledger still has every event of it.
 *
 * @param destination whose queue it was
 * @param messages how many events were in the queue
 * @param deliveries how many deliveries that had not ended were discarded
 */
public record DroppedQueue(String destination, long messages, int deliveries) {}
