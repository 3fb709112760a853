package org.onestophub.outlet.district;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ReceiptNumber;

/**
 * The name by which a reader asks: a complaint's number, or the id of an event.
 *
 * @param number the complaint's, empty if it is an event's id or nothing the hub knows
 * @param event null if it is no event's id
 */
record EventReference(String number, @Nullable UUID event) {

    private static final Pattern EVENT_ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    static EventReference of(String id) {
        return EVENT_ID.matcher(id).matches()
                ? new EventReference("", UUID.fromString(id))
                : new EventReference(ReceiptNumber.normalise(id).orElse(""), null);
    }
}
