package org.onestophub.pipeline.patient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Handler;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.AdmissionReader;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.pipeline.patient.AdtReceiptOutcomes.Ended;
import org.onestophub.pipeline.patient.AdtReceiptOutcomes.Item;
import org.onestophub.pipeline.patient.PatientDirectory.AdtMessage;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The lane of ADT messages: a batch of receipts goes into the directory and ends, in one transaction. */
@Component("patient")
public class PatientStep {

    private static final HubLog LOG = HubLog.of("patient");

    private final AdmissionReader reader;
    private final PatientDirectory directory;
    private final AdtReceiptOutcomes outcomes;
    private final TransactionTemplate transaction;
    private final WalkMeters meters;

    PatientStep(
            AdmissionReader reader,
            PatientDirectory directory,
            AdtReceiptOutcomes outcomes,
            TransactionTemplate transaction,
            WalkMeters meters) {
        this.reader = reader;
        this.directory = directory;
        this.outcomes = outcomes;
        this.transaction = transaction;
        this.meters = meters;
    }

    /**
     * What a receipt holds, or why it cannot be read.
     *
     * @param problem null if it can be read
     */
    private record Opened(
            Receipt receipt,
            List<Admission> admissions,
            @Nullable Problem problem,
            String field) {}

    /**
     * Applies the receipts in their order and writes the outcome of each. A receipt that cannot be read or applied is
     * parked and stops no other; one whose bytes the store cannot give now keeps its place in the lane.
     * @throws ProblemException RE-301 if the database refused the batch as a whole; nothing has happened then
     */
    @Handler
    public void apply(List<Receipt> receipts) {
        long begin = System.nanoTime();
        List<Opened> opened = new ArrayList<>(receipts.size());
        for (Receipt receipt : receipts) {
            open(receipt).ifPresent(opened::add);
        }
        try {
            together(opened);
        } catch (DataAccessException | TransactionException refused) {
            if (!isOfTheDatum(refused)) {
                throw new ProblemException(Problem.RECORD_UNAVAILABLE);
            }
            opened.forEach(this::alone);
        } catch (RuntimeException fault) {
            // one message that shows a fault of ours must not hold up the lane for ever
            LOG.error("fault", LogKey.FAULT, fault.getClass().getName());
            opened.forEach(this::alone);
        }
        meters.worked("patient", Duration.ofNanos(System.nanoTime() - begin));
    }

    private void committed(List<Ended> ends) {
        ends.forEach(end -> meters.ended(end.receipt().channel(), end.outcome(), 1));
    }

    private Optional<Opened> open(Receipt receipt) {
        if (!receipt.institution().isEmpty()) {
            // numbers of two hospitals mean different people
            return Optional.of(new Opened(receipt, List.of(), Problem.DIRECTORY_OF_ANOTHER, ""));
        }
        try {
            return Optional.of(new Opened(receipt, reader.admissionsIn(receipt), null, ""));
        } catch (ProblemException e) {
            return e.problem().isPassing()
                    ? Optional.empty()
                    : Optional.of(new Opened(receipt, List.of(), e.problem(), e.field()));
        } catch (RuntimeException fault) {
            LOG.error(
                    "fault",
                    LogKey.RECEIPT_ID,
                    receipt.id(),
                    LogKey.FAULT,
                    fault.getClass().getName());
            return Optional.of(new Opened(receipt, List.of(), Problem.READ_FAULT, ""));
        }
    }

    private void together(List<Opened> opened) {
        committed(transaction.execute(status -> {
            List<AdtMessage> messages = opened.stream()
                    .flatMap(one -> one.admissions().stream()
                            .map(each -> new AdtMessage(one.receipt().id(), each)))
                    .toList();
            Iterator<Optional<Problem>> results = messages.isEmpty()
                    ? List.<Optional<Problem>>of().iterator()
                    : directory.apply(messages).iterator();
            List<Ended> ends = opened.stream().map(one -> endOf(one, results)).toList();
            outcomes.write(ends);
            return ends;
        }));
        LOG.event("applied", LogKey.COUNT, opened.size());
    }

    private void alone(Opened one) {
        try {
            together(List.of(one));
        } catch (DataAccessException | TransactionException refused) {
            if (!isOfTheDatum(refused)) {
                throw new ProblemException(Problem.RECORD_UNAVAILABLE);
            }
            oneByOne(one);
        } catch (RuntimeException fault) {
            LOG.error(
                    "fault",
                    LogKey.RECEIPT_ID,
                    one.receipt().id(),
                    LogKey.FAULT,
                    fault.getClass().getName());
            oneByOne(one);
        }
    }

    /** Each message of a batch in a transaction of its own, so that one the database refuses stops no other. */
    private void oneByOne(Opened one) {
        if (one.admissions().size() < 2) {
            park(one);
            return;
        }
        List<Optional<Problem>> results = new ArrayList<>();
        for (Admission admission : one.admissions()) {
            results.add(applied(new AdtMessage(one.receipt().id(), admission)));
        }
        List<Ended> ends = List.of(endOf(one, results.iterator()));
        transaction.executeWithoutResult(status -> outcomes.write(ends));
        committed(ends);
    }

    private Optional<Problem> applied(AdtMessage message) {
        try {
            List<Optional<Problem>> results = transaction.execute(status -> directory.apply(List.of(message)));
            return results == null || results.isEmpty() ? Optional.empty() : results.get(0);
        } catch (DataAccessException | TransactionException refused) {
            if (!isOfTheDatum(refused)) {
                throw new ProblemException(Problem.RECORD_UNAVAILABLE);
            }
            return Optional.of(Problem.ENRICH_FAULT);
        } catch (RuntimeException fault) {
            return Optional.of(Problem.ENRICH_FAULT);
        }
    }

    private void park(Opened one) {
        List<Ended> ends = List.of(Ended.parked(one.receipt(), "enrich", Problem.ENRICH_FAULT, ""));
        transaction.executeWithoutResult(status -> outcomes.write(ends));
        committed(ends);
    }

    /**
     * The end of a receipt: parked with its messages that could not be read or applied, else applied if any message was; the
     * first thing worth telling goes with it. The other messages of a batch are applied either way.
     */
    private static Ended endOf(Opened one, Iterator<Optional<Problem>> results) {
        Problem unread = one.problem();
        if (unread != null) {
            return Ended.parked(one.receipt(), "read", unread, one.field());
        }
        List<Item> parked = new ArrayList<>();
        Ended noted = null;
        int applied = 0;
        boolean isAdt = false;
        for (int number = 0; number < one.admissions().size(); number++) {
            Admission admission = one.admissions().get(number);
            Optional<Problem> result = results.next();
            isAdt |= !admission.event().isEmpty();
            Finding fault = admission.fault();
            if (fault != null) {
                parked.add(new Item(number, "read", Problem.ofCode(fault.code()), fault.field()));
            } else if (result.filter(PatientStep::stops).isPresent()) {
                Problem problem = result.get();
                parked.add(new Item(number, "enrich", problem, fieldOf(problem, admission)));
            } else if (result.isEmpty() || result.get() != Problem.EVENT_UNSUPPORTED) {
                applied++;
                noted = noted == null ? noted(one.receipt(), result, admission) : noted;
            }
        }
        if (!parked.isEmpty()) {
            return one.admissions().size() == 1
                    ? Ended.parked(
                            one.receipt(),
                            parked.get(0).room(),
                            parked.get(0).problem(),
                            parked.get(0).field())
                    : Ended.parked(one.receipt(), parked, applied);
        }
        if (applied > 0) {
            return noted == null ? Ended.applied(one.receipt()) : noted;
        }
        return Ended.counted(one.receipt(), isAdt);
    }

    /** What is worth telling of a message that was applied, null if nothing. */
    private static @Nullable Ended noted(Receipt receipt, Optional<Problem> result, Admission admission) {
        if (result.isPresent()) {
            return Ended.noted(receipt, result.get(), fieldOf(result.get(), admission));
        }
        return admission.findings().stream()
                .findFirst()
                .map(finding -> Ended.noted(receipt, Problem.ofCode(finding.code()), finding.field()))
                .orElse(null);
    }

    /** True if the message was not applied and waits for a person. */
    private static boolean stops(Problem problem) {
        return switch (problem) {
            case ENRICH_FAULT,
                    PATIENT_MISSING,
                    MERGE_AMBIGUOUS,
                    MERGE_INCOMPLETE,
                    UNLINK_IMPOSSIBLE,
                    NUMBER_AMBIGUOUS -> true;
            default -> false;
        };
    }

    private static String fieldOf(Problem problem, Admission admission) {
        return switch (problem) {
            case MERGE_AMBIGUOUS -> "MRG-1";
            case MERGE_INCOMPLETE -> AdtEvents.isLink(admission.event()) ? "PID" : "MRG";
            case VISIT_OF_ANOTHER -> "PV1-19";
            case ENRICH_FAULT -> "";
            default -> "PID-3";
        };
    }

    /** True if the values sent are at fault and not the database's condition. */
    private static boolean isOfTheDatum(RuntimeException refused) {
        return refused instanceof UncategorizedSQLException
                || refused instanceof DataIntegrityViolationException && !(refused instanceof DuplicateKeyException);
    }
}
