package org.onestophub.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** After the first load: every few seconds one believable thing on a random channel, until closed. */
public final class Trickle implements AutoCloseable {

    private static final List<BiFunction<Long, Random, SentInput>> KINDS = List.of(
            MailSender::another,
            CallRecords::another,
            Letters::another,
            WorkOrders::another,
            OrderSheets::another,
            DeskEntries::another,
            Admissions::another);

    private final Neighbours neighbours;
    private final Random random;
    private final long firstId;
    private final Duration most;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Trickle(Neighbours neighbours, long seed, long firstId, Duration most) {
        this.neighbours = neighbours;
        this.random = new Random(seed);
        this.firstId = firstId;
        this.most = most;
    }

    /**
     * Starts it.
     * @param seed the same seed gives the same things
     * @param firstId number of the first thing; a later start must go on above the last
     * @param most longest pause between two things
     */
    public static Trickle start(Neighbours neighbours, long seed, long firstId, Duration most) {
        Trickle trickle = new Trickle(neighbours, seed, firstId, most);
        Thread thread = new Thread(trickle::run, "trickle");
        thread.setDaemon(true);
        thread.start();
        return trickle;
    }

    /** The thing with this number. */
    static SentInput next(long id, Random random) {
        return KINDS.get(random.nextInt(KINDS.size())).apply(id, random);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            for (long id = firstId;
                    !closed.await(1 + random.nextInt((int) most.toMillis()), TimeUnit.MILLISECONDS);
                    id++) {
                send(next(id, random));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(SentInput shipment) {
        try {
            shipment.sending().through(neighbours);
        } catch (IOException e) {
            neighbours.surprise(shipment.mapping() + ": could not be sent");
        }
    }
}
