package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses.News;
import org.onestophub.loop.status.StatusTable.OfCase;

/**
 * A status event as it leaves the hub: codes, times, numbers of cases and departments, and the state of the case. No words
 * that somebody wrote, no names, and nothing that those complained of must not see.
 */
final class StatusNews {

    /** A field for a code may hold words that the sender put there. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private static final List<String> DROPPED =
            List.of("text", "explanation", "disciplineRoute", "findings", "receivedAt", "complaint", "others");
    private static final List<String> CODES = List.of("reason", "result", "forum", "level", "track");

    private StatusNews() {}

    /**
     * The news of an event in the history of its case.
     *
     * @param target into which case that is merged; null if it is not
     */
    static News of(OfCase one, CaseHistory history, @Nullable MergeTarget target) {
        StatusEvent event = one.event();
        ObjectNode status = CanonicalJson.MAPPER.valueToTree(event);
        status.remove(DROPPED);
        if (!isCode(status.path("type"))) {
            status.put("type", "other");
        }
        CODES.stream().filter(field -> !isCode(status.path(field))).forEach(status::remove);
        List.of("rights", "coreSystems", "changedAtOnce").forEach(field -> keepCodes(status, field));
        List.of("by", "to").forEach(field -> within(status, field, List.of("name"), List.of("role")));
        each(status, "responsible", List.of("name"), List.of("level", "role", "departmentCode"));
        each(status, "helpers", List.of("name", "organisation"), List.of("kind"));
        if (status.path("classification") instanceof ObjectNode said) {
            within(status, "classification", List.of(), List.of("type"));
            keepCodes(said, "categories");
            each(said, "departments", List.of("name"), List.of("code"));
            each(said, "staff", List.of("name"), List.of("role"));
        }
        within(status, "satisfaction", List.of("reason"), List.of("efficiency", "attitude", "outcome"));
        within(status, "seal", List.of("what", "holder"), List.of());
        numbers(status.putArray("complaint"), event.complaint());
        if (event.others() != null) {
            numbers(status.putArray("others"), event.others());
        }
        status.put("state", history.state());
        if (target != null) {
            status.put("into", target.number());
        }
        history.placeOf(event).ifPresent(placed -> {
            status.put("at", placed.at().toString()).put("counts", placed.counts());
            ArrayNode findings = status.putArray("findings");
            placed.findings().forEach(finding -> findings.add(finding.code()));
        });
        ObjectNode about = CanonicalJson.MAPPER.createObjectNode();
        about.set("status", status);
        return new News(EventTypes.STATUS, about, one.id());
    }

    private static boolean isCode(JsonNode value) {
        return value.isTextual() && CODE.matcher(value.textValue()).matches();
    }

    private static void keepCodes(ObjectNode status, String field) {
        if (status.path(field) instanceof ArrayNode all) {
            ArrayNode kept = CanonicalJson.MAPPER.createArrayNode();
            all.forEach(value -> {
                if (isCode(value)) {
                    kept.add(value);
                }
            });
            status.set(field, kept);
        }
    }

    private static void within(ObjectNode status, String field, List<String> words, List<String> codes) {
        strip(status.path(field), words, codes);
    }

    private static void each(ObjectNode status, String field, List<String> words, List<String> codes) {
        status.path(field).forEach(element -> strip(element, words, codes));
    }

    private static void strip(JsonNode value, List<String> words, List<String> codes) {
        if (value instanceof ObjectNode object) {
            object.remove(words);
            codes.stream().filter(code -> !isCode(object.path(code))).forEach(object::remove);
        }
    }

    /** Other numbers, such as a Message-ID, say who wrote. */
    private static void numbers(ArrayNode kept, List<Complaint.ExternalId> numbers) {
        numbers.stream()
                .filter(number -> CaseName.of(number).isPresent())
                .forEach(number -> kept.add(CanonicalJson.MAPPER.<ObjectNode>valueToTree(number)));
    }
}
