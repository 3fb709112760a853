package org.onestophub.complaint.contract.operations;

/**
 * What was removed with the queue of a destination that is not fed any more. The ledger still has all its events.
 *
 * @param destination whose queue it was
 * @param messages how many events were in the queue
 * @param deliveries how many deliveries that had not ended were discarded
 */
public record DroppedQueue(String destination, long messages, int deliveries) {}
