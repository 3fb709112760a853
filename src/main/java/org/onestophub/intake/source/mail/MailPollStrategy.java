package org.onestophub.intake.source.mail;

import java.util.Locale;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.onestophub.intake.source.PollTurn;
import org.onestophub.intake.source.SourceExceptionHandler;

/**
 * Looks at a mailbox while it is this hub's turn, and notes each look that went well: a poll that is quiet and one that is
 * dead differ in nothing else.
 */
public class MailPollStrategy extends DefaultPollingConsumerPollStrategy {

    private final PollTurn turn = new PollTurn();
    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return turn.begin(consumer, () -> endpoint instanceof MailEndpoint mail ? sourceOf(mail) : "", channel);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        turn.ended();
        SourceExceptionHandler.lifeIn(endpoint.getCamelContext()).ifPresent(life -> life.looked(channel));
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) throws Exception {
        turn.ended();
        return super.rollback(consumer, endpoint, retryCounter, cause);
    }

    /** Without the port, as one server may be reached over several. */
    private static String sourceOf(MailEndpoint endpoint) {
        MailConfiguration mail = endpoint.getConfiguration();
        String user = mail.getPasswordAuthentication().getUserName();
        return "imap:" + user + "@" + mail.getHost().toLowerCase(Locale.ROOT) + "/" + mail.getFolderName();
    }
}
