package org.onestophub.intake.receive.door;

import java.util.concurrent.atomic.AtomicLong;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** How much memory all bodies together hold, those that are on their way and those whose answer is awaited. */
final class BodyMemory {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(long most) {
        this.most = most;
    }

    /** Bytes held now. */
    long held() {
        return held.get();
    }

    /** The part of one body; what it took is given back when it is closed. */
    final class Share implements AutoCloseable {

        private long taken;

        /**
         * Takes so much more.
         * @throws ProblemException RC-302 if all bodies together would hold more than may be
         */
        void take(long bytes) {
            taken += bytes;
            if (held.addAndGet(bytes) > most) {
                throw new ProblemException(Problem.OVERLOADED);
            }
        }

        @Override
        public void close() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
