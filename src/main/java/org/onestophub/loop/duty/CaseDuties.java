package org.onestophub.loop.duty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.contract.CaseStatuses.Announcement;
import org.springframework.stereotype.Component;

/** The duties of cases, computed and written. Every method works in the caller's transaction. */
@Component
public class CaseDuties {

    private final DutyRules rules;
    private final DutyEngine engine;
    private final DutyTable table;

    CaseDuties(DutyRules rules, Duties calendar, DutyTable table) {
        this.rules = rules;
        this.engine = new DutyEngine(calendar.dates());
        this.table = table;
    }

    /**
     * What the duties of a case are now.
     *
     * @param announcements what is new since the last time
     * @param findings those that belong to no duty, codes DU
     * @param nextAt when something changes by itself, null: never
     */
    public record Derived(
            List<Announcement> announcements,
            List<Finding> findings,
            @Nullable Instant nextAt) {}

    /**
     * Computes the duties of a case anew and writes them.
     *
     * @param complaint the canonical complaint
     * @param events those that count, in the order in which they happened
     */
    public Derived derive(long complaintId, JsonNode complaint, List<DutyEvent> events, Instant now) {
        DutyEngine.Duties computed = engine.dutiesOf(complaint, events, rules.rules(), now);
        List<DutyTable.Told> before = table.of(complaintId);
        List<Announcement> news = new ArrayList<>();
        List<DutyTable.Told> told = new ArrayList<>();
        for (Duty duty : computed.duties()) {
            DutyTable.Told old = before.stream()
                    .filter(row -> row.rule().equals(duty.rule()) && row.key().equals(duty.key()))
                    .findFirst()
                    .orElse(new DutyTable.Told(duty.rule(), duty.key(), 0, false, false));
            String type = newsOf(duty, old, now);
            if (!type.isEmpty()) {
                news.add(new Announcement(type, duty.rule(), duty.key(), duty.responsible(), duty.due()));
            }
            told.add(new DutyTable.Told(
                    duty.rule(), duty.key(), Math.max(old.warned(), duty.warnedBy(now)), duty.missed(), false));
        }
        table.replace(complaintId, computed.duties(), told);
        Instant next = computed.duties().stream()
                .map(Duty::nextAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return new Derived(news, computed.findings(), next);
    }

    /** Takes away the duties of a case. */
    public void erase(long complaintId) {
        table.replace(complaintId, List.of(), List.of());
    }

    /** Cases with an open duty whose due date is provisional, lowest first. */
    public List<Long> provisional(long afterId, int most) {
        return table.provisional(afterId, most);
    }

    /** The most important news of a duty; after a stop of the hub the lesser ones are skipped. */
    private static String newsOf(Duty duty, DutyTable.Told old, Instant now) {
        if (duty.metAt() != null) {
            return old.met() ? "" : "duty.met";
        }
        if (!duty.isOpen()) {
            return "";
        }
        if (duty.missed()) {
            return old.missed() ? "" : "duty.overdue";
        }
        return duty.warnedBy(now) > old.warned() ? "duty.due-soon" : "";
    }
}
