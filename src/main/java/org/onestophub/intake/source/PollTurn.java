package org.onestophub.intake.source;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.support.ScheduledPollConsumer;
import org.onestophub.complaint.contract.PollTurns;

/** Asks before each look at a source whether it is this hub's turn; without a hub around it, it always is. */
public final class PollTurn {

    private static final Duration USUAL_PAUSE = Duration.ofMinutes(1);

    private Optional<PollTurns> turns = Optional.empty();
    private String source = "";

    /**
     * True if the source may be looked at now; then {@link #ended} must follow. If not, the channel learns that another
     * hub looks.
     * @param shared gives the same text on every hub for the same mailbox or folder; empty if no other hub can reach it.
     *     Asked only if there may be other hubs
     */
    public boolean begin(Consumer consumer, Supplier<String> shared, String channel) {
        CamelContext context = consumer.getEndpoint().getCamelContext();
        turns = Optional.ofNullable(context.getRegistry().findSingleByType(PollTurns.class))
                .filter(PollTurns::isNeeded);
        source = turns.isPresent() ? shared.get() : "";
        if (source.isEmpty()) {
            return true;
        }
        boolean isOurs = turns.get().begin(source, channel, pauseOf(consumer));
        if (!isOurs) {
            SourceExceptionHandler.lifeIn(context).ifPresent(life -> life.elsewhere(channel));
        }
        return isOurs;
    }

    /** True unless another hub took over since the look began; then what is left is for that one. */
    public boolean goesOn(Consumer consumer, String channel) {
        return source.isEmpty() || turns.get().begin(source, channel, pauseOf(consumer));
    }

    /** The look is over. */
    public void ended() {
        turns.ifPresent(asked -> asked.ended(source));
    }

    private static Duration pauseOf(Consumer consumer) {
        return consumer instanceof ScheduledPollConsumer polling
                ? Duration.of(polling.getDelay(), polling.getTimeUnit().toChronoUnit())
                : USUAL_PAUSE;
    }
}
