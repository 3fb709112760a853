package org.onestophub.intake.source.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.complaint.Inbound;
import org.onestophub.intake.source.ItemHandOver;
import org.onestophub.intake.source.SourceExceptionHandler;
import org.onestophub.intake.source.SourcePollStrategy;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Looks at a platform or a feed; after a failure it leaves it alone for a growing pause, or as long as it asks. */
final class PullConsumer extends ScheduledPollConsumer {

    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofSeconds(5), Duration.ofMinutes(5));
    /** A platform whose clock is further off than this gets a remark on the channel. */
    private static final Duration CLOCK_OFF = Duration.ofMinutes(5);

    private final Asked asked;
    private final Clock clock;
    private int failures;
    private @Nullable Instant notBefore;
    private @Nullable Instant failedAt;
    private @Nullable ProblemException last;
    private final RecentItems recent = new RecentItems();
    private boolean isClockOff;

    /**
     * What is asked.
     *
     * @param channel name of the channel
     * @param line the line to it
     * @param look one look; gives the number of items
     * @param isClockMinded true if its clock decides what it lists
     */
    record Asked(String channel, PullLine line, ToIntFunction<PullLook.Allowance> look, boolean isClockMinded) {}

    PullConsumer(ScheduledPollEndpoint source, Processor processor, Clock clock, Asked asked) {
        super(source, processor);
        this.clock = clock;
        this.asked = asked;
    }

    @Override
    protected int poll() {
        forceConsumerAsReady();
        if (isPaused() && last != null) {
            throw last;
        }
        try {
            int items = asked.look().applyAsInt(new PullLook.Allowance(this::handOver, this::goesOn));
            failures = 0;
            last = null;
            notBefore = null;
            tellClock();
            return items;
        } catch (ProblemException e) {
            failures++;
            last = e;
            failedAt = clock.instant();
            Duration wanted = asked.line().askedPause();
            Duration pause = PAUSE.after(failures);
            notBefore = failedAt.plus(wanted.compareTo(pause) > 0 ? wanted : pause);
            throw e;
        }
    }

    /** A clock that was set back ends every pause. */
    private boolean isPaused() {
        Instant now = clock.instant();
        return notBefore != null && failedAt != null && now.isBefore(notBefore) && !now.isBefore(failedAt);
    }

    private void tellClock() {
        boolean isOff = asked.isClockMinded() && asked.line().skew().abs().compareTo(CLOCK_OFF) > 0;
        if (isOff != isClockOff) {
            isClockOff = isOff;
            SourceExceptionHandler.lifeIn(getEndpoint().getCamelContext())
                    .ifPresent(life -> life.limited(asked.channel(), isOff ? Problem.PLATFORM_CLOCK_OFF.code() : ""));
        }
    }

    private boolean goesOn() {
        return isRunAllowed() && (!(getPollStrategy() instanceof SourcePollStrategy ours) || ours.goesOn(this));
    }

    private void handOver(Inbound item) {
        if (recent.contains(item)) {
            return;
        }
        ItemHandOver.toRouteOf(this, item);
        recent.add(item);
    }
}
