package org.onestophub.pipeline.quarantine;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.Walk;
import org.onestophub.complaint.WalkMeters;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Every flow with a problem ends here: it is retried if another system was at fault, otherwise held for a person. */
@Component("quarantine")
public class QuarantineStep {

    private static final HubLog LOG = HubLog.of("quarantine");
    /** An unknown fault may be temporary; after so many attempts it is taken as permanent. */
    private static final int UNFORESEEN_ATTEMPTS = 3;

    private static final List<String> CONTEXT = List.of(Lane.CONTEXT.word());

    private final HeldItems held;
    private final WalkMeters meters;

    QuarantineStep(HeldItems held, WalkMeters meters) {
        this.held = held;
        this.meters = meters;
    }

    /** Deals with the failed exchange. Never throws: what cannot be written now is retried when its lease ends. */
    @Handler
    public void hold(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Throwable fault = caught == null ? new IllegalStateException("no exception was caught") : caught;
        try {
            hold(exchange.getMessage().getBody(), fault);
        } catch (DataAccessException | TransactionException e) {
            LOG.error("not-held", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private void hold(@Nullable Object body, Throwable fault) {
        if (body instanceof Walk walk) {
            meters.walked(walk);
            hold(walk.receipt(), Lane.WALKED, fault, roomOf(walk));
        }
        if (body instanceof Receipt receipt) {
            hold(receipt, List.of(Lane.PAGES.word()), fault, "receive");
        }
        if (body instanceof List<?> batch) {
            for (Object item : batch) {
                hold((Receipt) item, List.of(Lane.PATIENT.word()), fault, "patient");
            }
        }
        if (body instanceof CaseFile file) {
            again(file.id(), fault);
        }
        if (body instanceof Long complaintId) {
            again(complaintId, fault);
        }
    }

    /** @param lanes where its work may be */
    private void hold(Receipt receipt, List<String> lanes, Throwable fault, String room) {
        ProblemException known = ObjectHelper.getException(ProblemException.class, fault);
        if (known != null && !known.problem().isPassing()) {
            held.park(receipt, lanes, known.problem().room(), known.problem(), known.field());
            return;
        }
        if (known != null || held.attempts(lanes, receipt.id()) < UNFORESEEN_ATTEMPTS) {
            LOG.warn("retried", LogKey.RECEIPT_ID, receipt.id(), LogKey.ROOM, room, LogKey.FAULT, nameOf(fault));
            held.retryLater(lanes, receipt.id());
            return;
        }
        LOG.error("unforeseen", LogKey.RECEIPT_ID, receipt.id(), LogKey.ROOM, room, LogKey.FAULT, nameOf(fault));
        held.park(receipt, lanes, room, unforeseenIn(room), "");
    }

    private static Problem unforeseenIn(String room) {
        return switch (room) {
            case "receive" -> Problem.RECEIVE_FAULT;
            case "read" -> Problem.READ_FAULT;
            case "map" -> Problem.MAP_FAULT;
            case "check" -> Problem.CHECK_FAULT;
            case "enrich", "patient" -> Problem.ENRICH_FAULT;
            default -> Problem.RECORD_FAULT;
        };
    }

    /** A failed context update of a case loses no data: it is repeated, and given up if it keeps failing. */
    private void again(long ref, Throwable fault) {
        LOG.warn("retried", LogKey.COMPLAINT_ID, ref, LogKey.ROOM, "enrich", LogKey.FAULT, nameOf(fault));
        ProblemException known = ObjectHelper.getException(ProblemException.class, fault);
        boolean passing = known != null && known.problem().isPassing();
        if (!passing && held.attempts(CONTEXT, ref) >= UNFORESEEN_ATTEMPTS) {
            held.giveUp(CONTEXT, ref);
            return;
        }
        held.retryLater(CONTEXT, ref);
    }

    private static String nameOf(Throwable fault) {
        ProblemException known = ObjectHelper.getException(ProblemException.class, fault);
        return known == null
                ? fault.getClass().getSimpleName()
                : known.problem().code();
    }

    /** The body is still the input of the failing room, so that room is the one after the last with a timing. */
    private static String roomOf(Walk walk) {
        List<String> rooms = List.of("read", "map", "check", "enrich", "record");
        return rooms.stream()
                .filter(room -> !walk.timings().containsKey(room))
                .findFirst()
                .orElse("record");
    }
}
