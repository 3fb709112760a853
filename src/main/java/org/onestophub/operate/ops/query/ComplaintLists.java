package org.onestophub.operate.ops.query;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.DisciplineRoute;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.DutyNames;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.springframework.stereotype.Component;

/** Lists of complaints, without content. */
@Component
public class ComplaintLists {

    /** Duties of one complaint shown. */
    private static final int MAX_DUTIES = 100;

    private static final String ALL = " from complaint c";

    /**
     * Something that has to be done for a complaint.
     *
     * @param rule id of the rule
     * @param name of the rule
     * @param responsible code of who has to do it
     * @param startAt since when, UTC
     * @param dueAt until when, UTC, absent if that is not known
     * @param provisional true if the end may still move
     * @param metAt when it was done, UTC, absent before
     * @param endedAt when it ended without that, UTC, absent if it did not
     * @param missed true if it was not done in time
     */
    public record DutyRow(
            String rule,
            CaseStates.Word name,
            String responsible,
            Instant startAt,
            @Nullable Instant dueAt,
            boolean provisional,
            @Nullable Instant metAt,
            @Nullable Instant endedAt,
            boolean missed) {}

    private final LedgerQueries ledger;
    private final DutyNames names;
    private final AccessRecord record;
    private final HubProperties hub;
    private final Clock clock;

    ComplaintLists(LedgerQueries ledger, DutyNames names, AccessRecord record, HubProperties hub, Clock clock) {
        this.ledger = ledger;
        this.names = names;
        this.record = record;
        this.hub = hub;
        this.clock = clock;
    }

    /**
     * One page, newest first, or what is due first if that was asked for.
     *
     * @param institutions credit codes of the institutions looked at; empty for all
     */
    public Page<ComplaintRow> search(ComplaintSearch search, List<String> institutions) {
        return Page.of(found(search, institutions, search.rows() + 1), search.rows(), search::cursorOf);
    }

    /** All that a search finds, in the order of its pages, {@code most} at most. */
    List<ComplaintRow> all(ComplaintSearch search, List<String> institutions, int most) {
        return found(search.fromTheFirst(), institutions, most);
    }

    private List<ComplaintRow> found(ComplaintSearch search, List<String> institutions, int most) {
        Map<String, Object> parameters = new HashMap<>();
        Instant now = clock.instant();
        Instant midnight = LocalDate.ofInstant(now, hub.zone())
                .plusDays(1)
                .atStartOfDay(hub.zone())
                .toInstant();
        String join = search.join(parameters, now, midnight);
        String where = search.where(parameters) + " and " + LedgerQueries.SEEN;
        if (!institutions.isEmpty()) {
            where += " and c.uscc in (:institutions)";
            parameters.put("institutions", institutions);
        }
        String found = join + " where " + where + " order by " + search.order(!institutions.isEmpty());
        Function<String, List<ComplaintRow>> among = from -> ledger.sql(
                        "select " + ComplaintRow.COLUMNS + ", " + search.dueColumn() + from + found + " limit :rows")
                .params(parameters)
                .param("rows", most)
                .query((row, n) -> ComplaintRow.of(ledger, row))
                .list();
        List<ComplaintRow> rows = search.isForWordsByArrival()
                ? NewestFirst.rows(newest(search, institutions, parameters), ALL, most, among)
                : among.apply(ALL);
        rows.stream()
                .filter(row -> row.flags().contains(DisciplineRoute.FLAG))
                .forEach(row -> record.complaintSeen(DisciplineSight.by(), "discipline-listed", row.id(), null));
        return rows;
    }

    /** Those of a time and, if only one is asked about, of an institution: an index has them in their order. */
    private static String newest(ComplaintSearch search, List<String> institutions, Map<String, Object> parameters) {
        String institution = search.institution() != null
                ? " and c.uscc = :institution"
                : institutions.size() == 1 ? " and c.uscc in (:institutions)" : "";
        return " from (select * from complaint c where true" + search.range(parameters) + institution
                + " order by c.received_at desc, c.id desc limit " + NewestFirst.ROWS + ") c";
    }

    /** The complaint of that number. */
    public Optional<ComplaintRow> named(String number) {
        return ledger.sql("select " + ComplaintRow.COLUMNS + ", " + ComplaintRow.DUE
                        + " from complaint c where c.number = :number and " + LedgerQueries.SEEN)
                .param("number", number)
                .query((row, n) -> ComplaintRow.of(ledger, row))
                .optional();
    }

    /** Those of the complaints that the caller may know of, newest first. */
    public List<ComplaintRow> those(Collection<Long> ids) {
        return ledger.sql("select " + ComplaintRow.COLUMNS + ", " + ComplaintRow.DUE
                        + " from complaint c where c.id = any(:ids) and " + LedgerQueries.SEEN
                        + " order by c.received_at desc, c.id desc")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> ComplaintRow.of(ledger, row))
                .list();
    }

    /** What has to be done for a complaint, the earliest end first. */
    public List<DutyRow> duties(long complaintId) {
        return ledger.sql("select * from duty where complaint_id = :id order by due_at nulls last, rule limit :max")
                .param("id", complaintId)
                .param("max", MAX_DUTIES)
                .query((row, n) -> new DutyRow(
                        row.getString("rule"),
                        names.nameOf(row.getString("rule")),
                        row.getString("responsible"),
                        LedgerQueries.instant(row, "start_at"),
                        LedgerQueries.instantOrNull(row, "due_at"),
                        row.getBoolean("provisional"),
                        LedgerQueries.instantOrNull(row, "met_at"),
                        LedgerQueries.instantOrNull(row, "ended_at"),
                        row.getBoolean("missed")))
                .list();
    }

    /** Those of the inputs that also hold another complaint. */
    public Set<Long> shared(Collection<Long> receiptIds, long complaintId) {
        return ledger.sql("select distinct receipt_id from receipt_item where receipt_id = any(:ids)"
                        + " and complaint_id <> :complaint")
                .param("ids", receiptIds.toArray(Long[]::new))
                .param("complaint", complaintId)
                .query(Long.class)
                .set();
    }

    /** True if the content of a complaint of this input is kept back, or of one that became of it: a page, an edited original. */
    public boolean isRestricted(long receiptId) {
        return ledger.sql("with recursive related(id) as (values (cast(:id as bigint)) union select o.id from related"
                        + " cross join lateral (select e.receipt_id as id from receipt_edit e"
                        + " where e.edited_from = related.id union all select p.became from letter_page p"
                        + " where p.receipt_id = related.id and p.became is not null) o)"
                        + " select exists (select from receipt_item i join complaint c on c.id = i.complaint_id"
                        + " where i.receipt_id in (select id from related)"
                        + " and c.document->'flags'->>'restricted' = 'true') as restricted")
                .param("id", receiptId)
                .query(Boolean.class)
                .single();
    }

    /** The first thing of an input that became that complaint, counted from 0. */
    public Optional<Integer> itemOf(long receiptId, String number) {
        return ledger.sql("select min(i.item) as item from receipt_item i join complaint c on c.id = i.complaint_id"
                        + " where i.receipt_id = :id and c.number = :number having min(i.item) is not null")
                .param("id", receiptId)
                .param("number", number)
                .query(Integer.class)
                .optional();
    }

    /** Credit codes of the institutions of all complaints of an input; null for one that names none. */
    public List<@Nullable String> institutionsOf(long receiptId) {
        return ledger.sql("select distinct c.uscc as institution from receipt_item i"
                        + " join complaint c on c.id = i.complaint_id where i.receipt_id = :id")
                .param("id", receiptId)
                .query((row, n) -> row.getString("institution"))
                .list();
    }
}
