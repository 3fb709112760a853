package org.onestophub.operate.config;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.onestophub.operate.channel.ChannelStates;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * Looks at a route for a while after it was changed. It fails if it stops, if its source reports a fault of the channel
 * (CH-…), or if an input of it is held, or a delivery of it fails, for a fault of the configuration (second part of the
 * code begins with 2). What the sender or the outside did wrong is no reason to put anything back.
 */
@Component
class PostApplyWatch {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RouteLoader loader;
    private final ChannelStates channels;
    private final AppliedTable table;
    private final ChannelProperties properties;
    private final Clock clock;

    PostApplyWatch(
            RouteLoader loader, ChannelStates channels, AppliedTable table, ChannelProperties properties, Clock clock) {
        this.loader = loader;
        this.channels = channels;
        this.table = table;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Returns when the time is over or at the first failure, with its code; empty if all went well. CH-305 if
     * the thread is interrupted.
     */
    String failureOf(RouteFileName stem, Instant since) {
        Instant end = clock.instant().plus(properties.watch());
        String failure = failureNow(stem, since);
        while (failure.isEmpty() && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(LOOK_NANOS);
            failure = Thread.currentThread().isInterrupted() ? Problem.WATCH_CUT_SHORT.code() : failureNow(stem, since);
        }
        return failure.isEmpty() ? table.heldSince(stem, since) : failure;
    }

    private String failureNow(RouteFileName stem, Instant since) {
        if (!loader.isRunning(stem)) {
            return Problem.ROUTE_INVALID.code();
        }
        if (stem.isDestination()) {
            // a mapping that is green but wrong would end one waiting delivery after the other as dead
            return table.undeliveredSince(stem, since);
        }
        String code = stem.isChannel() ? channels.failureSince(stem.name(), since) : "";
        return code.startsWith("CH-") || code.matches("..-2..") ? code : "";
    }
}
