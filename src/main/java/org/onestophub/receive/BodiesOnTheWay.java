package org.onestophub.receive;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** How many bodies each sender lets the hub wait for at this moment; each holds one of the threads that serve all. */
final class BodiesOnTheWay {

    private final int mostOfOne;
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    BodiesOnTheWay(int mostOfOne) {
        this.mostOfOne = mostOfOne;
    }

    /**
     * One more; {@link #ended} must follow.
     * @throws ProblemException RC-302 if the sender has as many on the way as he may, then nothing must follow
     */
    void begun(String sender) {
        if (counts.merge(sender, 1, Integer::sum) > mostOfOne) {
            ended(sender);
            throw new ProblemException(Problem.OVERLOADED);
        }
    }

    /** It is there, or it will not come. */
    void ended(String sender) {
        counts.computeIfPresent(sender, (name, count) -> count == 1 ? null : count - 1);
    }
}
