package org.onestophub.outlet.district;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.onestophub.HubProperties;
import org.onestophub.complaint.EventEnvelope;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Restriction;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Events as the district sees them. The envelope reveals no more than the complaint's number does: the time is the day. A
 * mapping that fails neither stops the feed nor hides the event: the event has no data and says why.
 * The events of an erased complaint have none either; of its latest the type says so.
 */
@Component
class FeedEvents {

    /** Extension attribute of CloudEvents: why there is no data. */
    static final String PROBLEM = "onestopproblem";

    private static final HubLog LOG = HubLog.of("district");

    private final EventEnvelope envelope;
    private final OutboundMappings mappings;
    private final MeterRegistry meters;
    private final ZoneId zone;

    FeedEvents(EventEnvelope envelope, OutboundMappings mappings, MeterRegistry meters, HubProperties hub) {
        this.envelope = envelope;
        this.mappings = mappings;
        this.meters = meters;
        this.zone = hub.zone();
    }

    /** The event in the form of the view's profile. */
    ObjectNode of(FeedRow row, FeedView view) {
        ObjectNode shown = envelope.head(row.uid(), row.type(), row.complaint(), row.at(), row.number())
                .put("time", day(row.at()));
        if (row.isErased()) {
            return shown.putNull("data");
        }
        try {
            ObjectNode whole = envelope.head(row.uid(), row.type(), row.complaint(), row.at(), row.number());
            if (row.outcome() != null) {
                whole.set("outcome", JsonText.objectOf(row.outcome()));
            }
            whole.set("data", Restriction.shown(JsonText.objectOf(row.document())));
            return shown.set("data", mappings.shape(view.profile(), whole));
        } catch (ProblemException e) {
            meters.counter("hub.feed.unmapped", "profile", view.profile()).increment();
            LOG.warn(
                    "not-mapped",
                    LogKey.CODE,
                    e.problem().code(),
                    LogKey.MAPPING,
                    view.profile(),
                    LogKey.COMPLAINT_ID,
                    row.complaintId());
            return shown.put(PROBLEM, e.problem().code()).putNull("data");
        }
    }

    /** The beginning of the day of the hub's zone, so that both sides put an event into the same day. */
    private String day(Instant at) {
        return LocalDate.ofInstant(at, zone).atStartOfDay(zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
