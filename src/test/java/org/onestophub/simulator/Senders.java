package org.onestophub.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends shipments: the channels side by side, each channel's own in their order. */
public final class Senders {

    private Senders() {}

    /** Returns when everything has been handed over, which is not yet when the hub has worked on it. */
    public static void send(Neighbours neighbours, List<Shipment> shipments) throws InterruptedException {
        Map<String, List<Shipment>> byMapping = new LinkedHashMap<>();
        shipments.forEach(one -> byMapping.computeIfAbsent(one.mapping(), name -> new ArrayList<>()).add(one));
        List<Thread> threads = new ArrayList<>();
        byMapping.forEach((mapping, own) -> threads.add(new Thread(() -> inOrder(neighbours, own), "send-" + mapping)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void inOrder(Neighbours neighbours, List<Shipment> shipments) {
        for (Shipment one : shipments) {
            try {
                one.sending().through(neighbours);
            } catch (IOException e) {
                neighbours.surprise(one.mapping() + ", " + one.what() + ": could not be sent");
            }
        }
    }
}
