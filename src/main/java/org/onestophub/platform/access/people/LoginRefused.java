package org.onestophub.platform.access.people;

import org.onestophub.problem.Problem;
import org.springframework.security.core.AuthenticationException;

/** A login that failed for a reason that the person may know. */
final class LoginRefused extends AuthenticationException {

    private final transient Problem problem;

    LoginRefused(Problem problem) {
        super(problem.code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
