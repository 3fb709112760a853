package org.onestophub.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends shipments: the channels side by side, each channel's own in their order. */
public final class Senders {

    // Each failure has already been tried many times; a channel that is not there must not hold up the rest.
    private static final int FAILURES_AT_MOST = 2;

    private Senders() {}

    /** Returns when everything has been handed over, which is not yet when the hub has worked on it. */
    public static void send(Neighbours neighbours, List<SentInput> shipments) throws InterruptedException {
        Map<String, List<SentInput>> byMapping = new LinkedHashMap<>();
        shipments.forEach(one -> byMapping
                .computeIfAbsent(one.mapping(), name -> new ArrayList<>())
                .add(one));
        List<Thread> threads = new ArrayList<>();
        byMapping.forEach((mapping, own) -> threads.add(new Thread(() -> inOrder(neighbours, own), "send-" + mapping)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void inOrder(Neighbours neighbours, List<SentInput> shipments) {
        int failures = 0;
        for (SentInput one : shipments) {
            if (failures == FAILURES_AT_MOST) {
                neighbours.surprise(one.mapping() + ", " + one.what() + ": not sent, nobody answers");
                continue;
            }
            try {
                one.sending().through(neighbours);
                failures = 0;
            } catch (IOException e) {
                failures++;
                neighbours.surprise(one.mapping() + ", " + one.what() + ": could not be sent");
            }
        }
    }
}
