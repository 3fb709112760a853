package org.onestophub.operate.console;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What became of one of several things that a person ordered at once.
 *
 * @param id of the thing
 * @param result {@code done}, {@code gone}: somebody else, or an earlier click, had done it, or {@code failed}
 * @param code of the problem, empty if it did not fail
 */
record ItemResult(long id, String result, String code) implements Serializable {

    /** Does it to each; one that fails does not stop the others, and a second order finds it done. */
    static List<ItemResult> each(List<Long> ids, LongConsumer action) {
        List<ItemResult> results = new ArrayList<>();
        for (long id : ids) {
            results.add(one(id, action));
        }
        return List.copyOf(results);
    }

    private static ItemResult one(long id, LongConsumer action) {
        try {
            action.accept(id);
            return new ItemResult(id, "done", "");
        } catch (ProblemException e) {
            return e.problem() == Problem.NOT_FOUND
                    ? new ItemResult(id, "gone", "")
                    : new ItemResult(id, "failed", e.problem().code());
        }
    }
}
