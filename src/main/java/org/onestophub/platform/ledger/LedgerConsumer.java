package org.onestophub.platform.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.onestophub.complaint.Lane;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/** Claims work and walks it through the route, one exchange after another on each worker. */
class LedgerConsumer extends DefaultConsumer {

    private static final HubLog LOG = HubLog.of("ledger");
    /** Work that became due, or whose lease ran out, is found after this time at the latest. */
    private static final long POLL_MILLIS = 500;

    /** What is claimed and not begun after this time is given back, so that other workers take it. */
    private static final long HOLDING_NANOS = Duration.ofSeconds(2).toNanos();

    private final LedgerEndpoint endpoint;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean claiming;

    LedgerConsumer(LedgerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        claiming = true;
        endpoint.workersByLane().forEach(this::start);
    }

    private void start(String lane, int workers) {
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(() -> work(lane), "ledger-" + lane + "-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    protected void doStop() throws Exception {
        claiming = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        threads.clear();
        super.doStop();
    }

    private void work(String lane) {
        while (claiming) {
            try {
                if (!walkNext(lane)) {
                    endpoint.signal().await(lane, POLL_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean walkNext(String lane) throws InterruptedException {
        try {
            endpoint.signal().giveWay();
            if (Lane.OF_CASES.contains(lane)) {
                return walkCases(lane);
            }
            return Lane.WALKED.contains(lane) ? walkLists(lane) : walkClaimed(lane);
        } catch (RuntimeException e) {
            // mostly the database is away; in any case a worker that ended would leave its lane without one
            LOG.warn("claim-failed", LogKey.FAULT, e.getClass().getSimpleName());
            Thread.sleep(POLL_MILLIS);
            return false;
        }
    }

    private boolean walkClaimed(String lane) {
        List<?> claimed = endpoint.work().claim(lane, endpoint.batch());
        if (claimed.isEmpty()) {
            return false;
        }
        if (claimed.size() == endpoint.batch()) {
            endpoint.signal().wake(lane);
        }
        walk(endpoint.batch() == 1 ? claimed.get(0) : claimed);
        return true;
    }

    private boolean walkCases(String lane) {
        List<List<Long>> lists = endpoint.work().claimCases(lane, endpoint.batch());
        if (lists.stream().mapToInt(List::size).sum() == endpoint.batch()) {
            endpoint.signal().wake(lane);
        }
        lists.forEach(this::walk);
        return !lists.isEmpty();
    }

    /** Claims walks together and gives them to the route in lists; see {@link ClaimedWalks}. */
    private boolean walkLists(String lane) {
        int most = endpoint.listOf(lane);
        ClaimedWalks claimed = endpoint.work().claimWalks(lane, most);
        if (claimed.isEmpty()) {
            return false;
        }
        if (claimed.size() == most) {
            endpoint.signal().wake(lane);
        }
        long begin = System.nanoTime();
        int before;
        do {
            before = claimed.size();
            walk(claimed);
        } while (claiming
                && !claimed.isEmpty()
                && claimed.size() < before
                && System.nanoTime() - begin < HOLDING_NANOS);
        if (claimed.isEmpty()) {
            return true;
        }
        boolean isMoving = claimed.size() < before;
        endpoint.work().giveBack(lane, claimed.takeLeft());
        endpoint.signal().wake(lane);
        // a route that took none, because it stops, takes none at once either
        return isMoving;
    }

    private void walk(Object body) {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setBody(body);
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            // the route's own handler parks every datum; what gets here comes back when its lease runs out
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            LOG.warn(
                    "walk-failed",
                    LogKey.FAULT,
                    exchange.getException().getClass().getSimpleName());
        }
        releaseExchange(exchange, false);
    }
}
