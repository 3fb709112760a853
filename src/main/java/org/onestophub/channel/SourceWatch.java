package org.onestophub.channel;

import org.onestophub.problem.Problem;

/**
 * Told by every polling source how its last look went, so that a channel that cannot reach its source is seen to be down
 * (camel-pitfalls P22: Camel itself only logs). A bean of this type is found by type; without one only the log knows.
 */
public interface SourceWatch {

    /** The source of {@code channel} was reached and listed. */
    void reached(String channel);

    /** The source of {@code channel} could not be reached, or something in it could not be taken. */
    void failed(String channel, Problem problem);
}
