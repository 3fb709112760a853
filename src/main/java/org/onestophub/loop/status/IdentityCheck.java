package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.StatusEvent;

/** Whether events say that the complainant's identity was checked: how, by whom and when. */
final class IdentityCheck {

    private static final String TYPE = "identity-checked";
    /** Results of a check that found somebody else, or nobody. */
    private static final Set<String> FAILED = Set.of("failed", "not-verified", "不符", "未通过", "核实不符");

    private IdentityCheck() {}

    /** The last check that counts, as the complaint has it; null if there is none or it failed. */
    static @Nullable ObjectNode in(CaseHistory history) {
        ObjectNode last = null;
        for (CaseHistory.Placed placed : history.events()) {
            if (placed.counts() && TYPE.equals(placed.event().type())) {
                last = checked(placed);
            }
        }
        return last;
    }

    private static @Nullable ObjectNode checked(CaseHistory.Placed placed) {
        StatusEvent event = placed.event();
        if (event.result() != null && FAILED.contains(event.result().strip())) {
            return null;
        }
        ObjectNode identity = CanonicalJson.MAPPER.createObjectNode();
        if (event.reason() != null) {
            identity.put("method", event.reason());
        }
        if (event.by() != null && event.by().name() != null) {
            identity.put("by", event.by().name());
        }
        return identity.put("at", placed.at().toString());
    }
}
