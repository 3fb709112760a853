package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.JsonText;
import org.onestophub.pipeline.record.LeadText.Likeness;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the lead of public opinion that another one repeats: the same page, whatever way it came, or the same text under
 * another address within 30 days. Only such leads are compared with each other; what a person said to the hospital never is.
 * A text that is only similar is not added: both leads stay, and the later one names the earlier. Source: decision 0067.
 */
final class LeadFinder {

    /** Address of a page, without what differs between ways to it. */
    private static final String PAGE = "page";

    private static final String TEXT = "lead-text";
    private static final String BAND = "lead-band";
    /** Kind of a reference to a lead with a similar text. */
    private static final String SIMILAR_LEAD = "similar-lead";

    private static final Duration WINDOW = Duration.ofDays(30);
    /** Of so many the texts are compared, those with most in common first. */
    private static final int COMPARED = 20;

    private static final int ARRIVALS = 50;

    private final JdbcClient jdbc;

    LeadFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(long id, ObjectNode document) {}

    /** Names by kind under which a lead is found again by its text; none of anything else. */
    static Map<String, Set<String>> textNamesOf(JsonNode document) {
        if (!LeadText.isLead(document)) {
            return Map.of();
        }
        Map<String, Set<String>> names = new LinkedHashMap<>();
        LeadText text = LeadText.of(document);
        Set<String> texts = new LinkedHashSet<>(List.of(text.digest()));
        arrivalTexts(document).forEach(words -> texts.add(words.digest()));
        texts.remove("");
        names.put(TEXT, texts);
        names.put(BAND, new LinkedHashSet<>(text.bands()));
        return names;
    }

    /** Names by which another walk may find or open the same lead at the same time. */
    static Set<String> sharedNamesOf(JsonNode document) {
        Set<String> names = new LinkedHashSet<>();
        textNamesOf(document).forEach((kind, values) -> values.forEach(value -> names.add(kind + "|" + value)));
        if (!names.isEmpty()) {
            pagesOf(document).forEach(page -> names.add(PAGE + "|" + page));
        }
        return names;
    }

    /**
     * The lead that this document repeats; empty if there is none. Notes in the document how it was found (CK-117), or which
     * lead is similar (CK-118).
     * @param institution whose leads are looked at; empty for the hub's own
     */
    Optional<Long> repeatedBy(ObjectNode document, String institution) {
        if (!LeadText.isLead(document)) {
            return Optional.empty();
        }
        for (String page : pagesOf(document)) {
            Optional<Long> found = withPage(page, institution);
            if (found.isPresent()) {
                return found;
            }
        }
        LeadText text = LeadText.of(document);
        Optional<Known> similar = Optional.empty();
        for (Known known : alike(document, institution)) {
            Likeness likeness = likeness(text, known.document());
            if (likeness == Likeness.SAME) {
                note(document, Problem.SAME_WORDS_ELSEWHERE);
                return Optional.of(known.id());
            }
            if (likeness == Likeness.SIMILAR && similar.isEmpty()) {
                similar = Optional.of(known);
            }
        }
        similar.ifPresent(other -> suggest(document, other.document()));
        return Optional.empty();
    }

    private static Likeness likeness(LeadText text, ObjectNode known) {
        Likeness best = text.to(LeadText.of(known));
        for (LeadText arrival : arrivalTexts(known)) {
            // an edited repost may come again as it is, but does not draw others to the lead
            if (best != Likeness.SAME && arrival.words().equals(text.words())) {
                best = text.to(arrival);
            }
        }
        return best;
    }

    private static List<LeadText> arrivalTexts(JsonNode document) {
        List<LeadText> texts = new java.util.ArrayList<>();
        for (JsonNode arrival : document.path("arrivals")) {
            if (arrival.has("text") && texts.size() < ARRIVALS) {
                texts.add(new LeadText(
                        LeadText.normal(arrival.path("title").asText()),
                        LeadText.normal(arrival.path("text").asText()),
                        ""));
            }
        }
        return texts;
    }

    private static Set<String> pagesOf(JsonNode document) {
        Set<String> pages = new LinkedHashSet<>();
        document.path("externalIds").forEach(id -> {
            if (id.path("kind").asText().equals(PAGE)) {
                pages.add(id.path("value").asText());
            }
        });
        return pages;
    }

    private Optional<Long> withPage(String page, String institution) {
        return jdbc.sql("""
                        select c.id from complaint_alias a join complaint c on c.id = a.complaint_id
                        where a.kind = :kind and a.value = :value and c.channel = 'public-opinion' and c.erased_at is null
                          and coalesce(c.institution, '') = :institution
                        order by c.id limit 1""")
                .param("kind", PAGE)
                .param("value", CaseName.bounded(page))
                .param("institution", institution)
                .query(Long.class)
                .optional();
    }

    /** Leads of the time around this one that share a name with it, those that share most first. */
    private List<Known> alike(ObjectNode document, String institution) {
        Map<String, Set<String>> names = textNamesOf(document);
        Instant received = Instant.parse(document.path("receivedAt").asText());
        return jdbc
                .sql("""
                        with shared as (
                          select complaint_id, count(*) filter (where kind = :text) as same, count(*) as names
                          from complaint_alias
                          where kind = :text and value = any(cast(:texts as text[]))
                             or kind = :band and value = any(cast(:bands as text[]))
                          group by complaint_id)
                        select c.id, c.document::text from shared s join complaint c on c.id = s.complaint_id
                        where c.channel = 'public-opinion' and c.erased_at is null
                          and coalesce(c.institution, '') = :institution
                          and c.received_at between :from and :to
                        order by s.same desc, s.names desc, c.id limit :most""")
                .param("text", TEXT)
                .param("band", BAND)
                .param("texts", names.getOrDefault(TEXT, Set.of()).toArray(String[]::new))
                .param("bands", names.getOrDefault(BAND, Set.of()).toArray(String[]::new))
                .param("from", Timestamp.from(received.minus(WINDOW)))
                .param("to", Timestamp.from(received.plus(WINDOW)))
                .param("most", COMPARED)
                .param("institution", institution)
                .query((row, index) -> new Known(row.getLong(1), JsonText.objectOf(row.getString(2))))
                .list()
                .stream()
                .filter(known -> LeadText.isLead(known.document()))
                .toList();
    }

    private static void suggest(ObjectNode document, ObjectNode similar) {
        note(document, Problem.SIMILAR_WORDS_ELSEWHERE);
        document.withObjectProperty("flags").put("possibleDuplicate", true);
        ObjectNode reference = document.objectNode()
                .put("kind", SIMILAR_LEAD)
                .put("value", similar.path("number").asText());
        add(document.withArrayProperty("references"), reference);
    }

    private static void note(ObjectNode document, Problem problem) {
        ObjectNode finding = document.objectNode().put("code", problem.code()).put("field", "/matter/facts");
        add(document.withArrayProperty("findings"), finding);
    }

    /** A transaction that is tried again notes the same again. */
    private static void add(ArrayNode list, ObjectNode item) {
        for (JsonNode present : list) {
            if (present.equals(item)) {
                return;
            }
        }
        list.add(item);
    }
}
