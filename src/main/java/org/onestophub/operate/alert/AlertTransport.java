package org.onestophub.operate.alert;

import java.util.List;

/** One way to send alerts to people. */
interface AlertTransport {

    /** Its word: {@code mail} or {@code webhook}. */
    String word();

    /** True if the settings name a receiver. */
    boolean isOn();

    /**
     * Sends all changes in one message.
     * @throws NotSent if that was not possible now
     */
    void send(List<AlertChange> changes) throws NotSent;

    /** The message could not be sent. It names the class of the fault; the fault's own text might quote an address. */
    final class NotSent extends Exception {

        private final String fault;

        NotSent(String fault) {
            super(fault, null, false, false);
            this.fault = fault;
        }

        /** Code, status or class of the fault. */
        String fault() {
            return fault;
        }
    }
}
