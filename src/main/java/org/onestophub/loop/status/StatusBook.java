package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.loop.duty.CaseDuties;
import org.onestophub.loop.duty.DutyEvent;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** Writes status events, and derives states and duties from them. */
@Component
class StatusBook implements CaseStatuses {

    /** No case has as many in earnest, and all are read each time. */
    private static final int MOST_EVENTS = 2000;

    private static final Derived NOTHING = new Derived("", List.of(), null);

    private final StatusTable table;
    private final CaseDuties duties;
    private final CodeLists lists;

    StatusBook(StatusTable table, CaseDuties duties, CodeLists lists) {
        this.table = table;
        this.duties = duties;
        this.lists = lists;
    }

    @Override
    public Noted note(StatusEvent event, @Nullable Long receiptId, Instant now) {
        Optional<StatusTable.Known> known = table.known(event);
        if (known.isPresent()) {
            return repeated(event, known.get());
        }
        List<CaseName> names = event.complaint().stream()
                .flatMap(number -> CaseName.of(number).stream())
                .distinct()
                .toList();
        List<Long> cases = table.casesOf(StatusTable.institutionOf(event), names);
        Long complaintId = cases.size() == 1 && table.lock(cases.get(0)).isPresent() ? cases.get(0) : null;
        if (complaintId != null && table.count(complaintId) >= MOST_EVENTS) {
            return new Noted(Result.REFUSED, complaintId, List.of(Finding.of(Problem.STATUS_TOO_MANY, "")), null);
        }
        Optional<Long> statusId = table.insert(event, complaintId, receiptId);
        if (statusId.isEmpty()) {
            // somebody else wrote it meanwhile
            return repeated(event, table.known(event).orElseThrow());
        }
        if (complaintId != null) {
            return new Noted(Result.ADDED, complaintId, List.of(), derive(complaintId, now));
        }
        table.await(statusId.get(), names);
        Problem why = cases.size() > 1 ? Problem.STATUS_CASE_AMBIGUOUS : Problem.STATUS_CASE_UNKNOWN;
        return new Noted(Result.WAITING, null, List.of(Finding.of(why, "/complaint")), null);
    }

    @Override
    public Derived derive(long complaintId, Instant now) {
        Optional<JsonNode> complaint = table.lock(complaintId);
        if (complaint.isEmpty()) {
            return NOTHING;
        }
        CaseHistory history = new CaseHistories(lists).of(table.of(complaintId));
        List<DutyEvent> counting = history.events().stream()
                .filter(CaseHistory.Placed::counts)
                .map(StatusBook::dutyEvent)
                .toList();
        CaseDuties.Derived derived = duties.derive(complaintId, complaint.get(), counting, now);
        table.note(complaintId, history, findings(history, derived.findings()), derived.nextAt(), now);
        return new Derived(history.state(), derived.announcements(), derived.nextAt());
    }

    @Override
    public Derived named(long complaintId, Instant now) {
        if (table.lock(complaintId).isEmpty()) {
            return NOTHING;
        }
        table.release(complaintId, MOST_EVENTS);
        return derive(complaintId, now);
    }

    @Override
    public void erase(long complaintId) {
        duties.erase(complaintId);
        table.erase(complaintId);
    }

    @Override
    public List<Long> provisional(long afterId, int most) {
        return duties.provisional(afterId, most);
    }

    private static Noted repeated(StatusEvent event, StatusTable.Known known) {
        return Arrays.equals(known.sha256(), StatusTable.digestOf(event))
                ? new Noted(Result.REPEATED, known.complaintId(), List.of(), null)
                : new Noted(
                        Result.REFUSED,
                        known.complaintId(),
                        List.of(Finding.of(Problem.STATUS_ID_REUSED, "/eventId")),
                        null);
    }

    private static DutyEvent dutyEvent(CaseHistory.Placed placed) {
        StatusEvent event = placed.event();
        return new DutyEvent(
                event.source() + "|" + event.eventId(),
                event.type(),
                placed.at(),
                event.dueAt(),
                CanonicalJson.MAPPER.valueToTree(event));
    }

    /** What was noticed, each with the event it is about, and what belongs to no event. */
    private static JsonNode findings(CaseHistory history, List<Finding> ofDuties) {
        ArrayNode all = CanonicalJson.MAPPER.createArrayNode();
        for (CaseHistory.Placed placed : history.events()) {
            for (Finding finding : placed.findings()) {
                all.addObject()
                        .put("source", placed.event().source())
                        .put("eventId", placed.event().eventId())
                        .put("code", finding.code())
                        .put("field", finding.field());
            }
        }
        ofDuties.forEach(finding -> all.addObject().put("code", finding.code()).put("field", finding.field()));
        return all;
    }
}
