package org.onestophub.outlet.sink;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Message;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsSendTimedOutException;
import org.onestophub.platform.probe.ProbeSocket;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Puts a durable text message onto a queue of another broker by AMQP 1.0, which Artemis, ActiveMQ, RabbitMQ 4, Qpid and
 * others speak; returns when the broker has said that it has it.
 */
public class QueueSinkStep extends TrustingSinkStep {

    private URI url;
    private String queue = "";
    private String usernameSetting = "";
    private String passwordSetting = "";

    /** {@code amqps://host:port} or {@code amqp://host:port}; CH-207 if it is not of that form. */
    public void setUrl(String url) {
        this.url = brokerOf(required("url", url));
    }

    /** The queue's name; CH-207 if blank. */
    public void setQueue(String queue) {
        this.queue = required("queue", queue);
    }

    /** Name of the setting that holds the user's name. */
    public void setUsernameSetting(String usernameSetting) {
        this.usernameSetting = required("usernameSetting", usernameSetting);
    }

    /** Name of the setting that holds the password. */
    public void setPasswordSetting(String passwordSetting) {
        this.passwordSetting = required("passwordSetting", passwordSetting);
    }

    @Override
    protected void doStart() {
        if (url == null) {
            throw new ProblemException(Problem.SETTING_INVALID, "url");
        }
    }

    @Override
    public String kind() {
        return url.getScheme();
    }

    @Override
    public void probe(ProbeSteps steps) {
        probeSettings(steps, usernameSetting, passwordSetting);
        try (ProbeSocket line = new ProbeSocket(url.getHost(), url.getPort())) {
            line.resolve(steps);
            line.connect(steps);
            if (url.getScheme().equals("amqps")) {
                line.tls(steps, trust().judge(), true, clock(), plain -> {});
            }
        }
        new QueueProbe(this::factory, queue).run(steps);
    }

    @Override
    protected SinkReply handOver(String shipmentId, Message message) {
        String text = new String(bytesOf(message), StandardCharsets.UTF_8);
        boolean isBegun = false;
        SinkReply taken = null;
        try (Connection connection = factory().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            TextMessage datum = session.createTextMessage(text);
            // by this Artemis recognises a repetition; others may by the correlation id
            datum.setStringProperty("_AMQ_DUPL_ID", shipmentId);
            datum.setJMSCorrelationID(shipmentId);
            isBegun = true;
            producer.send(datum);
            taken = SinkReply.taken("accepted", "");
            return taken;
        } catch (JMSException e) {
            // also a connection that does not close well, after the broker's yes
            return taken != null ? taken : judge(e, isBegun);
        }
    }

    private static SinkReply judge(JMSException fault, boolean isBegun) {
        if (fault instanceof InvalidDestinationException || fault instanceof JMSSecurityException) {
            return SinkReply.failed(Problem.DESTINATION_UNREACHABLE, "refused", "");
        }
        // a full queue gives no credit, so nothing is sent; only the text differs from that of a missing answer
        boolean isWithoutCredit = fault instanceof JmsSendTimedOutException
                && String.valueOf(fault.getMessage()).contains("credit");
        if (fault instanceof ResourceAllocationException || isWithoutCredit) {
            return SinkReply.failed(Problem.DESTINATION_BUSY, "full", "");
        }
        return SinkReply.failed(isBegun ? Problem.OUTCOME_UNKNOWN : Problem.DESTINATION_UNREACHABLE, "", "");
    }

    private JmsConnectionFactory factory() {
        JmsConnectionFactory factory = new JmsConnectionFactory(
                secretOf(usernameSetting),
                secretOf(passwordSetting),
                url + "?transport.connectTimeout=" + connectTimeout().toMillis());
        factory.setSslContext(trust().context());
        factory.setConnectTimeout(connectTimeout().toMillis());
        factory.setRequestTimeout(timeout().toMillis());
        factory.setSendTimeout(timeout().toMillis());
        factory.setCloseTimeout(connectTimeout().toMillis());
        factory.setForceSyncSend(true);
        factory.setPopulateJMSXUserID(false);
        return factory;
    }

    /** No options: they could switch the certificate's check off, or make the client reconnect for ever. */
    private static URI brokerOf(String text) {
        try {
            URI given = new URI(text);
            boolean isAmqp = "amqps".equals(given.getScheme()) || "amqp".equals(given.getScheme());
            if (isAmqp
                    && given.getHost() != null
                    && given.getPort() > 0
                    && given.getRawUserInfo() == null
                    && given.getRawQuery() == null) {
                return given;
            }
        } catch (java.net.URISyntaxException e) {
            // reported below
        }
        throw new ProblemException(Problem.SETTING_INVALID, "url");
    }
}
