package org.onestophub.complaint.contract;

import java.util.Optional;

/** The queue {@code complaint.status} of the hub's broker, onto which systems put status events. */
public interface StatusQueue {

    /**
     * A session on the queue; the caller closes it.
     * @throws org.onestophub.problem.ProblemException DL-301 if the broker cannot be asked now
     */
    Session open();

    /** One reader of the queue. What was taken is on the queue again unless {@link #done} follows. */
    interface Session extends AutoCloseable {

        /**
         * The next message; empty if none came in time.
         * @throws org.onestophub.problem.ProblemException DL-301 if the broker went away
         */
        Optional<Sent> take(long waitMillis);

        /**
         * Takes off the queue all that was taken.
         * @throws org.onestophub.problem.ProblemException DL-301 if the broker went away; all is on the queue again then
         */
        void done();

        @Override
        void close();
    }

    /**
     * A message.
     *
     * @param sender name of the login that sent it; empty if the broker does not say
     * @param bytes its body, the beginning of it if it is too large
     * @param sizeBytes how large it is
     * @param isWhole false if {@code bytes} is the beginning only
     */
    record Sent(String sender, byte[] bytes, long sizeBytes, boolean isWhole) {}
}
