package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WalksFailed.Failed;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.pipeline.record.ListRecorder.Done;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Records walks: many in one transaction, and a walk of very many things in several. */
@Component
class CaseBook {

    private static final HubLog LOG = HubLog.of("record");
    /** Two workers may record the same thing at once, or wait for each other's cases; the one that loses tries again. */
    private static final int ATTEMPTS = 3;

    /** SQL state: the lock table of the database is full. */
    private static final String NO_ROOM_FOR_LOCKS = "53200";

    private final ListRecorder recorder;
    private final CaseTable cases;
    private final ReceiptOutcomes outcomes;
    private final PatientContext context;
    private final CaseLoop loop;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final Clock clock;
    private final WalkMeters meters;

    CaseBook(
            ListRecorder recorder,
            CaseTable cases,
            ReceiptOutcomes outcomes,
            PatientContext context,
            CaseLoop loop,
            TransactionTemplate transaction,
            WorkSignal signal,
            Clock clock,
            WalkMeters meters) {
        this.recorder = recorder;
        this.cases = cases;
        this.outcomes = outcomes;
        this.context = context;
        this.loop = loop;
        this.transaction = transaction;
        this.signal = signal;
        this.clock = clock;
        this.meters = meters;
    }

    /** Records the walks and returns those that failed; all others are done. */
    List<Failed> record(List<Walk> walks) {
        List<Failed> failed = new ArrayList<>();
        // institutions share no case, so no list has things of two
        Map<String, List<Walk>> byInstitution = new LinkedHashMap<>();
        walks.forEach(walk -> byInstitution
                .computeIfAbsent(walk.receipt().institution(), none -> new ArrayList<>())
                .add(walk));
        byInstitution.values().forEach(own -> recordOfOne(own, failed));
        return failed;
    }

    private void recordOfOne(List<Walk> walks, List<Failed> failed) {
        List<WalkPart> list = new ArrayList<>();
        int things = 0;
        for (Walk walk : walks) {
            WalkPart part = WalkPart.of(walk);
            int more = part.things().size();
            if (part.isApart() || things + more > WalkPart.MOST_THINGS) {
                recordHalved(list, failed);
                list = new ArrayList<>();
                things = 0;
            }
            if (part.isApart()) {
                recordParts(part, failed);
            } else {
                list.add(part);
                things += more;
            }
        }
        recordHalved(list, failed);
    }

    /**
     * A walk with very many things. Each part is a transaction. After a crash between two of them the walk begins anew, and what
     * stands in the ledger keeps its outcome.
     */
    private void recordParts(WalkPart first, List<Failed> failed) {
        WalkPart part = first;
        while (true) {
            List<Done> done = recordHalved(List.of(part), failed);
            if (done.isEmpty() || part.isLast()) {
                return;
            }
            part = part.next(done.get(0).results(), done.get(0).erased());
        }
    }

    /** Records what can be recorded; a list that fails is halved, down to the walk that spoils it. */
    private List<Done> recordHalved(List<WalkPart> list, List<Failed> failed) {
        if (list.isEmpty()) {
            return List.of();
        }
        RuntimeException fault;
        try {
            List<Done> done = recorded(list);
            signal.wake("relay");
            report(done.stream().filter(one -> one.part().isLast()).toList());
            return done;
        } catch (TransactionException
                | TransientDataAccessException
                | RecoverableDataAccessException
                | DataAccessResourceFailureException e) {
            if (!(e instanceof ConcurrencyFailureException)) {
                // the database is at fault and none of the walks
                list.forEach(
                        part -> failed.add(new Failed(part.walk(), new ProblemException(Problem.RECORD_UNAVAILABLE))));
                return List.of();
            }
            fault = e;
        } catch (RuntimeException e) {
            fault = e;
        }
        if (list.size() == 1) {
            failed.add(new Failed(
                    list.get(0).walk(),
                    fault instanceof DataAccessException ? new ProblemException(Problem.RECORD_UNAVAILABLE) : fault));
            return List.of();
        }
        int half = list.size() / 2;
        List<Done> done = new ArrayList<>(recordHalved(list.subList(0, half), failed));
        done.addAll(recordHalved(list.subList(half, list.size()), failed));
        return done;
    }

    private List<Done> recorded(List<WalkPart> list) {
        // a list that lost against another keeps all others waiting at its next attempt, so as not to lose again
        return tried(isAgain -> recorder.record(list, isAgain));
    }

    /** Counts how the walks ended and logs it: a line for each channel and outcome, with the last receipt of it. */
    private void report(List<Done> done) {
        Map<Ended, Line> lines = new LinkedHashMap<>();
        for (Done one : done) {
            report(one);
            String channel = one.walk().receipt().channel();
            Line line = new Line(1, one.walk().receipt().id());
            for (Outcome result : one.results().isEmpty() ? List.of(Outcome.COUNTED) : one.results()) {
                lines.merge(new Ended(channel, result), line, Line::plus);
            }
        }
        lines.forEach((ended, line) -> LOG.event(
                ended.outcome().word(),
                LogKey.CHANNEL,
                ended.channel(),
                LogKey.COUNT,
                line.count(),
                LogKey.RECEIPT_ID,
                line.lastId()));
    }

    private record Ended(String channel, Outcome outcome) {}

    private record Line(int count, long lastId) {
        Line plus(Line next) {
            return new Line(count + next.count, next.lastId);
        }
    }

    private void report(Done done) {
        Walk walk = done.walk();
        List<Outcome> results = done.results();
        meters.walked(walk);
        String channel = walk.receipt().channel();
        results.stream()
                .filter(result -> result != Outcome.COUNTED)
                .forEach(result -> meters.ended(channel, result, 1));
        long counted =
                walk.counted().values().stream().mapToLong(Long::longValue).sum();
        if (counted > 0 || results.isEmpty()) {
            meters.ended(channel, Outcome.COUNTED, Math.max(1, counted));
        }
    }

    /** The cases with these ids that are not erased. The work to enrich the others ends. */
    List<CaseFile> open(List<Long> ids) {
        return committed(() -> {
            List<CaseFile> open = cases.read(ids);
            Set<Long> gone = new LinkedHashSet<>(ids);
            open.forEach(file -> gone.remove(file.id()));
            outcomes.endContextWork(gone);
            return open;
        });
    }

    /** Writes down what changed of the cases and ends the work to enrich them. */
    void amend(List<CaseFile> seen) {
        List<Long> amended = new ArrayList<>();
        committed(() -> {
            amended.clear();
            Map<Long, CaseTable.Revised> revisions =
                    cases.lockRevisions(seen.stream().map(CaseFile::id).toList());
            List<Long> ended = new ArrayList<>();
            List<Long> repeated = new ArrayList<>();
            CaseChanges changes = new CaseChanges(new CaseNames());
            for (CaseFile file : seen) {
                CaseTable.Revised now = revisions.get(file.id());
                if (now != null && now.revision() != file.revision()) {
                    // the case has a new revision: the work stays, and the case is enriched again
                    repeated.add(file.id());
                    continue;
                }
                if (now != null && file.isChanged()) {
                    amend(file, now.own(), changes);
                    amended.add(file.id());
                }
                ended.add(file.id());
            }
            cases.write(changes, "", clock.instant());
            loop.deriveWritten(changes.cases(), clock.instant());
            outcomes.repeatContextWork(repeated);
            outcomes.endContextWork(ended);
            return ended;
        });
        amended.forEach(id -> LOG.event("context-added", LogKey.COMPLAINT_ID, id));
        if (!amended.isEmpty()) {
            signal.wake("relay");
        }
    }

    private void amend(CaseFile file, @Nullable ObjectNode own, CaseChanges changes) {
        OpenCase one = OpenCase.known(file.id());
        one.load(file, own);
        changes.revise(one, file.document(), null, false);
        changes.claim(context.linkedClaims(file.document()), one);
    }

    private <T> List<T> committed(Supplier<List<T>> work) {
        try {
            return tried(isAgain -> work.get());
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.RECORD_UNAVAILABLE);
        }
    }

    /** @param work gets true if an earlier attempt lost against another transaction */
    private <T> List<T> tried(Function<Boolean, List<T>> work) {
        for (int attempt = 1; ; attempt++) {
            boolean isAgain = attempt > 1;
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.apply(isAgain)), "a list");
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (DataAccessResourceFailureException e) {
                if (isAgain || !isOutOfLocks(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isOutOfLocks(DataAccessException fault) {
        return fault.getMostSpecificCause() instanceof SQLException cause
                && NO_ROOM_FOR_LOCKS.equals(cause.getSQLState());
    }
}
