package org.onestophub.operate.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.DisciplineCases;
import org.onestophub.operate.ops.query.DisciplineCases.Thing;
import org.onestophub.operate.ops.query.HeldRow;
import org.onestophub.operate.ops.query.HeldTrials;
import org.onestophub.operate.ops.query.InstitutionOf;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.QuarantineQueries;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Inputs that wait for a person: those of the viewer's institutions. An input belongs to that of its key or channel. */
@Component
class QuarantineDesk {

    /** Things one order may name. */
    private static final int MOST = 200;

    private static final int MAX_REASON = 500;

    private final QuarantineQueries queries;
    private final Quarantine quarantine;
    private final HeldTrials trials;
    private final AccessRecord record;
    private final InstitutionOf owners;
    private final DisciplineCases discipline;

    QuarantineDesk(
            QuarantineQueries queries,
            Quarantine quarantine,
            HeldTrials trials,
            AccessRecord record,
            InstitutionOf owners,
            DisciplineCases discipline) {
        this.queries = queries;
        this.quarantine = quarantine;
        this.trials = trials;
        this.record = record;
        this.owners = owners;
        this.discipline = discipline;
    }

    List<QuarantineQueries.Group> groups(Viewer viewer) {
        viewer.require(Right.VIEW);
        return queries.groups(viewer.institutions());
    }

    Page<HeldRow> list(Viewer viewer, @Nullable String code, @Nullable String channel, long after) {
        viewer.require(Right.VIEW);
        return queries.list(
                RequestParameters.code(code),
                RequestParameters.word(channel, "channel"),
                viewer.institutions(),
                after,
                MOST / 2);
    }

    /** Tries the oldest of a group with what runs now. */
    HeldTrials.Trial trial(Viewer viewer, String code, String channel) {
        viewer.require(Right.OPERATE);
        return trials.of(code, channel, viewer.institutions(), viewer.by());
    }

    List<ItemResult> replay(Viewer viewer, List<Long> ids) {
        viewer.require(Right.OPERATE);
        bounded(ids);
        record.done(viewer.by(), "quarantine-replay", ids.size() + " inputs", null);
        return ItemResult.each(ids, id -> quarantine.replay(own(viewer, id), viewer.by()));
    }

    List<ItemResult> discard(Viewer viewer, List<Long> ids, @Nullable String reason) {
        viewer.require(Right.OPERATE);
        bounded(ids);
        String why = RequestParameters.needed(reason, "reason", MAX_REASON);
        record.done(viewer.by(), "quarantine-discard", ids.size() + " inputs", why);
        return ItemResult.each(ids, id -> quarantine.discard(own(viewer, id), why, viewer.by()));
    }

    /** The same id; an input of another institution, or of a case that the viewer may not know of, is not there. */
    private long own(Viewer viewer, long id) {
        if (!viewer.seesAll()
                && owners.of(Subject.HELD, Long.toString(id))
                        .filter(viewer::sees)
                        .isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
        return discipline.seen(Thing.HELD_PART, id);
    }

    private static void bounded(List<Long> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw new ProblemException(Problem.REQUEST_INVALID, "id");
        }
    }
}
