package org.onestophub.complaint.contract;

/** Of which cases the senders of status events may speak, and ask. */
public interface StatusSenders {

    /** What the holder of a key or login may speak of; {@code account} is its name, empty for files. */
    Scope scopeOf(String account);

    /**
     * The cases of a sender.
     *
     * @param institution unified social credit code of the institution whose cases they are; empty if the hub has none
     * @param isOwnOrdersOnly true: only cases of work orders that it sent itself
     */
    record Scope(String institution, boolean isOwnOrdersOnly) {}
}
