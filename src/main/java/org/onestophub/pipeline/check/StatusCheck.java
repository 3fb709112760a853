package org.onestophub.pipeline.check;

import java.util.List;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;

/** Checks the form of status events. */
final class StatusCheck {

    private final StatusSchema schema;
    private final ConstraintCheck records;

    StatusCheck(StatusSchema schema, ConstraintCheck records) {
        this.schema = schema;
        this.records = records;
    }

    Candidate checked(Candidate candidate) {
        List<Finding> violations = schema.violations(candidate.mapped());
        if (!violations.isEmpty()) {
            return stopped(candidate, violations);
        }
        ConstraintCheck.Bound bound = records.bindStatus(candidate.mapped());
        return bound.violations().isEmpty() ? candidate.with(bound.document()) : stopped(candidate, bound.violations());
    }

    private static Candidate stopped(Candidate candidate, List<Finding> violations) {
        Finding first = violations.get(0);
        return candidate
                .withFindings(violations.subList(1, violations.size()))
                .stopped(Problem.ofCode(first.code()), first.field());
    }
}
