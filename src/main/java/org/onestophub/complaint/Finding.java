package org.onestophub.complaint;

import org.onestophub.problem.Problem;

/** Something worth reporting that does not stop a complaint, for example a check digit that does not fit. */
public record Finding(String code, String field) {

    /** A finding for {@code problem} at {@code field} (name or JSON pointer, never a value). */
    public static Finding of(Problem problem, String field) {
        return new Finding(problem.code(), field);
    }
}
