package org.onestophub.complaint.contract.operations;

import java.util.List;
import org.onestophub.complaint.contract.Delivery;

/**
 * One delivery with everything that was tried.
 *
 * @param delivery how it is
 * @param attempts all attempts at all shipments it was part of, oldest first; the last 200 at most
 */
public record DeliveryTrace(Delivery delivery, List<DeliveryAttempt> attempts) {}
