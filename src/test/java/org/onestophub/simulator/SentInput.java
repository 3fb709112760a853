package org.onestophub.simulator;

import java.io.IOException;

/**
 * One thing a neighbour sends to the hub.
 *
 * @param mapping the kind of channel, named as the folder under {@code mappings/}: email, phone-cdr, letter, hotline,
 *     hotline-sheet, desk, patient-adt
 * @param what what it shows, for people
 * @param inputs how many inputs arrive by it
 * @param expected how it must end
 * @param isLater true if it refers to something that must have been recorded before it is sent
 * @param sending how it is sent
 */
public record SentInput(
        String mapping, String what, int inputs, ExpectedOutcome expected, boolean isLater, Sending sending) {

    /** A way to send. */
    @FunctionalInterface
    public interface Sending {

        /**
         * Sends through the real protocol of {@code neighbours}.
         * @throws IOException if the other side does not take it
         */
        void through(Neighbours neighbours) throws IOException;
    }

    /** One input. */
    public static SentInput of(String mapping, String what, ExpectedOutcome expected, Sending sending) {
        return new SentInput(mapping, what, 1, expected, false, sending);
    }

    /** So many inputs in one sending. */
    public static SentInput ofMany(String mapping, String what, int inputs, ExpectedOutcome expected, Sending sending) {
        return new SentInput(mapping, what, inputs, expected, false, sending);
    }

    /** The same, sent after everything that is not. */
    public SentInput later() {
        return new SentInput(mapping, what, inputs, expected, true, sending);
    }
}
