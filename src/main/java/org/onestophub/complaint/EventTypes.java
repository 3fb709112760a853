package org.onestophub.complaint;

/** The types of events, as the ledger keeps them and as they leave the hub. */
public final class EventTypes {

    /** A complaint is new. */
    public static final String CREATED = "complaint.created";
    /** It has another revision. */
    public static final String UPDATED = "complaint.updated";
    /** Its content was taken away for good. */
    public static final String ERASED = "complaint.erased";

    private EventTypes() {}
}
