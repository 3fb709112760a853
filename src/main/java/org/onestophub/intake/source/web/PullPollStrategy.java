package org.onestophub.intake.source.web;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.onestophub.intake.source.PollTurn;
import org.onestophub.intake.source.SourceExceptionHandler;
import org.onestophub.problem.ProblemException;

/** Looks at a platform while it is this hub's turn, and notes each look that went well. */
public class PullPollStrategy extends DefaultPollingConsumerPollStrategy {

    private final PollTurn turn = new PollTurn();
    private String channel = "";

    /** Name of the channel. */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return turn.begin(consumer, () -> sourceOf(endpoint), channel);
    }

    /** Two channels may ask one platform for different things, so the channel is part of it. */
    private String sourceOf(Endpoint endpoint) {
        try {
            return endpoint instanceof HttpPullEndpoint platform
                    ? "pull:" + channel + ":" + platform.pull().source()
                    : "";
        } catch (ProblemException e) {
            // without an address nobody can look; the look says so
            return "";
        }
    }

    boolean goesOn(Consumer consumer) {
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
