package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Outcome;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.Walk;
import org.onestophub.complaint.contract.HeldInputs;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The receipt's side of RECORD: items, outcome, work done. Every method works in the caller's transaction. */
@Component
class ReceiptOutcomes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final HeldInputs held;
    private final WorkQueue work;

    ReceiptOutcomes(JdbcClient jdbc, HeldInputs held, WorkQueue work) {
        this.jdbc = jdbc;
        this.held = held;
        this.work = work;
    }

    /** True if the receipt still waits for its outcome; it stays locked until the transaction ends. */
    boolean isOpen(Receipt receipt) {
        return work.lock(Lane.WALKED, receipt.id());
    }

    /** True if the case has an item with the same view. */
    boolean isSeen(long complaintId, byte[] viewDigest) {
        return jdbc.sql("select exists (select from receipt_item where complaint_id = :id and view_sha256 = :digest)")
                .param("id", complaintId)
                .param("digest", viewDigest)
                .query(Boolean.class)
                .single();
    }

    /**
     * Writes how an item ended and returns the outcome that counts now. A replay overwrites a problem, but an item
     * that made or joined a case before keeps that outcome.
     */
    Outcome item(
            Receipt receipt,
            int item,
            Candidate candidate,
            Outcome outcome,
            @Nullable Long complaintId,
            byte[] digest,
            Instant now) {
        String standing = jdbc.sql("""
                        insert into receipt_item (receipt_id, item, item_key, outcome, complaint_id, code, field, view,
                          view_sha256, document, findings, at)
                        values (:receipt, :item, :key, :outcome, :complaint, :code, :field, :view::jsonb, :digest,
                          :document::jsonb, :findings::jsonb, :now)
                        on conflict (receipt_id, item) do update set item_key = excluded.item_key,
                          outcome = case
                            when excluded.outcome = 'repeated' and receipt_item.complaint_id = excluded.complaint_id
                            then receipt_item.outcome else excluded.outcome end, complaint_id = excluded.complaint_id, code = excluded.code,
                          field = excluded.field, view = excluded.view, view_sha256 = excluded.view_sha256,
                          document = excluded.document, findings = excluded.findings, at = excluded.at
                        returning outcome""")
                .param("receipt", receipt.id())
                .param("item", item)
                .param("key", candidate.key())
                .param("outcome", outcome.word())
                .param("complaint", complaintId)
                .param(
                        "code",
                        candidate.problem() == null ? null : candidate.problem().code())
                .param("field", candidate.field())
                .param("view", JsonText.of(candidate.view()))
                .param("digest", digest)
                .param("document", candidate.document() == null ? null : JsonText.of(candidate.document()))
                .param("findings", JsonText.of(JSON.valueToTree(candidate.findings())))
                .param("now", Timestamp.from(now))
                .query(String.class)
                .single();
        return Outcome.of(standing);
    }

    /** Puts an item into quarantine; the rest of its receipt goes on. */
    void hold(Receipt receipt, int item, Problem problem, String field, Instant now) {
        held.hold(receipt, item, problem.room(), problem, field, now);
    }

    /** Ends the receipt: its outcome is the one of its items that matters most to people. */
    void finish(Walk walk, List<Outcome> results, Instant now) {
        Outcome outcome = Stream.of(Outcome.PARKED, Outcome.NEW_CASE, Outcome.APPENDED, Outcome.REPEATED)
                .filter(results::contains)
                .findFirst()
                .orElse(Outcome.COUNTED);
        ObjectNode timings = JSON.createObjectNode();
        walk.timings().forEach((room, duration) -> timings.put(room, duration.toNanos() / 1000));
        jdbc.sql("""
                        update receipt set state = :state, outcome = :outcome, code = :code, field = :field,
                          counted = :counted::jsonb, timings = :timings::jsonb, finished_at = :now where id = :id""")
                .param("state", outcome == Outcome.PARKED ? "parked" : "done")
                .param("outcome", outcome.word())
                .param("code", firstCode(walk))
                .param("field", firstField(walk))
                .param("counted", JsonText.of(JSON.valueToTree(walk.counted())))
                .param("timings", JsonText.of(timings))
                .param("now", Timestamp.from(now))
                .param("id", walk.receipt().id())
                .update();
        work.end(Lane.WALKED, walk.receipt().id());
    }

    /** Adds work to enrich a new case again soon: an ADT message may have been applied while it was recorded. */
    void lookAgain(long complaintId, Instant dueAt) {
        work.add(Lane.CONTEXT.word(), complaintId, dueAt);
    }

    /** Ends the work to enrich a case, unless newer context removed its lease to have it done again. */
    void endContextWork(long complaintId) {
        work.endLeased(Lane.CONTEXT.word(), complaintId);
    }

    /** Releases the work to enrich a case, so that it is done again. */
    void repeatContextWork(long complaintId) {
        work.release(Lane.CONTEXT.word(), complaintId);
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
