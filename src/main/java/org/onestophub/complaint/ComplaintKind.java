package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whose matter a complaint is: a patient's, of staff, or an internal safety report about drugs, devices, water, power or gas. What is
 * no patient's is kept apart: it is in no count, warning, duty or feed that does not ask for its kind. The column {@code kind} of
 * the ledger says the same. Source: Order 3 art. 38 (unconfirmed), hospital rules.
 */
public final class ComplaintKind {

    /** The kind of all that says nothing else, code of list {@code complaint-kind}. */
    public static final String PATIENT = "patient";

    private static final String STAFF = "staff";

    private ComplaintKind() {}

    /** The kind that a mapping gave, else that of the channel. */
    public static String of(JsonNode complaint) {
        String said = complaint.path("kind").asText();
        if (!said.isEmpty()) {
            return said;
        }
        boolean isOfStaff = complaint.path("flags").path("staffInternal").asBoolean()
                || complaint.path("channel").asText().equals(STAFF);
        return isOfStaff ? STAFF : PATIENT;
    }
}
