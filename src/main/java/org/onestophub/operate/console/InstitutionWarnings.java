package org.onestophub.operate.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Warnings of the institutions that a person sees, and what the person does about them. */
@Component
class InstitutionWarnings {

    private static final int ROWS = 50;

    private final Warnings warnings;
    private final AccessRecord record;

    InstitutionWarnings(Warnings warnings, AccessRecord record) {
        this.warnings = warnings;
        this.record = record;
    }

    /** Warnings, newest first; a full page has as many as {@link #rows}. {@code institution} null: all that the viewer sees. */
    List<Warnings.Row> list(Viewer viewer, @Nullable String state, @Nullable String institution, long before) {
        viewer.require(Right.VIEW);
        RequestParameters.oneOf(Warnings.STATES, state, "state");
        if (institution != null && !viewer.sees(institution)) {
            return List.of();
        }
        return warnings.list(state, institution == null ? viewer.institutions() : List.of(institution), before, ROWS);
    }

    static int rows() {
        return ROWS;
    }

    Warnings.Detail show(Viewer viewer, long id) {
        viewer.require(Right.VIEW);
        return warnings.show(id, viewer.institutions());
    }

    /** Does something about a warning; the same again changes nothing. */
    void act(Viewer viewer, long id, String type, Warnings.@Nullable Answer answer, @Nullable String note) {
        viewer.require(Right.OPERATE);
        if (!Warnings.TYPES.contains(type)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        record.done(viewer.by(), "warning-" + type, "warning " + id, note);
        warnings.act(id, viewer.institutions(), type, answer, note, viewer.by());
    }
}
