package org.onestophub.loop.duty;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.contract.CaseStatuses.DutyEnd;
import org.onestophub.complaint.contract.CaseStatuses.News;
import org.springframework.stereotype.Component;

/** The duties of cases, computed and written. Every method works in the caller's transaction. */
@Component
public class CaseDuties {

    private final DutyRules rules;
    private final Duties calendar;
    private final DutyTable table;

    CaseDuties(DutyRules rules, Duties calendar, DutyTable table) {
        this.rules = rules;
        this.calendar = calendar;
        this.table = table;
    }

    /**
     * A case whose duties are to be computed.
     *
     * @param complaint the canonical complaint
     * @param events those that count, in the order in which they happened
     * @param isNew true if it never had a duty
     */
    public record Case(long id, JsonNode complaint, List<DutyEvent> events, boolean isNew) {}

    /**
     * What the duties of a case are now.
     *
     * @param news what is new since the last time
     * @param findings those that belong to no duty, codes DU
     * @param nextAt when something changes by itself, null: never
     * @param ends how each duty ended
     */
    public record Derived(
            List<News> news,
            List<Finding> findings,
            @Nullable Instant nextAt,
            List<DutyEnd> ends) {}

    /** Computes the duties of cases anew and writes them. */
    public Map<Long, Derived> deriveAll(List<Case> cases, Instant now) {
        Map<Long, List<DutyTable.Told>> before = table.of(
                cases.stream().filter(one -> !one.isNew()).map(Case::id).toList());
        // one calendar for all of them, even if it is exchanged meanwhile
        DutyEngine engine = new DutyEngine(calendar.dates());
        Map<Long, Derived> derived = new HashMap<>();
        List<DutyTable.Row> rows = new ArrayList<>();
        for (Case one : cases) {
            DutyEngine.Duties computed = engine.dutiesOf(one.complaint(), one.events(), rules.rules(), now);
            List<DutyTable.Told> told = before.getOrDefault(one.id(), List.of());
            List<News> news = new ArrayList<>();
            for (Duty duty : computed.duties()) {
                DutyTable.Told old = told.stream()
                        .filter(row ->
                                row.rule().equals(duty.rule()) && row.key().equals(duty.key()))
                        .findFirst()
                        .orElse(new DutyTable.Told(duty.rule(), duty.key(), null, 0, false, false));
                String type = newsOf(duty, old, now);
                if (!type.isEmpty()) {
                    news.add(new News(type, DutyNews.of(duty), null));
                }
                rows.add(new DutyTable.Row(one.id(), duty, Math.max(old.warnedOf(duty.due()), duty.warnedBy(now))));
            }
            Instant next = computed.duties().stream()
                    .map(Duty::nextAt)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(null);
            List<DutyEnd> ends = computed.duties().stream()
                    .map(duty -> new DutyEnd(duty.rule(), duty.missed(), duty.metAt() != null, duty.endedAt() != null))
                    .toList();
            derived.put(one.id(), new Derived(news, computed.findings(), next, ends));
        }
        table.replace(before.keySet(), rows);
        return derived;
    }

    /** Takes away the duties of a case. */
    public void erase(long complaintId) {
        table.replace(List.of(complaintId), List.of());
    }

    /** Notes the rules and the calendar in use; true if they are others than before. */
    public boolean adoptRules(Instant now) {
        return table.adopt(Digest.sha256((rules.digest() + calendar.digest()).getBytes(StandardCharsets.UTF_8)), now);
    }

    /** True if the cases of versions without duties were derived. */
    public boolean isAllDerived() {
        return table.isAllDerived();
    }

    /** Notes that they were derived. */
    public void allDerived() {
        table.noteAllDerived();
    }

    /** Cases with an open duty, lowest ids first. */
    public List<Long> open(long afterId, int most) {
        return table.open(afterId, most);
    }

    /** The most important news of a duty; after a stop of the hub the lesser ones are skipped. */
    private static String newsOf(Duty duty, DutyTable.Told old, Instant now) {
        if (duty.metAt() != null) {
            return old.met() ? "" : EventTypes.DUTY_MET;
        }
        if (!duty.isOpen()) {
            return "";
        }
        if (duty.missed()) {
            return old.missed() ? "" : EventTypes.DUTY_OVERDUE;
        }
        return duty.warnedBy(now) > old.warnedOf(duty.due()) ? EventTypes.DUTY_DUE_SOON : "";
    }
}
