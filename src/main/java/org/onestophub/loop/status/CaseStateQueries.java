package org.onestophub.loop.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.duty.OpenDuties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers how cases stand, from what was derived of them. */
@Component
class CaseStateQueries implements CaseStates {

    /** An asker of a restricted key sees cases that hold an input of its account, or an order of its system. */
    private static final String FOUND = """
            select distinct s.id, s.number, s.document ->> 'receivedAt' as received_at
              from unnest(cast(:kinds as text[]), cast(:values as text[])) as n(kind, value)
              join complaint_alias a on a.kind = n.kind and a.value = n.value
              join complaint c on c.id = a.complaint_id and c.erased_at is null and not c.discipline
              join complaint s on s.id = coalesce(c.merged_into, c.id)
             where coalesce(c.uscc, '') = :institution
               and (cast(:account as text) is null
                 or exists (select from complaint_alias o where o.complaint_id = c.id and o.kind = 'work-order'
                   and starts_with(o.value, :account || '|'))
                 or exists (select from receipt_item i join receipt r on r.id = i.receipt_id
                   where i.complaint_id = c.id and r.transport ->> 'account' = :account))
             order by s.id limit 2""";

    private final JdbcClient jdbc;
    private final CasePast pasts;
    private final OpenDuties duties;
    private final CodeLists lists;

    CaseStateQueries(JdbcClient jdbc, CasePast pasts, OpenDuties duties, CodeLists lists) {
        this.jdbc = jdbc;
        this.pasts = pasts;
        this.duties = duties;
        this.lists = lists;
    }

    private record Case(long id, String number, Instant receivedAt) {}

    private record Derived(String state, List<String> marks) {}

    @Override
    public CaseState state(String number, String system, Asker asker) {
        List<CaseName> names = namesOf(number, system);
        List<Case> found = jdbc.sql(FOUND)
                .param("kinds", names.stream().map(CaseName::kind).toArray(String[]::new))
                .param("values", names.stream().map(CaseName::value).toArray(String[]::new))
                .param("institution", asker.institution())
                .param("account", asker.account())
                .query((row, index) -> new Case(
                        row.getLong("id"), row.getString("number"), Instant.parse(row.getString("received_at"))))
                .list();
        if (found.size() > 1) {
            throw new ProblemException(Problem.STATUS_CASE_AMBIGUOUS, "number");
        }
        if (found.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "number");
        }
        Case one = found.get(0);
        Derived derived = derived(one.id()).orElse(new Derived(StatusTypes.FIRST, List.of()));
        Map<Long, @Nullable Long> alone = new HashMap<>();
        alone.put(one.id(), null);
        List<Happened> events =
                Objects.requireNonNull(pasts.of(alone).histories().get(one.id()), "a history").events().stream()
                        .filter(CaseHistory.Placed::counts)
                        .map(placed -> new Happened(
                                word(StatusTypes.LIST, placed.event().type()), placed.at()))
                        .toList();
        List<CaseDuty> open = duties.of(one.id()).stream()
                .map(duty -> new CaseDuty(
                        duty.rule(),
                        duty.name(),
                        word("duty-role", duty.responsible()),
                        duty.due(),
                        duty.dueDay(),
                        duty.provisional(),
                        duty.overdue()))
                .toList();
        return new CaseState(
                one.number(),
                one.receivedAt(),
                word(StatusTypes.STATES, derived.state()),
                derived.marks(),
                events,
                open);
    }

    @Override
    public List<OpenDuty> due(Instant before, List<String> institutions, @Nullable Cursor after, int limit) {
        return duties.due(before, institutions, after, limit);
    }

    private Optional<Derived> derived(long complaintId) {
        return jdbc.sql("select state, marks from case_status where complaint_id = :id")
                .param("id", complaintId)
                .query((row, index) -> new Derived(row.getString(1), Arrays.asList((String[])
                        row.getArray(2).getArray())))
                .optional();
    }

    /** The hub's own numbers need no system; others mean nothing without. */
    private static List<CaseName> namesOf(String number, String system) {
        String own = ReceiptNumber.normalise(number).orElse(number);
        List<CaseName> names =
                new ArrayList<>(List.of(CaseName.of("receipt-number", own), CaseName.of("case-number", number)));
        if (!system.isEmpty()) {
            names.add(CaseName.of("work-order", system + "|" + number));
            names.add(CaseName.of("desk-entry", system + "|" + number));
        }
        return names;
    }

    private Word word(String list, String code) {
        return lists.named(list).stream()
                .flatMap(one -> one.entries().stream())
                .filter(entry -> entry.code().equals(code))
                .findFirst()
                .map(entry -> new Word(code, entry.nameZh(), entry.nameEn()))
                .orElse(new Word(code, code, code));
    }
}
