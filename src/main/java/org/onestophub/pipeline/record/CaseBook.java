package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.Outcome;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.Walk;
import org.onestophub.complaint.WalkMeters;
import org.onestophub.complaint.WorkSignal;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.pipeline.record.CaseFinder.Found;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Records candidates: as a new case, an addition to one, or nothing new. */
@Component
class CaseBook {

    private static final HubLog LOG = HubLog.of("record");
    /**
     * Two workers may record the same thing at once, or wait for each other's cases; the one that loses finds them at its
     * next attempt.
     */
    private static final int ATTEMPTS = 3;

    /** After this time an ADT batch that ran while a case was recorded is committed. */
    private static final Duration OVERTAKING = Duration.ofSeconds(15);

    private final CaseTable cases;
    private final CaseFinder finder;
    private final CaseLocks locks;
    private final ErasureTable erasures;
    private final ReceiptOutcomes outcomes;
    private final PatientContext context;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final Clock clock;
    private final HubProperties hub;
    private final WalkMeters meters;

    CaseBook(
            CaseTable cases,
            CaseFinder finder,
            CaseLocks locks,
            ErasureTable erasures,
            ReceiptOutcomes outcomes,
            PatientContext context,
            TransactionTemplate transaction,
            WorkSignal signal,
            Clock clock,
            HubProperties hub,
            WalkMeters meters) {
        this.cases = cases;
        this.finder = finder;
        this.locks = locks;
        this.erasures = erasures;
        this.outcomes = outcomes;
        this.context = context;
        this.transaction = transaction;
        this.signal = signal;
        this.clock = clock;
        this.hub = hub;
        this.meters = meters;
    }

    void record(Walk walk) {
        Recorded recorded = committed(() -> recordNow(walk));
        if (recorded == null) {
            // a worker whose lease ran out has recorded it
            return;
        }
        signal.wake("relay");
        meters.walked(recorded.walk());
        report(recorded.walk(), recorded.results());
    }

    /** What was committed: the walk with all its timings, and how each of its items ended. */
    private record Recorded(Walk walk, List<Outcome> results) {}

    private void report(Walk walk, List<Outcome> results) {
        String channel = walk.receipt().channel();
        for (Outcome result : results.isEmpty() ? List.of(Outcome.COUNTED) : results) {
            LOG.event(
                    result.word(),
                    LogKey.CHANNEL,
                    channel,
                    LogKey.RECEIPT_ID,
                    walk.receipt().id());
        }
        results.stream()
                .filter(result -> result != Outcome.COUNTED)
                .forEach(result -> meters.ended(channel, result, 1));
        long counted =
                walk.counted().values().stream().mapToLong(Long::longValue).sum();
        if (counted > 0 || results.isEmpty()) {
            meters.ended(channel, Outcome.COUNTED, Math.max(1, counted));
        }
    }

    @Nullable
    CaseFile open(long id) {
        return committed(() -> {
            Optional<CaseFile> file = cases.lock(id);
            if (file.isEmpty()) {
                outcomes.endContextWork(id);
            }
            return file.orElse(null);
        });
    }

    void amend(CaseFile seen) {
        committed(() -> {
            Optional<CaseFile> now = cases.lock(seen.id());
            if (now.isPresent() && now.get().revision() != seen.revision()) {
                // the case has a new revision: the work stays, and the case is enriched again
                outcomes.repeatContextWork(seen.id());
                return null;
            }
            if (now.isPresent() && !now.get().document().equals(seen.document())) {
                cases.revise(seen, null, false, clock.instant());
                cases.addClaims(context.linkedClaims(seen.document()), seen.id());
                LOG.event("context-added", LogKey.COMPLAINT_ID, seen.id());
            }
            outcomes.endContextWork(seen.id());
            return null;
        });
        signal.wake("relay");
    }

    private <T> @Nullable T committed(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> work.get());
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw new ProblemException(Problem.RECORD_UNAVAILABLE);
                }
            } catch (DataAccessException | TransactionException e) {
                throw new ProblemException(Problem.RECORD_UNAVAILABLE);
            }
        }
    }

    /** Null if the receipt has its outcome already. */
    private @Nullable Recorded recordNow(Walk walk) {
        Instant now = clock.instant();
        if (!outcomes.isOpen(walk.receipt())) {
            return null;
        }
        locks.take(walk);
        List<Outcome> results = new ArrayList<>(walk.candidates().size());
        List<Long> erased = new ArrayList<>();
        Walk timed = walk.in("record", checked -> {
            for (int item = 0; item < checked.candidates().size(); item++) {
                results.add(recordItem(checked, item, erased, now));
            }
            return checked.with(checked.candidates(), counted(checked, results));
        });
        outcomes.finish(timed, results, now);
        if (!erased.isEmpty()) {
            erasures.cameAgain(erased, walk.receipt().id(), erased.size() == results.size());
        }
        return new Recorded(timed, results);
    }

    /** What was counted, with the answers of machines that belong to no case, by their kind. */
    private static Map<String, Long> counted(Walk walk, List<Outcome> results) {
        Map<String, Long> counted = new TreeMap<>(walk.counted());
        for (int item = 0; item < results.size(); item++) {
            if (results.get(item) == Outcome.COUNTED) {
                MachineAnswer.in(walk.candidates().get(item).view())
                        .ifPresent(answer -> counted.merge("mail-" + answer.kind(), 1L, Long::sum));
            }
        }
        return counted;
    }

    /** True of a fault that no change of a mapping or of a setting mends: the machine said nothing that can be shown. */
    private static boolean isDatumWrong(Problem problem) {
        return problem.code().charAt(3) == '1';
    }

    /** @param erased receives the ids of erased complaints whose items came again unchanged */
    private Outcome recordItem(Walk walk, int item, List<Long> erased, Instant now) {
        Candidate candidate = walk.candidates().get(item);
        byte[] digest = digestOf(candidate.view());
        Optional<MachineAnswer> answer = MachineAnswer.in(candidate.view());
        Problem stopped = candidate.problem();
        if (stopped != null && answer.isPresent() && isDatumWrong(stopped)) {
            return outcomes.item(walk.receipt(), item, candidate, Outcome.COUNTED, null, digest, now);
        }
        if (stopped != null) {
            outcomes.item(walk.receipt(), item, candidate, Outcome.PARKED, null, digest, now);
            outcomes.hold(walk.receipt(), item, stopped, candidate.field(), now);
            return Outcome.PARKED;
        }
        String alias = aliasOf(walk.receipt(), candidate);
        Found found = finder.find(alias, digest, candidate);
        if (found.erased() != null) {
            erased.add(found.erased());
            return outcomes.item(walk.receipt(), item, candidate, Outcome.REPEATED, found.erased(), digest, now);
        }
        Outcome outcome;
        long id;
        if (found.open() == null && answer.isPresent()) {
            return outcomes.item(walk.receipt(), item, candidate, Outcome.COUNTED, null, digest, now);
        }
        if (found.open() == null) {
            id = cases.open(numbered(walk, candidate), alias, walk.receipt().id(), now);
            outcome = Outcome.NEW_CASE;
        } else {
            id = found.open().id();
            outcome = add(found.open(), walk.receipt(), candidate, digest, now);
        }
        if (answer.isEmpty()) {
            CaseFinder.authorsOf(candidate).forEach(author -> cases.addAlias(CaseFinder.AUTHOR, author, id));
            remember(candidate.mapped(), id, now);
        }
        return outcomes.item(walk.receipt(), item, candidate, outcome, id, digest, now);
    }

    /**
     * Claims by which ADT messages that come later find the case: of a patient not found yet, or of one who may be merged
     * into another.
     */
    private void remember(ObjectNode document, long id, Instant now) {
        List<Complaint.Claim> claims = new ArrayList<>(context.openClaims(document));
        claims.addAll(context.linkedClaims(document));
        if (!claims.isEmpty()) {
            cases.addClaims(claims, id);
            outcomes.lookAgain(id, now.plus(OVERTAKING));
        }
    }

    private Outcome add(CaseFile known, Receipt receipt, Candidate candidate, byte[] digest, Instant now) {
        if (outcomes.isSeen(known.id(), digest)) {
            return Outcome.REPEATED;
        }
        boolean isByMachine = MachineAnswer.in(candidate.view()).isPresent();
        cases.revise(known.with(CaseMerge.of(known.document(), candidate.mapped())), receipt.id(), isByMachine, now);
        cases.addAlias("item", aliasOf(receipt, candidate), known.id());
        return Outcome.APPENDED;
    }

    private ObjectNode numbered(Walk walk, Candidate candidate) {
        ObjectNode document = candidate.mapped();
        if (finder.sharesMessageId(document)) {
            document.withObjectProperty("flags").put("possibleDuplicate", true);
        }
        boolean only = walk.candidates().size() == 1 && !walk.receipt().number().isEmpty();
        String number = only
                ? walk.receipt().number()
                : ReceiptNumber.of(LocalDate.ofInstant(walk.receipt().receivedAt(), hub.zone()), cases.nextNumber());
        return document.put("number", number);
    }

    private static String aliasOf(Receipt receipt, Candidate candidate) {
        return receipt.mapping() + "|" + candidate.key();
    }

    /** Two arrivals of an item are the same if their views are the same. */
    private static byte[] digestOf(JsonNode view) {
        JsonNode facts = view;
        if (view instanceof ObjectNode object && (object.has("transport") || object.has("author"))) {
            // who the author is follows from the headers
            facts = object.deepCopy().without(List.of("transport", "author"));
        }
        return Digest.raw(JsonText.of(facts).getBytes(StandardCharsets.UTF_8));
    }
}
