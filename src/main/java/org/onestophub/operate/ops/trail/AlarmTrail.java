package org.onestophub.operate.ops.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.ComplaintTrail;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.operate.ops.query.AlarmQueries;
import org.onestophub.operate.ops.query.AlarmRow;
import org.springframework.stereotype.Component;

/** The alarms that a complaint raised: {@code alarm}, at the time of each. Their deliveries are entries of their own. */
@Component
class AlarmTrail implements ComplaintTrail {

    private final AlarmQueries alarms;

    AlarmTrail(AlarmQueries alarms) {
        this.alarms = alarms;
    }

    @Override
    public List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max) {
        return alarms.of(complaintId, max).stream()
                .map(alarm -> new TraceEntry(alarm.raised(), "alarm", null, "", detailsOf(alarm)))
                .toList();
    }

    private static ObjectNode detailsOf(AlarmRow alarm) {
        ObjectNode details = JsonNodeFactory.instance
                .objectNode()
                .put("rule", alarm.rule())
                .put("cause", alarm.cause())
                .put("step", alarm.step())
                .put("state", alarm.state())
                .put("overdue", alarm.state().equals("overdue"));
        put(details, "dueAt", alarm.due());
        put(details, "sentAt", alarm.sent());
        put(details, "acknowledgedAt", alarm.acknowledged());
        return details;
    }

    private static void put(ObjectNode details, String field, @Nullable Instant at) {
        if (at != null) {
            details.put(field, at.toString());
        }
    }
}
