package org.onestophub.operate.console;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.CaseLinks;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.AlarmQueries;
import org.onestophub.operate.ops.query.AlarmRow;
import org.onestophub.operate.ops.query.ComplaintLists;
import org.onestophub.operate.ops.query.ComplaintRow;
import org.onestophub.operate.ops.query.HeardAlarms;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Lists over cases of the viewer's institutions, and taking the content of one away. */
@Component
class CaseDesk {

    private static final int ROWS = 50;
    private static final int MAX_REASON = 500;

    /**
     * A complaint that was erased.
     *
     * @param at when it was erased first, UTC
     * @param receipts inputs whose bytes were taken away
     * @param shared inputs that also hold other complaints and so keep their bytes
     */
    record Erased(String number, Instant at, int receipts, List<Long> shared) implements Serializable {

        Erased {
            // as a kind of list that a session can keep
            shared = List.copyOf(shared);
        }
    }

    private final CaseLinks links;
    private final AlarmQueries alarms;
    private final HeardAlarms heard;
    private final ComplaintLists lists;
    private final Erasures erasures;
    private final AccessRecord record;

    CaseDesk(
            CaseLinks links,
            AlarmQueries alarms,
            HeardAlarms heard,
            ComplaintLists lists,
            Erasures erasures,
            AccessRecord record) {
        this.links = links;
        this.alarms = alarms;
        this.heard = heard;
        this.lists = lists;
        this.erasures = erasures;
        this.record = record;
    }

    /** Pairs that may be one, newest first; {@code complaint} null: all. */
    CaseLinks.Suggestions suggestions(Viewer viewer, @Nullable String complaint, @Nullable String cursor) {
        viewer.require(Right.VIEW);
        return links.list(
                viewer.institutions(),
                complaint == null ? null : RequestParameters.number(complaint, "complaint"),
                cursor,
                ROWS);
    }

    /** Alarms about cases, newest first; {@code state} and {@code institution} null: all. */
    Page<AlarmRow> alarms(Viewer viewer, @Nullable String state, @Nullable String institution, long before) {
        viewer.require(Right.VIEW);
        return Page.of(
                alarms.page(state, institution, viewer.institutions(), before, ROWS + 1),
                ROWS,
                last -> Long.toString(last.id()));
    }

    /** The alarms about a complaint that nobody has acknowledged. */
    List<AlarmRow> unheardOf(ComplaintRow row) {
        return alarms.of(row.id(), ROWS).stream()
                .filter(alarm -> alarm.acknowledged() == null && !alarm.state().equals("quiet"))
                .toList();
    }

    /** {@link HeardAlarms#wordsFor} of each rule of these alarms. */
    Map<String, List<String>> words(List<AlarmRow> rows) {
        return rows.stream().map(AlarmRow::rule).distinct().collect(Collectors.toMap(rule -> rule, heard::wordsFor));
    }

    /**
     * Says that an alarm was heard; nothing happens if somebody said so already.
     * @throws ProblemException CO-101 without the right; as {@link HeardAlarms#acknowledge}
     */
    AlarmRow heard(Viewer viewer, long id, @Nullable String type) {
        viewer.require(Right.OPERATE);
        return heard.acknowledge(id, type, viewer.institutions(), viewer.by());
    }

    /**
     * A complaint that the viewer may erase.
     * @throws ProblemException CO-101 without the right, AC-103 if there is none of that number among the viewer's institutions
     */
    ComplaintRow toErase(Viewer viewer, String number) {
        viewer.require(Right.ERASE);
        return seen(viewer, number);
    }

    /**
     * Takes the content of a complaint away for good. A second order takes away what came since.
     *
     * @param again the number once more, as the person typed it
     * @throws ProblemException as {@link #toErase}; AC-104 if {@code again} is another number or there is no reason; as
     *     {@link Erasures#erase}
     */
    Erased erase(Viewer viewer, String number, @Nullable String again, @Nullable String reason) {
        String canonical = toErase(viewer, number).number();
        if (again == null || !canonical.equals(RequestParameters.number(again, "again"))) {
            throw new ProblemException(Problem.REQUEST_INVALID, "again");
        }
        String why = RequestParameters.needed(reason, "reason", MAX_REASON);
        record.done(viewer.by(), "erase", canonical, why);
        Erasures.Erased erased = erasures.erase(canonical, why, viewer.by());
        return new Erased(canonical, erased.at(), erased.receipts(), erased.shared());
    }

    private ComplaintRow seen(Viewer viewer, String number) {
        return lists.named(RequestParameters.number(number, "number"))
                .filter(found -> viewer.sees(found.institution()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
    }
}
