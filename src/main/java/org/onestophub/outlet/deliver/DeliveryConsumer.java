package org.onestophub.outlet.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/** Feeds one destination: reads its queue, and walks its shipments through the route. */
class DeliveryConsumer extends DefaultConsumer {

    private static final HubLog LOG = HubLog.of("deliver");
    /** What became due is found after this time at the latest. */
    private static final long POLL_MILLIS = 500;
    /** How long a stop waits for attempts under way; beyond it their outcome will be unknown. */
    private static final long STOP_MILLIS = 15_000;

    private final DeliveryParts parts;
    private final DeliverySettings settings;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable DestinationReader reader;
    private CountDownLatch stopped = new CountDownLatch(0);

    DeliveryConsumer(DeliveryEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.parts = endpoint.parts();
        this.settings = endpoint.settings();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopped = new CountDownLatch(1);
        parts.states().ensure(settings.destination(), settings.filter().types().contains(Papers.TYPE));
        DestinationReader feeding = new DestinationReader(parts.broker(), parts.deliveries(), parts.signal(), settings);
        reader = feeding;
        feeding.start();
        for (int i = 0; i < settings.workers(); i++) {
            String name = "delivery-" + settings.destination() + "-" + i;
            Thread thread = new Thread(() -> work(name), name);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    protected void doStop() throws Exception {
        stopped.countDown();
        for (Thread thread : threads) {
            parts.signal().wake(lane());
            thread.join(STOP_MILLIS);
            thread.interrupt();
        }
        threads.clear();
        if (reader != null) {
            reader.close();
        }
        super.doStop();
    }

    private void work(String name) {
        try (AttemptGuard guard = new AttemptGuard(name + "-attempt")) {
            ShippingWorker shipping = new ShippingWorker(
                    parts.claims(),
                    parts.ends(),
                    settings,
                    shipment -> guard.run(() -> walk(shipment), settings.timeout()),
                    this::rest);
            while (stopped.getCount() > 0) {
                if (!guard.isFree() || !shipNext(shipping)) {
                    parts.signal().await(lane(), POLL_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean shipNext(ShippingWorker shipping) {
        try {
            boolean shipped = shipping.next();
            if (shipped && settings.workers() > 1) {
                parts.signal().wake(lane());
            }
            return shipped;
        } catch (RuntimeException e) {
            // mostly the database is away; in any case a worker that ended would leave its destination without one
            LOG.warn(
                    "claim-failed",
                    LogKey.DESTINATION,
                    settings.destination(),
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
            rest();
            return false;
        }
    }

    /** False if the hub stops. */
    private boolean rest() {
        try {
            return !stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private AttemptEnd walk(Shipment shipment) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(shipment);
            exchange.getMessage().setHeader(Shipment.ID, shipment.id());
            exchange.getMessage().setHeader(Shipment.DESTINATION, shipment.destination());
            exchange.getMessage().setHeader(Shipment.ATTEMPT, shipment.attempt());
            process(exchange);
            return endingOf(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            // Camel declares no narrower type; handled like a fault that the route left on the exchange
            exchange.setException(e);
        }
    }

    private static AttemptEnd endingOf(Exchange exchange) {
        Exception fault = exchange.getException();
        Message message = exchange.getMessage();
        String skipped = message.getHeader(Shipment.SKIPPED, String.class);
        if (fault == null && skipped != null) {
            return AttemptEnd.skipped(skipped);
        }
        Duration asked = message.getHeader(Shipment.RETRY_AFTER, Duration.class);
        return new AttemptEnd(
                fault == null ? null : SinkFaults.of(fault).problem(),
                Objects.toString(message.getHeader(Shipment.RESPONSE_STATUS, String.class), ""),
                Objects.toString(message.getHeader(Shipment.RESPONSE, String.class), ""),
                digestOf(message.getHeader(Shipment.PAYLOAD_SHA256, String.class)),
                asked == null || fault == null ? Duration.ZERO : asked);
    }

    private static byte @Nullable [] digestOf(@Nullable String hex) {
        return hex != null && hex.matches("[0-9a-f]{64}") ? HexFormat.of().parseHex(hex) : null;
    }

    private String lane() {
        return DestinationReader.laneOf(settings.destination());
    }
}
