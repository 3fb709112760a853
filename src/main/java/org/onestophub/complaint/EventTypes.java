package org.onestophub.complaint;

import java.util.List;

/** The types of events, as the ledger keeps them and as they leave the hub. */
public final class EventTypes {

    /** A complaint is new. */
    public static final String CREATED = "complaint.created";
    /** A complaint has a new revision. */
    public static final String UPDATED = "complaint.updated";
    /** The content of a complaint was erased. */
    public static final String ERASED = "complaint.erased";

    /** Something happened to a case; the envelope has an object {@code status}. */
    public static final String STATUS = "complaint.status";
    /** A duty is due soon; the envelopes of the three have an object {@code duty}. */
    public static final String DUTY_DUE_SOON = "duty.due-soon";
    /** A duty was not met in time. */
    public static final String DUTY_OVERDUE = "duty.overdue";
    /** A duty was met. */
    public static final String DUTY_MET = "duty.met";

    /** Somebody must know of a case at once; the envelope has an object {@code alarm}. */
    public static final String ALARM = "case.alarm";

    /** A warning was raised, or something was done about it; the envelope has an object {@code warning}. */
    public static final String WARNING = "warning.changed";

    /** Types that a receiver gets only if it asks for them: it may take every event for a new state of the complaint. */
    public static final List<String> ON_REQUEST =
            List.of(STATUS, DUTY_DUE_SOON, DUTY_OVERDUE, DUTY_MET, ALARM, WARNING);

    private EventTypes() {}

    /** True if a receiver that names no types does not get it. */
    public static boolean isOnRequest(String type) {
        return ON_REQUEST.contains(type);
    }
}
