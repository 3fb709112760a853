package org.onestophub.operate.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.ChannelDuty;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Channels that bring nothing, that fail, that are broken. */
@Component
class ChannelAlerts implements AlertSource {

    private final ChannelRegistry registry;
    private final ChannelDuty duty;
    private final JdbcClient jdbc;
    private final AlertProperties properties;

    ChannelAlerts(ChannelRegistry registry, ChannelDuty duty, JdbcClient jdbc, AlertProperties properties) {
        this.registry = registry;
        this.duty = duty;
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Override
    public List<AlertObservation> look(Instant now) {
        Map<String, Instant> elsewhere = lastSuccesses();
        List<AlertObservation> seen = new ArrayList<>();
        for (ChannelStatus channel : registry.channels()) {
            if (!channel.enabled()) {
                continue;
            }
            boolean isBroken = "broken".equals(channel.state());
            // one that runs by its last good version needs a person too
            seen.add(AlertObservation.of(
                    AlertCondition.CHANNEL_BROKEN, channel.name(), channel.isDegraded(), codeOf(channel.reason())));
            if (!isBroken) {
                seen.add(failing(channel, now));
                silent(channel, elsewhere.get(channel.name()), now, seen);
            }
        }
        return seen;
    }

    private AlertObservation failing(ChannelStatus channel, Instant now) {
        boolean isLong = channel.failingSince() != null
                && Duration.between(channel.failingSince(), now).compareTo(properties.channelFailing()) >= 0;
        boolean isMany = channel.failuresInRow() >= properties.channelFailures();
        // the source itself refused something; how often does not matter
        boolean isLimited = !channel.limit().isEmpty();
        AlertObservation.Level level = isLong || isMany || isLimited
                ? AlertObservation.Level.HOLDS
                : channel.failuresInRow() > 0 ? AlertObservation.Level.BETWEEN : AlertObservation.Level.OVER;
        String failure = channel.lastErrorCode() == null ? "" : channel.lastErrorCode();
        String code = isLimited && channel.failuresInRow() == 0 ? channel.limit() : failure;
        return new AlertObservation(
                AlertCondition.CHANNEL_FAILING,
                channel.name(),
                level,
                code,
                channel.failuresInRow(),
                properties.channelFailures());
    }

    /** Another hub on the same database may have had the input; then the channel is not silent. */
    private void silent(ChannelStatus channel, @Nullable Instant elsewhere, Instant now, List<AlertObservation> seen) {
        Instant expectedBy = channel.expectedBy();
        if (elsewhere != null && (channel.lastSuccessAt() == null || elsewhere.isAfter(channel.lastSuccessAt()))) {
            expectedBy = duty.expectedBy(channel.name(), elsewhere).orElse(null);
        }
        if (expectedBy != null) {
            long late = Math.max(0, Duration.between(expectedBy, now).toSeconds());
            seen.add(new AlertObservation(
                    AlertCondition.CHANNEL_SILENT,
                    channel.name(),
                    now.isBefore(expectedBy) ? AlertObservation.Level.OVER : AlertObservation.Level.HOLDS,
                    "",
                    late,
                    0));
        }
    }

    private Map<String, Instant> lastSuccesses() {
        Map<String, Instant> last = new HashMap<>();
        jdbc.sql("select channel, last_success_at from channel_state where last_success_at is not null")
                .query((row, index) ->
                        last.put(row.getString(1), row.getTimestamp(2).toInstant()))
                .list();
        return last;
    }

    /** The reason begins with a code; what follows names a file. */
    private static String codeOf(@Nullable String reason) {
        return reason == null ? "" : reason.split(" ", 2)[0];
    }
}
