package org.onestophub.outlet.deliver;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.onestophub.complaint.Shipment;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The life of one worker of a destination: claim, hand over, write down how it ended. */
final class ShippingWorker {

    private static final HubLog LOG = HubLog.of("deliver");

    private final ShipmentClaims claims;
    private final ShipmentEnds ends;
    private final DeliverySettings settings;
    private final Function<Shipment, AttemptEnd> sink;
    private final BooleanSupplier rest;

    /**
     * A worker.
     *
     * @param sink hands over; never throws
     * @param rest waits a moment while the database is away; false when the hub stops
     */
    ShippingWorker(
            ShipmentClaims claims,
            ShipmentEnds ends,
            DeliverySettings settings,
            Function<Shipment, AttemptEnd> sink,
            BooleanSupplier rest) {
        this.claims = claims;
        this.ends = ends;
        this.settings = settings;
        this.sink = sink;
        this.rest = rest;
    }

    /** Tries one shipment; false if none is due. */
    boolean next() {
        Optional<ShipmentClaims.Claimed> claimed = claims.claim(settings);
        claimed.ifPresent(one -> write(one, attempt(one)));
        return claimed.isPresent();
    }

    private AttemptEnd attempt(ShipmentClaims.Claimed claimed) {
        // the ledger lost an item: to hand over the rest under the same id would be another shipment
        return claimed.shipment().items().size() == claimed.items()
                ? sink.apply(claimed.shipment())
                : AttemptEnd.of(Problem.DELIVER_FAULT);
    }

    private void write(ShipmentClaims.Claimed claimed, AttemptEnd ending) {
        boolean isWritten = false;
        while (!isWritten) {
            try {
                ends.end(claimed, ending, settings);
                isWritten = true;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn(
                        "end-not-written",
                        LogKey.DESTINATION,
                        settings.destination(),
                        LogKey.FAULT,
                        e.getClass().getSimpleName());
                // what is left open is found at the next start, its outcome unknown
                isWritten = !rest.getAsBoolean();
            }
        }
    }
}
