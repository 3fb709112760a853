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
 * The events of an erased complaint have none either; of its latest the type says so. A warning names nobody, so it stays.
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
        ObjectNode shown = envelope.head(row.uid(), row.type(), row.subject(), row.at(), row.number())
                .put("time", day(row.at()));
        if (row.isErased() && row.warning() == null) {
            return shown.putNull("data");
        }
        try {
            return shown.set("data", mappings.shape(view.profile(), whole(row)));
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

    /** What the mapping gets; of a warning no small counts, and nothing of the case that its event belongs to. */
    private ObjectNode whole(FeedRow row) {
        ObjectNode whole = envelope.head(row.uid(), row.type(), row.subject(), row.at(), row.number());
        if (row.warning() != null) {
            return whole.set("warning", SeenWarning.withoutSmallCounts(JsonText.objectOf(row.warning())));
        }
        if (row.outcome() != null) {
            whole.set("outcome", JsonText.objectOf(row.outcome()));
        }
        return whole.set("data", Restriction.shown(JsonText.objectOf(row.document())));
    }

    /** The beginning of the day of the hub's zone, so that both sides put an event into the same day. */
    private String day(Instant at) {
        return LocalDate.ofInstant(at, zone).atStartOfDay(zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
