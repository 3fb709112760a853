package org.onestophub.outlet.deliver;

import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.outlet.deliver.broker.Broker;
import org.springframework.stereotype.Component;

/**
 * What a destination's reader and workers work with.
 *
 * @param broker where its queue is
 * @param states what is known of destinations
 * @param deliveries what it must get
 * @param claims the next shipment
 * @param ends how attempts ended
 * @param signal wakes its workers
 */
@Component
record DeliveryParts(
        Broker broker,
        DestinationStates states,
        DeliveryTable deliveries,
        ShipmentClaims claims,
        ShipmentEnds ends,
        WorkSignal signal) {}
