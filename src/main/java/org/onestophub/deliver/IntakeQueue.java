package org.onestophub.deliver;

/** Names on the broker. Clients consume {@code complaint.intake::complaint.intake.<destination>}. */
final class IntakeQueue {

    static final String ADDRESS = "complaint.intake";
    static final String DEAD = "complaint.dead";

    private IntakeQueue() {}

    static String of(String destination) {
        return ADDRESS + "." + destination;
    }
}
