package org.onestophub.operate.alert;

import java.util.List;

/** One way to tell people. */
interface AlertTransport {

    /** Its word: {@code mail} or {@code webhook}. */
    String word();

    /** True if the settings name somebody to tell. */
    boolean isOn();

    /**
     * Tells all of them in one message.
     * @throws NotTold if that could not be done now
     */
    void tell(List<AlertChange> changes) throws NotTold;

    /** It could not be told; the class of the fault says why, its text might quote an address. */
    final class NotTold extends Exception {

        NotTold(String fault) {
            super(fault, null, false, false);
        }
    }
}
