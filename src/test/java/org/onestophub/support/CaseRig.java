package org.onestophub.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.StatusProperties;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.intake.receive.Intake;
import org.onestophub.intake.receive.ReceiveProperties;
import org.onestophub.loop.alarm.AlarmProperties;
import org.onestophub.loop.duty.DutyProperties;
import org.onestophub.loop.fact.FactProperties;
import org.onestophub.pipeline.record.LinkProperties;
import org.onestophub.pipeline.record.RecordStep;
import org.onestophub.platform.ledger.LedgerProperties;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** RECEIVE, RECORD and quarantine on a real database, and short words for what tests put into them. */
public final class CaseRig implements AutoCloseable {

    private final LedgerSlice slice;
    private final AtomicInteger keys = new AtomicInteger();

    /** A rig with the rooms of status events and duties too. */
    public static CaseRig withLoop(Path home, Consumer<LedgerSlice> more) {
        return new CaseRig(
                new LedgerSlice(home)
                        .with(
                                DutyProperties.class,
                                new DutyProperties("cn-mainland", LocalTime.of(8, 0), LocalTime.of(17, 30)))
                        .with(AlarmProperties.class, new AlarmProperties(Duration.ofDays(7), Map.of()))
                        .rooms(
                                "loop.duty.Duties",
                                "loop.duty.DutyRules",
                                "loop.duty.DutyTable",
                                "loop.duty.CaseDuties",
                                "loop.alarm.AlarmRules",
                                "loop.alarm.AlarmTable",
                                "loop.alarm.CaseAlarms",
                                "loop.status.StatusTable",
                                "loop.status.DerivedCases",
                                "loop.status.StatusWaits",
                                "loop.status.MergeTable",
                                "loop.status.CasePast",
                                "loop.status.StatusBook"),
                true,
                more);
    }

    /** A rig; {@code more} are further rooms' classes. */
    public CaseRig(Path home, String... more) {
        this(home, slice -> slice.rooms(more));
    }

    /** A rig; {@code more} adds what else it needs. */
    public CaseRig(Path home, Consumer<LedgerSlice> more) {
        this(new LedgerSlice(home), false, more);
    }

    private CaseRig(LedgerSlice ground, boolean hasLoop, Consumer<LedgerSlice> more) {
        if (!hasLoop) {
            ground.with(CaseStatuses.class, new NoStatuses());
        }
        slice = ground.with(StatusProperties.class, new StatusProperties(Duration.ofDays(7)))
                .with(
                        ReceiveProperties.class,
                        new ReceiveProperties(
                                DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 100, 100, 1, Duration.ofSeconds(60)))
                .with(LinkProperties.class, new LinkProperties(Duration.ofDays(30), Duration.ofDays(90), 30))
                .with(PatientContext.class, new NoContext())
                .with(FactProperties.class, new FactProperties(List.of()))
                .with(LedgerProperties.class, new LedgerProperties(Duration.ofMinutes(10), 1, 1))
                .rooms(
                        "platform.store.HubHome",
                        "platform.blob.BlobTable",
                        "platform.blob.BlobStore",
                        "intake.receive.ReceiptTable",
                        "intake.receive.ReceiptWriter",
                        "intake.receive.StoredReceipts",
                        "intake.receive.Intake",
                        "complaint.list.CodeLists",
                        "loop.fact.FactTable",
                        "pipeline.record.AnnouncedNews",
                        "pipeline.record.CaseTable",
                        "pipeline.record.SearchIndex",
                        "pipeline.record.CaseMergeTable",
                        "pipeline.record.CaseMerges",
                        "pipeline.record.CaseLinkTable",
                        "pipeline.record.LinkedCases",
                        "pipeline.record.EventDesk",
                        "pipeline.record.LinkDesk",
                        "pipeline.record.SpokenCases",
                        "pipeline.record.CaseLoop",
                        "pipeline.record.DueCases",
                        "pipeline.record.CaseNameTable",
                        "pipeline.record.CallLegTable",
                        "pipeline.record.HeldBefore",
                        "pipeline.record.ListRecorder",
                        "pipeline.record.CaseLocks",
                        "pipeline.record.ReceiptOutcomes",
                        "pipeline.record.CaseBook",
                        "pipeline.record.RecordStep",
                        "pipeline.record.ErasureTable",
                        "pipeline.record.Erasure",
                        "platform.ledger.WorkQueueTable",
                        "pipeline.quarantine.HeldItems",
                        "pipeline.quarantine.HeldTable");
        more.accept(slice);
        slice.start();
    }

    /** Another hub on the same database, with connections of its own. */
    public CaseRig second(Path home) {
        return new CaseRig(new LedgerSlice(home, slice.database()), false, none -> {});
    }

    /** An object of the rig. */
    public <T> T get(Class<T> type) {
        return slice.get(type);
    }

    /** All objects of a kind in the slice. */
    public <T> Collection<T> all(Class<T> type) {
        return slice.all(type);
    }

    /** Its database. */
    public JdbcClient jdbc() {
        return slice.jdbc();
    }

    /** Forgets everything. */
    public void empty() {
        jdbc().sql("truncate receipt, receipt_key, receipt_item, work, held, event, complaint, complaint_revision, "
                        + "complaint_alias, complaint_claim, complaint_search, search_due, feed_reject, erasure, duty, case_status, "
                        + "complaint_fact, call_leg cascade")
                .update();
    }

    @Override
    public void close() {
        slice.close();
    }

    /** A new receipt, kept by RECEIVE. */
    public Receipt receipt() {
        String key = "key-" + keys.getAndIncrement();
        long id = get(Intake.class)
                .keep(
                        new Inbound(
                                Content.of(key.getBytes(StandardCharsets.UTF_8)),
                                List.of(key),
                                Map.of(),
                                Inbound.SameKey.KEEP_BOTH),
                        "test",
                        "email")
                .receiptId();
        return get(ReceiptBytes.class).receipts(List.of(id)).get(0);
    }

    /** Records what was found in a receipt. */
    public void record(Receipt receipt, Candidate... found) {
        get(RecordStep.class).record(List.of(walk(receipt, found)));
    }

    /** The walk of a receipt up to RECORD. */
    public Walk walk(Receipt receipt, Candidate... found) {
        for (Candidate candidate : found) {
            if (candidate.document() != null) {
                candidate.document().putArray("arrivals").addObject().put("receiptNumber", receipt.number());
            }
        }
        return Walk.of(receipt).with(List.of(found), Map.of());
    }

    /** State and outcome of a receipt. */
    public String endOf(Receipt receipt) {
        return jdbc().sql("select state || ' ' || coalesce(outcome, '') from receipt where id = :id")
                .param("id", receipt.id())
                .query(String.class)
                .single();
    }

    /** Number and outcome of each item of a receipt. */
    public List<String> items(Receipt receipt) {
        return jdbc().sql("select item || ' ' || outcome from receipt_item where receipt_id = :id order by item")
                .param("id", receipt.id())
                .query(String.class)
                .list();
    }

    /** Type and revision of all events. */
    public List<String> events() {
        return jdbc().sql("select type || ' ' || revision from event order by id")
                .query(String.class)
                .list();
    }

    /** Numbers of all cases. */
    public List<String> numbers() {
        return jdbc().sql("select number from complaint order by id")
                .query(String.class)
                .list();
    }

    /** Rows of a table. */
    public long count(String table) {
        return jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** A thing found, and how it was mapped. */
    public static Candidate thing(String key, ObjectNode document) {
        return Candidate.found(key, document.deepCopy(), List.of()).with(document);
    }

    /** A thing CHECK stopped. */
    public static Candidate broken(String key) {
        return Candidate.found(key, JsonNodeFactory.instance.objectNode().put("x", key), List.of())
                .stopped(Problem.FIELD_INVALID, "/sentAt");
    }

    /** A complaint in canonical form, as far as RECORD looks at it. */
    public static ObjectNode document(String facts) {
        return JsonText.objectOf("{\"channel\":\"email\",\"receivedAt\":\"2026-09-18T01:00:00Z\",\"complainant\":{},"
                + "\"matter\":{\"facts\":\"" + facts + "\"}}");
    }

    /** A loop in which nothing happens. */
    private static final class NoStatuses implements CaseStatuses {
        @Override
        public List<Noted> noteAll(List<Said> said, Instant now) {
            return List.of();
        }

        @Override
        public Noted look(StatusEvent event) {
            throw new IllegalStateException("nobody looks here");
        }

        @Override
        public Map<Long, Derived> deriveAll(Collection<Long> complaintIds, Instant now) {
            return Map.of();
        }

        @Override
        public Map<Long, Derived> deriveWritten(Collection<Written> cases, Instant now) {
            return Map.of();
        }

        @Override
        public List<Found> named(Collection<Long> complaintIds) {
            return List.of();
        }

        @Override
        public List<Found> giveUp(Collection<Long> statusIds) {
            return List.of();
        }

        @Override
        public boolean takeBack(long complaintId, Instant now) {
            return false;
        }

        @Override
        public void erase(long complaintId) {}

        @Override
        public boolean adoptRules(Instant now) {
            return false;
        }

        @Override
        public List<Long> open(long afterId, int most) {
            return List.of();
        }

        @Override
        public List<Long> neverDerived(long afterId, Instant since, int most) {
            return List.of();
        }

        @Override
        public void allDerived() {}
    }

    /** A directory that knows nobody. */
    private static final class NoContext implements PatientContext {
        @Override
        public ObjectNode enriched(ObjectNode document) {
            return document;
        }

        @Override
        public List<Complaint.Claim> openClaims(ObjectNode document) {
            return List.of();
        }

        @Override
        public List<Complaint.Claim> linkedClaims(ObjectNode document) {
            return List.of();
        }
    }
}
