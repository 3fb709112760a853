package org.onestophub.simulator;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The case system of a hospital that speaks JMS with Artemis' own client instead of AMQP 1.0. */
public final class JmsCaseSystem extends CaseSystem {

    private JmsCaseSystem(String url, String user, String password, String queue) {
        super(new ActiveMQConnectionFactory(url, user, password), queue);
    }

    /** Consumes the named queue, for example from {@code tcp://127.0.0.1:61616}. */
    public static JmsCaseSystem overJms(String url, String user, String password, String queue) {
        return new JmsCaseSystem(url, user, password, queue);
    }
}
