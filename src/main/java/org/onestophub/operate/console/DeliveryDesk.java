package org.onestophub.operate.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Delivery;
import org.onestophub.complaint.contract.operations.DeadLetter;
import org.onestophub.complaint.contract.operations.DeadLetters;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.DisciplineCases;
import org.onestophub.operate.ops.query.DisciplineCases.Thing;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Destinations, their deliveries, and letters that consumers did not take; for who sees all institutions. */
@Component
class DeliveryDesk {

    static final List<String> STATES =
            List.of("waiting", "attempt", "unknown", "sent", "dead", "resent", "discarded", "filtered");
    private static final int ROWS = 50;
    private static final int MOST = 200;
    private static final int MAX_REASON = 500;

    private final Destinations destinations;
    private final DeadLetters letters;
    private final AccessRecord record;
    private final DisciplineCases discipline;

    DeliveryDesk(Destinations destinations, DeadLetters letters, AccessRecord record, DisciplineCases discipline) {
        this.destinations = destinations;
        this.letters = letters;
        this.record = record;
        this.discipline = discipline;
    }

    List<DestinationStatus> all(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return destinations.all();
    }

    DestinationStatus named(Viewer viewer, String name) {
        viewer.requireForAll(Right.VIEW);
        return destinations
                .named(RequestParameters.word(name, "name"))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "name"));
    }

    /** Deliveries, newest first; one row more than a page if there are more. */
    List<Delivery> deliveries(Viewer viewer, String name, @Nullable String state, long before) {
        viewer.requireForAll(Right.VIEW);
        return destinations.deliveries(
                RequestParameters.word(name, "name"),
                RequestParameters.oneOf(STATES, state, "state"),
                null,
                before,
                ROWS);
    }

    List<DeadLetter> letters(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return letters.list(null, 0, MOST);
    }

    /** Stops handing over until {@link #resume}; a second call changes nothing. */
    void pause(Viewer viewer, String name) {
        begin(viewer, "destination-pause", RequestParameters.word(name, "name"), null);
        destinations.pause(name, viewer.by());
    }

    void resume(Viewer viewer, String name) {
        begin(viewer, "destination-resume", RequestParameters.word(name, "name"), null);
        destinations.resume(name, viewer.by());
    }

    List<ItemResult> resend(Viewer viewer, String name, List<Long> ids) {
        begin(viewer, "delivery-resend", RequestParameters.word(name, "name"), null);
        bounded(ids);
        return ItemResult.each(ids, id -> destinations.resend(seen(id), name, viewer.by()));
    }

    List<ItemResult> discard(Viewer viewer, List<Long> ids, @Nullable String reason) {
        String why = RequestParameters.needed(reason, "reason", MAX_REASON);
        begin(viewer, "delivery-discard", ids.size() + " deliveries", why);
        bounded(ids);
        return ItemResult.each(ids, id -> destinations.discard(seen(id), why, viewer.by()));
    }

    List<ItemResult> decide(Viewer viewer, List<Long> ids, boolean arrived) {
        begin(viewer, arrived ? "delivery-arrived" : "delivery-not-arrived", ids.size() + " deliveries", null);
        bounded(ids);
        return ItemResult.each(ids, id -> destinations.decide(seen(id), arrived, viewer.by()));
    }

    List<ItemResult> giveBack(Viewer viewer, List<Long> ids) {
        begin(viewer, "letter-return", ids.size() + " letters", null);
        bounded(ids);
        return ItemResult.each(ids, id -> letters.giveBack(id, viewer.by()));
    }

    /** The same id; a delivery of a case that the viewer may not know of is not there. */
    private long seen(long id) {
        return discipline.seen(Thing.DELIVERY, id);
    }

    private void begin(Viewer viewer, String action, String object, @Nullable String reason) {
        viewer.requireForAll(Right.OPERATE);
        record.done(viewer.by(), action, object, reason);
    }

    private static void bounded(List<Long> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw new ProblemException(Problem.REQUEST_INVALID, "id");
        }
    }
}
