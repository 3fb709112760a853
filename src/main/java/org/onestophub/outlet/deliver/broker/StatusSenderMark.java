package org.onestophub.outlet.deliver.broker;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** Writes onto each message for the queue of status events who logged in to send it, whatever the sender wrote there. */
final class StatusSenderMark implements ActiveMQServerMessagePlugin {

    /** Property of the message. */
    static final String SENDER = "hubSender";

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
        if (StatusInbox.QUEUE.equals(message.getAddress())) {
            message.putStringProperty(SENDER, session.getUsername());
            message.reencode();
        }
    }
}
