package org.onestophub.outlet.sink;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Tries a queue of another broker; nothing is put onto it. A broker that makes queues by itself makes it now. */
final class QueueProbe {

    private final Supplier<? extends ConnectionFactory> factory;
    private final String queue;
    private volatile @Nullable Connection connection;

    QueueProbe(Supplier<? extends ConnectionFactory> factory, String queue) {
        this.factory = factory;
        this.queue = queue;
    }

    void run(ProbeSteps steps) {
        try {
            steps.step("login", Problem.SERVER_STRANGE, this::login);
            steps.step("queue", Problem.SERVER_STRANGE, () -> queue(ProbeSteps.made(connection)));
            steps.skip("hand-over", "no message is sent");
        } finally {
            close();
        }
    }

    private Map<String, String> login() throws JMSException {
        try {
            Connection made = factory.get().createConnection();
            connection = made;
            made.start();
            return Map.of();
        } catch (JMSSecurityException e) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
    }

    private Map<String, String> queue(Connection connection) throws JMSException {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue(queue)).close();
            return Map.of();
        } catch (InvalidDestinationException e) {
            throw new ProblemException(Problem.QUEUE_MISSING);
        } catch (JMSSecurityException e) {
            throw new ProblemException(Problem.RIGHT_MISSING);
        }
    }

    private void close() {
        try {
            Connection made = connection;
            if (made != null) {
                made.close();
            }
        } catch (JMSException e) {
            // it is gone either way
        }
    }
}
