package org.onestophub.complaint;

/** The types of events, as the ledger keeps them and as they leave the hub. */
public final class EventTypes {

    /** A complaint is new. */
    public static final String CREATED = "complaint.created";
    /** A complaint has a new revision. */
    public static final String UPDATED = "complaint.updated";
    /** The content of a complaint was erased. */
    public static final String ERASED = "complaint.erased";

    private EventTypes() {}
}
