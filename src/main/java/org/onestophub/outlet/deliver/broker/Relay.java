package org.onestophub.outlet.deliver.broker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.ProblemException;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Carries events from the outbox to the intake queue, batch after batch, in the order of their feed numbers. */
@Component
class Relay implements SmartLifecycle {

    private static final HubLog LOG = HubLog.of("deliver");
    private static final String LANE = "relay";
    private static final long POLL_MILLIS = 500;
    /**
     * After a batch a pause in which the next gathers, as a batch of one costs as many flushes as one of two hundred. It is
     * the longest that an event waits for others; the first after a quiet time does not wait at all.
     */
    static final Duration GATHER = Duration.ofMillis(40);
    /** The pause after a single event: there is no load that would fill a batch. */
    static final Duration GATHER_SINGLE = Duration.ofMillis(10);

    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofMillis(POLL_MILLIS), Duration.ofSeconds(30));

    private final Outbox outbox;
    private final Broker broker;
    private final WorkSignal signal;
    private final WalkMeters meters;
    private volatile boolean running;
    private @Nullable Thread thread;

    Relay(Outbox outbox, Broker broker, WorkSignal signal, WalkMeters meters) {
        this.outbox = outbox;
        this.broker = broker;
        this.signal = signal;
        this.meters = meters;
    }

    @Override
    public void start() {
        running = true;
        Thread relay = new Thread(this::relay, "relay");
        thread = relay;
        relay.start();
    }

    @Override
    public void stop() {
        running = false;
        Thread relay = thread;
        if (relay == null) {
            return;
        }
        relay.interrupt();
        try {
            relay.join(PAUSE.longest().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void relay() {
        int failures = 0;
        while (running) {
            try {
                if (!relayNext()) {
                    signal.await(LANE, POLL_MILLIS);
                }
                failures = 0;
            } catch (ProblemException e) {
                LOG.warn("not-relayed", LogKey.CODE, e.problem().code());
                numberWaiting();
                rest(++failures);
            } catch (RuntimeException e) {
                // mostly the database is away; in any case a relay that ended would leave the queue empty for ever
                LOG.warn("not-relayed", LogKey.FAULT, e.getClass().getSimpleName());
                rest(++failures);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean relayNext() {
        long begin = System.nanoTime();
        return outbox.relayNext(broker, events -> {
            meters.worked("deliver", Duration.ofNanos(System.nanoTime() - begin));
            gather(pauseAfter(events));
        });
    }

    /** How long the next batch gathers after one of so many events. */
    static Duration pauseAfter(int events) {
        if (events >= Outbox.BATCH) {
            return Duration.ZERO;
        }
        return events == 1 ? GATHER_SINGLE : GATHER;
    }

    private void gather(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            // the hub stops, which the loop sees; first the batch, which is on the queue, is noted
            LOG.debug("relay-stops");
        }
    }

    private void numberWaiting() {
        try {
            outbox.numberWaiting();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("not-numbered", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private static void rest(int failures) {
        try {
            Thread.sleep(PAUSE.after(failures).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
