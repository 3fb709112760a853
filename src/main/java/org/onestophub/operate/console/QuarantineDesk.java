package org.onestophub.operate.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.operate.ops.query.DisciplineCases;
import org.onestophub.operate.ops.query.DisciplineCases.Thing;
import org.onestophub.operate.ops.query.HeldRow;
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
    /** Inputs of a group that a trial looks at; the whole trial has half a minute. */
    private static final int TRIED = 10;

    private static final int MAX_REASON = 500;

    /**
     * What a trial found. Nothing was kept or changed.
     *
     * @param tried how many inputs were tried
     * @param good how many would go through READ, MAP and CHECK now
     * @param codes codes of those that would not, with their counts
     */
    record Trial(int tried, int good, Map<String, Integer> codes) {}

    private final QuarantineQueries queries;
    private final Quarantine quarantine;
    private final MappingDryRuns runs;
    private final ReceiptBytes receipts;
    private final BoundedWork work;
    private final AccessRecord record;
    private final InstitutionOf owners;
    private final DisciplineCases discipline;

    QuarantineDesk(
            QuarantineQueries queries,
            Quarantine quarantine,
            MappingDryRuns runs,
            ReceiptBytes receipts,
            BoundedWork work,
            AccessRecord record,
            InstitutionOf owners,
            DisciplineCases discipline) {
        this.queries = queries;
        this.quarantine = quarantine;
        this.runs = runs;
        this.receipts = receipts;
        this.work = work;
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
    Trial trial(Viewer viewer, String code, String channel) {
        viewer.require(Right.OPERATE);
        List<HeldRow> oldest = queries.list(
                        RequestParameters.code(code),
                        RequestParameters.word(channel, "channel"),
                        viewer.institutions(),
                        0,
                        TRIED)
                .items();
        record.done(viewer.by(), "quarantine-trial", code + " " + channel, null);
        return work.run(() -> tried(oldest));
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

    private Trial tried(List<HeldRow> held) {
        int good = 0;
        Map<String, Integer> codes = new LinkedHashMap<>();
        MappingDryRun now = runs.inUse();
        List<Long> ids = held.stream().map(HeldRow::receiptId).distinct().toList();
        for (Receipt receipt : receipts.receipts(ids)) {
            List<String> found = codesOf(now.run(receipt));
            if (found.isEmpty()) {
                good++;
            }
            found.forEach(code -> codes.merge(code, 1, Integer::sum));
        }
        return new Trial(ids.size(), good, codes);
    }

    /** Codes of what stops an input; empty if nothing does. */
    static List<String> codesOf(MappingDryRun.Result result) {
        List<String> codes = new ArrayList<>();
        if (result.problem() != null) {
            codes.add(result.problem().code());
        }
        for (Candidate candidate : result.walk().candidates()) {
            if (candidate.problem() != null) {
                codes.add(candidate.problem().code());
            }
        }
        return codes;
    }

    private static void bounded(List<Long> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw new ProblemException(Problem.REQUEST_INVALID, "id");
        }
    }
}
