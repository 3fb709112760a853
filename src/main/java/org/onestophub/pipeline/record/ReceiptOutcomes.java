package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CaseStatuses.Found;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.record.CaseDecisions.Decided;
import org.onestophub.pipeline.record.CaseDecisions.SeenItems;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The receipts' side of RECORD: items, outcomes, work done. Every method works in the caller's transaction. */
@Component
class ReceiptOutcomes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SEEN = """
            select complaint_id, view_sha256 from receipt_item
            where complaint_id = any(:ids::bigint[]) and view_sha256 = any(:digests::bytea[])""";

    private static final String LENT = """
            exists (select from merged_item m where m.receipt_id = receipt_item.receipt_id
              and m.item = receipt_item.item and m.complaint_id = excluded.complaint_id)""";

    /**
     * A replay overwrites a problem, but an item that made or joined a case before keeps that outcome. So do the items of an
     * input whose recording a crash interrupted, and those that a merged case lends to another: they stay there.
     */
    private static final String ITEMS = """
            insert into receipt_item (receipt_id, item, item_key, outcome, complaint_id, code, field, view,
              view_sha256, document, findings, at)
            select receipt_id, item, item_key, outcome, complaint_id, code, field, view::jsonb,
              view_sha256, document::jsonb, findings::jsonb, :now
            from unnest(:receipt::bigint[], :item::int[], :key::text[], :outcome::text[], :complaint::bigint[],
              :code::text[], :field::text[], :view::text[], :digest::bytea[], :document::text[], :findings::text[])
              as i(receipt_id, item, item_key, outcome, complaint_id, code, field, view, view_sha256, document, findings)
            on conflict (receipt_id, item) do update set item_key = excluded.item_key,
              outcome = case
                when excluded.outcome = 'repeated' and (receipt_item.complaint_id = excluded.complaint_id or %s)
                then receipt_item.outcome else excluded.outcome end,
              complaint_id = case when excluded.outcome = 'repeated' and %s
                then receipt_item.complaint_id else excluded.complaint_id end,
              code = excluded.code, field = excluded.field, view = excluded.view, view_sha256 = excluded.view_sha256,
              document = excluded.document, findings = excluded.findings, at = excluded.at
            returning receipt_id, item, outcome, not (xmax = 0) as was_there""".formatted(LENT, LENT);

    /** With the time of receipt, by which PostgreSQL finds the one partition. */
    private static final String END = """
            update receipt set state = g.state, outcome = g.outcome, code = g.code, field = g.field,
              counted = g.counted::jsonb, timings = g.timings::jsonb, finished_at = :now
            from unnest(:id::bigint[], :receivedAt::text[], :state::text[], :outcome::text[], :code::text[],
              :field::text[], :counted::text[], :timings::text[])
              as g(id, received_at, state, outcome, code, field, counted, timings)
            where receipt.id = g.id and receipt.received_at = g.received_at::timestamptz""";

    private static final String FOUND = """
            with items as (
              update receipt_item i set outcome = 'appended', complaint_id = f.complaint
              from unnest(:receipt::bigint[], :item::int[], :complaint::bigint[]) as f(receipt, item, complaint)
              where i.receipt_id = f.receipt and i.item = f.item and i.outcome = 'waiting' returning i.receipt_id)
            update receipt set outcome = 'appended' where id in (select receipt_id from items) and outcome = 'waiting'""";

    private static final String PARK = """
            with items as (
              update receipt_item i set outcome = 'parked', code = :code, field = :field
              from unnest(:receipt::bigint[], :item::int[]) as f(receipt, item)
              where i.receipt_id = f.receipt and i.item = f.item and i.outcome = 'waiting' returning i.receipt_id)
            update receipt set state = 'parked', outcome = 'parked', code = :code, field = :field, finished_at = :now
            where id in (select receipt_id from items)""";

    /** The field of a status event by which its case is found. */
    private static final String WAITED_FOR = "/complaint";

    private final JdbcClient jdbc;
    private final HeldInputs held;
    private final WorkQueue work;
    private final ReceiptBytes bytes;

    ReceiptOutcomes(JdbcClient jdbc, HeldInputs held, WorkQueue work, ReceiptBytes bytes) {
        this.jdbc = jdbc;
        this.held = held;
        this.work = work;
        this.bytes = bytes;
    }

    /** Those that still wait for their outcome; they stay locked until the transaction ends. */
    Set<Long> open(Collection<Long> receipts) {
        return new HashSet<>(work.lockAll(Lane.WALKED, receipts));
    }

    /** Tells {@code seen} which of the views these cases have already. */
    void lookForSeen(Collection<OpenCase> cases, List<Thing> things, SeenItems seen) {
        if (cases.isEmpty()) {
            return;
        }
        Map<Long, OpenCase> byId = new HashMap<>();
        cases.forEach(one -> byId.put(one.id(), one));
        jdbc.sql(SEEN)
                .param("ids", byId.keySet().toArray(Long[]::new))
                .param("digests", things.stream().map(Thing::digest).toArray(byte[][]::new))
                .query(row -> {
                    OpenCase one = byId.get(row.getLong(1));
                    if (one != null) {
                        seen.add(one, row.getBytes(2));
                    }
                });
    }

    /** Names an item of a receipt. */
    record ItemId(long receiptId, int item) {}

    /** Writes how the items ended and returns the outcomes that count now. */
    Map<ItemId, Outcome> write(List<Decided> items, Instant now) {
        Map<ItemId, Outcome> standing = new HashMap<>();
        if (items.isEmpty()) {
            return standing;
        }
        Columns rows = new Columns(
                "receipt",
                "item",
                "key",
                "outcome",
                "complaint",
                "code",
                "field",
                "view",
                "digest",
                "document",
                "findings");
        for (Decided decided : items) {
            Candidate candidate = decided.thing().candidate();
            rows.row(
                    decided.thing().receipt().id(),
                    decided.thing().number(),
                    candidate.key(),
                    decided.outcome().word(),
                    decided.one() == null ? null : decided.one().id(),
                    candidate.problem() == null ? null : candidate.problem().code(),
                    candidate.field(),
                    decided.thing().view(),
                    decided.thing().digest(),
                    decided.document(),
                    candidate.findings().isEmpty() ? "[]" : JsonText.of(JSON.valueToTree(candidate.findings())));
        }
        Columns passed = new Columns("receipt", "item");
        rows.bind(jdbc.sql(ITEMS)).param("now", Timestamp.from(now)).query(row -> {
            Outcome outcome = Outcome.of(row.getString(3));
            standing.put(new ItemId(row.getLong(1), row.getInt(2)), outcome);
            if (row.getBoolean(4) && outcome != Outcome.PARKED) {
                passed.row(row.getLong(1), row.getInt(2));
            }
        });
        hold(items, now);
        held.passed(passed, now);
        return standing;
    }

    /** Puts what was stopped into quarantine; the rest of its receipt goes on. */
    private void hold(List<Decided> items, Instant now) {
        List<HeldInputs.Held> parked = new ArrayList<>();
        for (Decided decided : items) {
            Thing thing = decided.thing();
            Candidate made = thing.candidate();
            Problem problem = made.problem();
            if (problem != null && decided.outcome() == Outcome.PARKED) {
                parked.add(new HeldInputs.Held(thing.receipt(), thing.number(), problem.room(), problem, made.field()));
            }
        }
        held.holdAll(parked, now);
    }

    /** A walk that is recorded, and how its items ended. */
    record Ended(Walk walk, List<Outcome> results) {}

    /** Ends the receipts: the outcome of each is the one of its items that matters most to people. */
    void finish(List<Ended> ends, Instant now) {
        if (ends.isEmpty()) {
            return;
        }
        Columns rows = new Columns("id", "receivedAt", "state", "outcome", "code", "field", "counted", "timings");
        List<Long> ids = new ArrayList<>(ends.size());
        for (Ended end : ends) {
            Walk walk = end.walk();
            Outcome outcome = Stream.of(
                            Outcome.PARKED, Outcome.NEW_CASE, Outcome.APPENDED, Outcome.WAITING, Outcome.REPEATED)
                    .filter(end.results()::contains)
                    .findFirst()
                    .orElse(Outcome.COUNTED);
            ObjectNode timings = JSON.createObjectNode();
            walk.timings().forEach((room, duration) -> timings.put(room, duration.toNanos() / 1000));
            ids.add(walk.receipt().id());
            rows.row(
                    walk.receipt().id(),
                    walk.receipt().receivedAt().toString(),
                    outcome == Outcome.PARKED ? "parked" : "done",
                    outcome.word(),
                    firstCode(walk),
                    firstField(walk),
                    JsonText.of(JSON.valueToTree(walk.counted())),
                    JsonText.of(timings));
        }
        rows.bind(jdbc.sql(END)).param("now", Timestamp.from(now)).update();
        work.endAll(Lane.WALKED, ids);
    }

    /** Items that waited for their case and have it now; a receipt that only waited is done. */
    void found(List<Found> found) {
        Columns rows = new Columns("receipt", "item", "complaint");
        found.stream()
                .filter(one -> one.receiptId() != null)
                .forEach(one -> rows.row(one.receiptId(), one.item(), one.complaintId()));
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(FOUND)).update();
        }
    }

    /** Holds items whose case did not come, and their receipts. */
    void parkWaiting(List<Found> items, Instant now) {
        Map<Long, Receipt> receipts = new HashMap<>();
        bytes.receipts(items.stream()
                        .flatMap(one -> Stream.ofNullable(one.receiptId()))
                        .distinct()
                        .toList())
                .forEach(receipt -> receipts.put(receipt.id(), receipt));
        Columns rows = new Columns("receipt", "item");
        List<HeldInputs.Held> parked = new ArrayList<>();
        for (Found one : items) {
            Receipt receipt = one.receiptId() == null ? null : receipts.get(one.receiptId());
            if (receipt != null) {
                rows.row(receipt.id(), one.item());
                parked.add(new HeldInputs.Held(receipt, one.item(), "record", Problem.STATUS_CASE_UNKNOWN, WAITED_FOR));
            }
        }
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(PARK))
                    .param("code", Problem.STATUS_CASE_UNKNOWN.code())
                    .param("field", WAITED_FOR)
                    .param("now", Timestamp.from(now))
                    .update();
            held.holdAll(parked, now);
        }
    }

    /** Adds work to enrich cases again soon: an ADT message may have been applied while they were recorded. */
    void lookAgain(Collection<OpenCase> cases, Instant dueAt) {
        if (!cases.isEmpty()) {
            work.addAll(Lane.CONTEXT.word(), cases.stream().map(OpenCase::id).toList(), dueAt);
        }
    }

    /** Ends the work to enrich cases, except where newer context removed its lease to have it done again. */
    void endContextWork(Collection<Long> complaints) {
        work.endLeased(Lane.CONTEXT.word(), complaints);
    }

    /** Releases the work to enrich cases, so that it is done again. */
    void repeatContextWork(Collection<Long> complaints) {
        work.release(Lane.CONTEXT.word(), complaints);
    }

    private static @Nullable String firstCode(Walk walk) {
        return walk.candidates().stream()
                .flatMap(candidate -> Stream.ofNullable(candidate.problem()))
                .map(Problem::code)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String firstField(Walk walk) {
        return walk.candidates().stream()
                .filter(candidate -> !candidate.isSound())
                .map(Candidate::field)
                .findFirst()
                .orElse(null);
    }
}
