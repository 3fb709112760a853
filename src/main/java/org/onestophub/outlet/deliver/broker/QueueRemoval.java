package org.onestophub.outlet.deliver.broker;

import java.util.OptionalLong;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Takes a queue off the broker, with all that is in it. */
final class QueueRemoval {

    private QueueRemoval() {}

    /**
     * Gives how many messages went; empty if there is no such queue.
     * @throws ProblemException DL-102 if somebody reads it, DL-202 if the login may not remove it
     */
    static OptionalLong of(ClientSession session, String queue) throws ActiveMQException {
        ClientSession.QueueQuery found = session.queueQuery(SimpleString.of(queue));
        if (!found.isExists()) {
            return OptionalLong.empty();
        }
        if (found.getConsumerCount() > 0) {
            throw new ProblemException(Problem.QUEUE_IN_USE, "name");
        }
        try {
            session.deleteQueue(SimpleString.of(queue));
            return OptionalLong.of(found.getMessageCount());
        } catch (ActiveMQIllegalStateException e) {
            // somebody began to read it since the look
            throw new ProblemException(Problem.QUEUE_IN_USE, "name");
        } catch (ActiveMQSecurityException e) {
            throw new ProblemException(Problem.BROKER_RIGHT_MISSING);
        } catch (ActiveMQNonExistentQueueException e) {
            return OptionalLong.empty();
        }
    }
}
