package org.onestophub.loop.fact;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.ComplaintKind;
import org.onestophub.complaint.DisciplineRoute;
import org.onestophub.complaint.contract.CaseFacts.Opened;
import org.onestophub.complaint.contract.CaseStatuses.DutyEnd;

/**
 * Facts of cases that were just opened, from what RECORD holds in memory. They say what the statement of {@link FactTable} derives
 * from the ledger: no status event is about these cases, so its part about events is empty.
 */
final class OpenedFacts {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final JsonPointer RESULT = JsonPointer.compile("/handling/hotline/result");
    private static final JsonPointer SATISFACTION = JsonPointer.compile("/handling/hotline/satisfaction");
    /** The order of PostgreSQL's collation "C". */
    private static final Comparator<String> BY_BYTES =
            (one, other) -> Arrays.compareUnsigned(bytesOf(one), bytesOf(other));

    private final Set<String> tests;

    /** @param tests channels whose cases are no complaints but tests */
    OpenedFacts(Collection<String> tests) {
        this.tests = new HashSet<>(tests);
    }

    Columns rows(Collection<Opened> cases) {
        Columns rows = new Columns(
                "id",
                "institution",
                "institutionName",
                "number",
                "receivedOn",
                "channel",
                "matterType",
                "categories",
                "departments",
                "staffRoles",
                "severity",
                "flags",
                "leftOut",
                "state",
                "result",
                "satisfaction",
                "dutiesMet",
                "dutiesMissed",
                "dutiesOpen",
                "track",
                "changedAtOnce",
                "helpers",
                "kind");
        cases.forEach(one -> add(rows, one));
        return rows;
    }

    private void add(Columns rows, Opened one) {
        JsonNode complaint = one.complaint();
        JsonNode matter = complaint.path("matter");
        JsonNode reception = complaint.path("reception");
        JsonNode severity = matter.path("severity");
        Map<String, Integer> ends = worstEnds(one.derived().duties());
        rows.row(
                one.id(),
                text(complaint.path("institution").path("uscc")),
                text(complaint.path("institution").path("name")),
                text(complaint.path("number")),
                dayOf(text(complaint.path("receivedAt"))),
                text(complaint.path("channel")),
                text(matter.path("type")),
                array(matter.path("categories"), category -> category),
                array(matter.path("departments"), department -> department.path("code")),
                those(matter.path("staff"), "role"),
                severity.isNumber() ? severity.intValue() : null,
                flags(complaint),
                leftOut(complaint),
                one.derived().state(),
                text(complaint.at(RESULT)),
                text(complaint.at(SATISFACTION)),
                rulesThatEnded(ends, MET),
                rulesThatEnded(ends, MISSED),
                rulesThatEnded(ends, OPEN),
                text(reception.path("track")),
                array(reception.path("changedAtOnce"), change -> change),
                those(reception.path("helpers"), "kind"),
                ComplaintKind.of(complaint));
    }

    private static final int MET = 0;
    private static final int OPEN = 1;
    private static final int MISSED = 2;

    /** Of several duties of a rule the worst end counts; one that is void counts only if it is missed. */
    private static Map<String, Integer> worstEnds(Collection<DutyEnd> duties) {
        Map<String, Integer> worst = new TreeMap<>(BY_BYTES);
        for (DutyEnd duty : duties) {
            if (duty.isMissed() || duty.isMet() || !duty.isVoid()) {
                worst.merge(duty.rule(), duty.isMissed() ? MISSED : duty.isMet() ? MET : OPEN, Math::max);
            }
        }
        return worst;
    }

    private static String rulesThatEnded(Map<String, Integer> ends, int so) {
        return Columns.arrayOf(ends.entrySet().stream()
                .filter(end -> end.getValue() == so)
                .map(Map.Entry::getKey)
                .toList());
    }

    private static String dayOf(String receivedAt) {
        return LocalDate.ofInstant(Instant.parse(receivedAt), CHINA).toString();
    }

    private static String array(JsonNode list, Function<JsonNode, JsonNode> part) {
        if (list.isEmpty()) {
            return "{}";
        }
        SortedSet<String> texts = new TreeSet<>(BY_BYTES);
        list.forEach(element -> texts.add(text(part.apply(element))));
        return Columns.arrayOf(texts);
    }

    /** What elements of a list say of themselves; those that say nothing are left out. */
    private static String those(JsonNode list, String field) {
        SortedSet<String> said = new TreeSet<>(BY_BYTES);
        for (JsonNode element : list) {
            if (element.hasNonNull(field)) {
                said.add(text(element.path(field)));
            }
        }
        return Columns.arrayOf(said);
    }

    private static String flags(JsonNode complaint) {
        SortedSet<String> raised = new TreeSet<>(BY_BYTES);
        complaint.path("flags").properties().forEach(flag -> {
            if (isTrue(flag.getValue())) {
                raised.add(flag.getKey());
            }
        });
        return Columns.arrayOf(raised);
    }

    private String leftOut(JsonNode complaint) {
        if (DisciplineRoute.isOn(complaint)) {
            return DisciplineRoute.FLAG;
        }
        if (isTrue(complaint.path("flags").path("automatedMail"))) {
            return "machine";
        }
        JsonNode arrivals = complaint.path("arrivals");
        boolean isTest = !arrivals.isEmpty();
        for (JsonNode arrival : arrivals) {
            isTest &= tests.contains(text(arrival.path("channel")));
        }
        return isTest ? "test" : "";
    }

    private static boolean isTrue(JsonNode value) {
        return text(value).equals("true");
    }

    /** As PostgreSQL's operator {@code ->>}, with nothing for null. */
    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
