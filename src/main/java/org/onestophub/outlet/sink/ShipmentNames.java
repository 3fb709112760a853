package org.onestophub.outlet.sink;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.onestophub.complaint.Digest;

/** Names made of a shipment's id: the same for every attempt, different for different shipments, harmless everywhere. */
public final class ShipmentNames {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");
    /** Longest MSH-10 of HL7 v2.1 to v2.6. */
    private static final int CONTROL_ID = 20;

    private ShipmentNames() {}

    /** The id itself if it is letters, digits, {@code _} and {@code -}, else its digest. */
    public static String ascii(String shipmentId) {
        return HARMLESS.matcher(shipmentId).matches() ? shipmentId : digest(shipmentId);
    }

    /** At most 20 characters. */
    public static String controlId(String shipmentId) {
        String name = ascii(shipmentId);
        return name.length() <= CONTROL_ID ? name : digest(shipmentId).substring(0, CONTROL_ID);
    }

    private static String digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
