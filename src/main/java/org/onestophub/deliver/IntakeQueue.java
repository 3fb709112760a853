package org.onestophub.deliver;

import java.util.Optional;

/** Names on the broker. Clients consume {@code complaint.intake::complaint.intake.<destination>}. */
final class IntakeQueue {

    static final String ADDRESS = "complaint.intake";
    static final String DEAD = "complaint.dead";

    private IntakeQueue() {}

    static String of(String destination) {
        return ADDRESS + "." + destination;
    }

    /** The destination of a queue; empty if it is no destination's. */
    static Optional<String> destinationOf(String queue) {
        String begin = of("");
        return queue.startsWith(begin) && queue.length() > begin.length()
                ? Optional.of(queue.substring(begin.length()))
                : Optional.empty();
    }
}
