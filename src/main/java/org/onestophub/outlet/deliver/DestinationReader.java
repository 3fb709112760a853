package org.onestophub.outlet.deliver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.outlet.deliver.broker.DestinationQueue;
import org.onestophub.problem.ProblemException;

/**
 * Takes a destination's events off its queue and writes them down as deliveries, whether the destination can be reached or
 * not: so its queue stays short. First the ledger commits, then the broker; a crash in between changes nothing.
 */
final class DestinationReader implements AutoCloseable {

    private static final HubLog LOG = HubLog.of("deliver");
    private static final int BATCH = 200;
    private static final long WAIT_MILLIS = 500;
    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofMillis(WAIT_MILLIS), Duration.ofSeconds(30));

    private final Broker broker;
    private final DeliveryTable deliveries;
    private final WorkSignal signal;
    private final DeliverySettings settings;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    DestinationReader(Broker broker, DeliveryTable deliveries, WorkSignal signal, DeliverySettings settings) {
        this.broker = broker;
        this.deliveries = deliveries;
        this.signal = signal;
        this.settings = settings;
        this.thread = new Thread(this::read, "delivery-read-" + settings.destination());
    }

    /** Lane of the signal that wakes the workers of a destination. */
    static String laneOf(String destination) {
        return "delivery-" + destination;
    }

    void start() {
        // from now on the relay sends no event before this destination has its queue
        broker.feed(settings.destination());
        thread.start();
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            // not interrupted: in the hub's own process that would close files of the broker
            thread.join(PAUSE.longest().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        int failures = 0;
        while (stopped.getCount() > 0) {
            try (DestinationQueue queue = broker.queueOf(settings.destination())) {
                while (stopped.getCount() > 0) {
                    readNext(queue);
                    failures = 0;
                }
            } catch (ProblemException e) {
                LOG.warn(
                        "not-read",
                        LogKey.DESTINATION,
                        settings.destination(),
                        LogKey.CODE,
                        e.problem().code());
                rest(++failures);
            } catch (RuntimeException e) {
                // mostly the database is away; in any case a reader that ended would let its queue grow for ever
                LOG.warn(
                        "not-read",
                        LogKey.DESTINATION,
                        settings.destination(),
                        LogKey.FAULT,
                        e.getClass().getSimpleName());
                rest(++failures);
            }
        }
    }

    private void readNext(DestinationQueue queue) {
        Optional<List<UUID>> events = queue.take(BATCH, WAIT_MILLIS);
        if (events.isEmpty()) {
            return;
        }
        Set<UUID> strangers = deliveries.write(settings.destination(), events.get(), settings.filter());
        int aside = queue.done(strangers);
        signal.wake(laneOf(settings.destination()));
        if (aside > 0) {
            LOG.error("strangers-put-aside", LogKey.DESTINATION, settings.destination(), LogKey.COUNT, aside);
        }
    }

    private void rest(int failures) {
        try {
            stopped.await(PAUSE.after(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
