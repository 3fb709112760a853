package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The route of complaints about breaches of integrity, such as the nine prohibitions (九不准). Those complained of must never see
 * such a case: it has no event, so nothing of it leaves the hub, it counts nowhere, and only who has the right to sees it. Any
 * value puts a case on the route, also one that no list knows: a wrong code must not open it. Nothing takes it off again: the
 * person who could might be the one complained of. Source: Order 3 art. 33 (unconfirmed).
 */
public final class DisciplineRoute {

    /** The flag of a case that is on the route. */
    public static final String FLAG = "discipline";

    private static final String FLAGS = "flags";
    private static final String MATTER = "matter";
    private static final String ROUTE = "disciplineRoute";

    private DisciplineRoute() {}

    /** True of a complaint that is on the route. */
    public static boolean isOn(JsonNode complaint) {
        return complaint.path(FLAGS).path(FLAG).asBoolean();
    }

    /** Sets the flag of a complaint that names a route. */
    public static void mark(ObjectNode complaint) {
        if (!complaint.path(MATTER).path(ROUTE).asText().isBlank()) {
            complaint.withObjectProperty(FLAGS).put(FLAG, true);
        }
    }

    /** Puts a complaint on a route; false if it is on it already. */
    public static boolean put(ObjectNode complaint, String route) {
        if (isOn(complaint) && route.equals(complaint.path(MATTER).path(ROUTE).asText())) {
            return false;
        }
        complaint.withObjectProperty(MATTER).put(ROUTE, route);
        mark(complaint);
        return true;
    }
}
