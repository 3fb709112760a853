package org.onestophub.operate.console;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The reason a person gave for seeing content. It holds for the session, stands on each page, and goes into each record. */
final class Reasons {

    private static final String KEPT = Reasons.class.getName();
    private static final int LONGEST = 200;

    private Reasons() {}

    /** The reason of this session, null if none was given. */
    static @Nullable String of(HttpSession session) {
        return session.getAttribute(KEPT) instanceof String reason ? reason : null;
    }

    /**
     * The reason of this session.
     * @throws ProblemException CO-104 if none was given
     */
    static String needed(HttpSession session) {
        String reason = of(session);
        if (reason == null) {
            throw new ProblemException(Problem.REASON_MISSING, "reason");
        }
        return reason;
    }

    static void keep(HttpSession session, @Nullable String reason) {
        session.setAttribute(
                KEPT, RequestParameters.needed(reason, "reason", LONGEST).strip());
    }

    static void forget(HttpSession session) {
        session.removeAttribute(KEPT);
    }
}
