package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses.Classified;
import org.onestophub.loop.status.StatusTable.OfCase;
import org.onestophub.problem.Problem;

/**
 * What events say that a case is about. Letters, mails and calls do not say it of themselves: an office reads them and classifies
 * them in its own system.
 */
final class Classifications {

    /** The list that has the codes of each part; severity has none. */
    private static final Map<String, String> LISTS =
            Map.of("type", "matter-type", "categories", "category", "departments", "department", "staff", "staff-role");

    private Classifications() {}

    /**
     * Each part as the last event that names it says it. A part with a code that its list does not have changes nothing: it is
     * among the findings of its event (ST-110). Empty if the complaint says all of it already.
     */
    static List<Classified> in(CaseHistory history, List<OfCase> events, @Nullable JsonNode complaint) {
        Map<String, Classified> last = new LinkedHashMap<>();
        for (CaseHistory.Placed placed : history.events()) {
            StatusEvent.Classification said = placed.event().classification();
            if (said != null && placed.counts()) {
                Long receiptId = receiptOf(placed.event(), events);
                CanonicalJson.MAPPER.<JsonNode>valueToTree(said).properties().forEach(part -> {
                    if (isKnown(part.getKey(), placed)) {
                        last.put(part.getKey(), new Classified(part.getKey(), part.getValue(), receiptId));
                    }
                });
            }
        }
        boolean isSaid = complaint != null
                && last.values().stream()
                        .allMatch(part ->
                                part.value().equals(complaint.path("matter").path(part.field())));
        return isSaid ? List.of() : List.copyOf(last.values());
    }

    private static boolean isKnown(String part, CaseHistory.Placed placed) {
        String list = LISTS.get(part);
        return placed.findings().stream()
                .noneMatch(finding -> finding.code().equals(Problem.STATUS_CODE_UNKNOWN.code())
                        && finding.field().equals(list));
    }

    private static @Nullable Long receiptOf(StatusEvent event, List<OfCase> events) {
        return events.stream()
                .filter(one -> one.event().equals(event))
                .findFirst()
                .map(OfCase::receiptId)
                .orElse(null);
    }

    static List<String> types(StatusEvent event) {
        return codes(event, said -> Stream.ofNullable(said.type()));
    }

    static List<String> categories(StatusEvent event) {
        return codes(event, said -> stream(said.categories()));
    }

    /** A department that has a name only is none of the list, and need not be. */
    static List<String> departments(StatusEvent event) {
        return codes(event, said -> stream(said.departments()).map(Complaint.Department::code));
    }

    static List<String> staffRoles(StatusEvent event) {
        return codes(event, said -> stream(said.staff()).map(Complaint.StaffMember::role));
    }

    private static List<String> codes(
            StatusEvent event, Function<StatusEvent.Classification, Stream<@Nullable String>> part) {
        StatusEvent.Classification said = event.classification();
        List<String> codes = new ArrayList<>();
        if (said != null) {
            part.apply(said).filter(Objects::nonNull).forEach(codes::add);
        }
        return codes;
    }

    private static <T> Stream<T> stream(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
