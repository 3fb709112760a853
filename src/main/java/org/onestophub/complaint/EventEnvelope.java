package org.onestophub.complaint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.springframework.stereotype.Component;

/** Puts an event of the ledger into the form in which it leaves the hub: CloudEvents 1.0, JSON. */
@Component
public class EventEnvelope {

    private final ObjectMapper json;
    private final String source;
    private final String institution;

    EventEnvelope(ObjectMapper json, HubProperties hub) {
        this.json = json;
        this.institution = hub.institution().uscc();
        this.source = "/onestop-hub/" + hub.institution().uscc();
    }

    /** The hub's own institution; empty if it has none. */
    public String institution() {
        return institution;
    }

    /**
     * An event without its data.
     *
     * @param id always the same, also when the event is sent again
     * @param type for example {@code complaint.created}
     * @param number the complaint's number
     * @param at when it was recorded, UTC
     * @param sequence its place in commit order
     */
    public ObjectNode head(String id, String type, String number, Instant at, long sequence) {
        return json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("subject", number)
                .put("time", at.toString())
                .put("sequence", Long.toString(sequence))
                .put("datacontenttype", "application/json");
    }

    /**
     * The event as text.
     *
     * @param document the canonical complaint as the ledger keeps it, JSON text
     * @param about JSON text of an object whose fields stand beside {@code data}: {@code status}, {@code duty} or
     *     {@code alarm}; null: none
     */
    public String text(ObjectNode head, String document, @Nullable String about) {
        if (about != null) {
            head.setAll(JsonText.objectOf(about));
        }
        return head.putRawValue("data", new RawValue(document)).toString();
    }
}
