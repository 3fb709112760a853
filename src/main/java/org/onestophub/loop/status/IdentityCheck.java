package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses.Identity;
import org.onestophub.loop.status.StatusTable.OfCase;

/** Whether events say that the complainant's identity was checked: how, by whom and when. */
final class IdentityCheck {

    private static final String TYPE = "identity-checked";
    /** Results of a check that found who was expected. Any other may mean anything, so it opens nothing. */
    private static final Set<String> PASSED =
            Set.of("verified", "passed", "ok", "通过", "相符", "一致", "属实", "已核实", "核实通过", "核实相符", "核实一致", "核实无误", "身份相符");

    private IdentityCheck() {}

    /**
     * The last check of a case; null if there is none. A check of a merged case is of its own complainant: it counts for that
     * case alone, also while another stands for it.
     *
     * @param named the events that name the case itself
     */
    static @Nullable Identity in(CaseHistory history, List<OfCase> named) {
        Identity last = null;
        for (CaseHistory.Placed placed : history.events()) {
            StatusEvent event = placed.event();
            if (TYPE.equals(event.type())
                    && named.stream().anyMatch(one -> one.event().equals(event))
                    && (placed.counts() || history.passed().contains(event))) {
                last = new Identity(placed.at(), checked(placed));
            }
        }
        return last;
    }

    /** What the complaint has of a check; null if it failed. */
    private static @Nullable ObjectNode checked(CaseHistory.Placed placed) {
        StatusEvent event = placed.event();
        if (event.result() != null
                && !event.result().isBlank()
                && !PASSED.contains(event.result().strip().toLowerCase(Locale.ROOT))) {
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
