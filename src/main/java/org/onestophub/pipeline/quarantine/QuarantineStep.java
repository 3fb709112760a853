package org.onestophub.pipeline.quarantine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.GivenWalks;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WalksFailed;
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
            hold(exchange.getMessage().getBody(), fault, laneOf(exchange));
        } catch (DataAccessException | TransactionException e) {
            LOG.error("not-held", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** The lane that gave ids to a route named after it. */
    private static String laneOf(Exchange exchange) {
        String route = exchange.getFromRouteId() == null ? "" : exchange.getFromRouteId();
        return Lane.OF_CASES.stream()
                .filter(lane -> route.equals("flow-" + lane))
                .findFirst()
                .orElse(Lane.CONTEXT.word());
    }

    private void hold(@Nullable Object body, Throwable fault, String lane) {
        WalksFailed some = ObjectHelper.getException(WalksFailed.class, fault);
        if (some != null) {
            hold(
                    some.failed().stream()
                            .map(one -> stopped(one.walk(), one.fault()))
                            .toList(),
                    Lane.WALKED);
        } else if (body instanceof Receipt receipt) {
            hold(List.of(new Stopped(receipt, fault, "receive")), List.of(Lane.PAGES.word()));
        } else {
            holdAll(listIn(body), fault, lane);
        }
    }

    private static List<?> listIn(@Nullable Object body) {
        if (body instanceof GivenWalks given) {
            return given.given();
        }
        return body instanceof List<?> list ? list : Stream.ofNullable(body).toList();
    }

    private void holdAll(List<?> list, Throwable fault, String lane) {
        List<Stopped> walks = new ArrayList<>();
        List<Stopped> messages = new ArrayList<>();
        List<Long> complaints = new ArrayList<>();
        for (Object one : list) {
            if (one instanceof Walk walk) {
                walks.add(stopped(walk, fault));
            }
            if (one instanceof Receipt receipt) {
                messages.add(new Stopped(receipt, fault, "patient"));
            }
            if (one instanceof CaseFile file) {
                complaints.add(file.id());
            }
            if (one instanceof Long complaintId) {
                complaints.add(complaintId);
            }
        }
        hold(walks, Lane.WALKED);
        hold(messages, List.of(Lane.PATIENT.word()));
        again(complaints, fault, lane);
    }

    /** An input that failed, and the room where it did. */
    private record Stopped(Receipt receipt, Throwable fault, String room) {}

    private Stopped stopped(Walk walk, Throwable fault) {
        meters.walked(walk);
        return new Stopped(walk.receipt(), fault, roomOf(walk));
    }

    /** @param lanes where their work may be */
    private void hold(List<Stopped> list, List<String> lanes) {
        if (list.isEmpty()) {
            return;
        }
        Map<Long, Integer> attempts = held.attempts(
                lanes, list.stream().map(one -> one.receipt().id()).toList());
        Map<Long, Integer> retried = new HashMap<>();
        for (Stopped one : list) {
            long id = one.receipt().id();
            ProblemException known = ObjectHelper.getException(ProblemException.class, one.fault());
            if (known != null && !known.problem().isPassing()) {
                held.park(one.receipt(), lanes, known.problem().room(), known.problem(), known.field());
            } else if (known != null || attempts.getOrDefault(id, 0) < UNFORESEEN_ATTEMPTS) {
                LOG.warn("retried", LogKey.RECEIPT_ID, id, LogKey.ROOM, one.room(), LogKey.FAULT, nameOf(one.fault()));
                retried.put(id, attempts.getOrDefault(id, 0));
            } else {
                LOG.error(
                        "unforeseen",
                        LogKey.RECEIPT_ID,
                        id,
                        LogKey.ROOM,
                        one.room(),
                        LogKey.FAULT,
                        nameOf(one.fault()));
                held.park(one.receipt(), lanes, one.room(), unforeseenIn(one.room()), "");
            }
        }
        held.retryLater(lanes, retried);
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

    /**
     * A failed context update of a case loses no data: it is repeated, and given up if it keeps failing. Other work on cases
     * is repeated for ever: nobody else would see that a duty is due.
     */
    private void again(List<Long> complaints, Throwable fault, String lane) {
        if (complaints.isEmpty()) {
            return;
        }
        ProblemException known = ObjectHelper.getException(ProblemException.class, fault);
        boolean passing = known != null && known.problem().isPassing() || !lane.equals(Lane.CONTEXT.word());
        List<String> lanes = List.of(lane);
        Map<Long, Integer> retried = new HashMap<>();
        held.attempts(lanes, complaints).forEach((ref, attempts) -> {
            LOG.warn("retried", LogKey.COMPLAINT_ID, ref, LogKey.ROOM, roomOf(lane), LogKey.FAULT, nameOf(fault));
            if (passing || attempts < UNFORESEEN_ATTEMPTS) {
                retried.put(ref, attempts);
            } else {
                held.giveUp(lanes, ref);
            }
        });
        held.retryLater(lanes, retried);
    }

    private static String roomOf(String lane) {
        return lane.equals(Lane.CONTEXT.word()) ? "enrich" : "record";
    }

    private static String nameOf(Throwable fault) {
        ProblemException known = ObjectHelper.getException(ProblemException.class, fault);
        return known == null
                ? fault.getClass().getSimpleName()
                : known.problem().code();
    }

    /** The body is still the input of the failing room, so that room is the one after the last with a timing. */
    private static String roomOf(Walk walk) {
        List<String> rooms = walk.mapping() != null
                        && Lane.WITHOUT_PROGRAM.contains(walk.mapping().lane())
                ? List.of("read", "record")
                : List.of("read", "map", "check", "enrich", "record");
        return rooms.stream()
                .filter(room -> !walk.timings().containsKey(room))
                .findFirst()
                .orElse("record");
    }
}
