package org.onestophub.intake.source;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/**
 * Looks at a source while it is this hub's turn, and notes each look that went well: a poll that is quiet and one that is
 * dead differ in nothing else.
 */
public class SourcePollStrategy extends DefaultPollingConsumerPollStrategy {

    private final PollTurn turn = new PollTurn();
    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return turn.begin(
                consumer, () -> endpoint instanceof PolledSource source ? source.sharedName(channel) : "", channel);
    }

    /** True unless another hub took over since the look began. */
    public boolean goesOn(Consumer consumer) {
        return turn.goesOn(consumer, channel);
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
}
