package org.onestophub.operate.channel;

import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.complaint.contract.ChannelDuty;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.intake.source.FileRetries;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The state of every channel. There may be thousands of arrivals a second, so they are noted in memory and written down
 * every two seconds; the ledger itself has every one of them.
 */
@Component
public class ChannelStates implements ChannelActivity {

    private static final HubLog LOG = HubLog.of("channel");

    /** Twice the longest pause between two attempts at an item ({@link FileRetries#PAUSE}). */
    private static final Duration ITEM_IS_OVER = FileRetries.PAUSE.longest().multipliedBy(2);

    /** Codes of a source as a whole: one look without a fault shows that they are over. */
    private static final Set<String> SOURCE_CODES = Stream.of(
                    Problem.SOURCE_UNREACHABLE,
                    Problem.FOLDER_MISSING,
                    Problem.RIGHT_MISSING,
                    Problem.MAILBOX_REFUSED,
                    Problem.MAILBOX_IN_USE,
                    Problem.MAILBOX_FULL,
                    Problem.SERVER_SILENT,
                    Problem.LOGIN_REFUSED,
                    Problem.PLATFORM_BUSY,
                    Problem.PLATFORM_FAULT,
                    Problem.ANSWER_UNREADABLE,
                    Problem.ANSWER_NEGATIVE_AT_SOURCE,
                    Problem.PAGES_REPEAT,
                    Problem.LOOK_UNFINISHED,
                    Problem.ANSWER_TOO_LARGE)
            .map(Problem::code)
            .collect(Collectors.toUnmodifiableSet());

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ChannelMeters meters;
    private final ChannelDuty duty;
    private final Map<String, Life> lives = new ConcurrentHashMap<>();

    /** States kept in table {@code channel_state}; {@code duty} says by when the next input is expected. */
    public ChannelStates(JdbcClient jdbc, Clock clock, ChannelMeters meters, ChannelDuty duty) {
        this.jdbc = jdbc;
        this.duty = duty;
        this.clock = clock;
        this.meters = meters;
        readBack();
    }

    private static final class Life {
        private volatile boolean enabled = true;
        private volatile String state = "stopped";
        private volatile String reason = "";
        private volatile @Nullable Instant lastSuccessAt;
        private volatile @Nullable Instant lastErrorAt;
        private volatile String lastErrorCode = "";
        private volatile @Nullable Instant lastLookAt;
        private volatile Instant knownSince;
        private volatile @Nullable Instant failingSince;
        private volatile int failures;
        private volatile String limit = "";
        private volatile @Nullable String stoppedBy;
        private volatile boolean changed;

        private Life(Instant knownSince) {
            this.knownSince = knownSince;
        }
    }

    @Override
    public void arrived(String channel, Answer answer) {
        meters.arrived(channel, answer);
        if (answer.kind() == Answer.Kind.UNAVAILABLE) {
            failed(channel, answer.reason().code());
            return;
        }
        Life life = life(channel);
        life.lastSuccessAt = clock.instant();
        recover(life);
        life.changed = true;
    }

    @Override
    public void looked(String channel) {
        Life life = life(channel);
        Instant now = clock.instant();
        life.lastLookAt = now;
        // an item that cannot be taken fails again within its pause, however well the looks go in between
        Instant failedAt = life.lastErrorAt;
        if (life.failures > 0
                && (SOURCE_CODES.contains(life.lastErrorCode)
                        || failedAt != null && failedAt.plus(ITEM_IS_OVER).isBefore(now))) {
            recover(life);
        }
        life.changed = true;
    }

    @Override
    public void limited(String channel, String code) {
        life(channel).limit = code;
    }

    @Override
    public void elsewhere(String channel) {
        // the hub that looks knows whether it still fails; this one would say so for ever
        recover(life(channel));
    }

    @Override
    public void failed(String channel, String code) {
        Life life = life(channel);
        Instant failedAt = life.lastErrorAt;
        boolean isNews = !code.equals(life.lastErrorCode)
                || life.lastSuccessAt != null && failedAt != null && failedAt.isBefore(life.lastSuccessAt);
        life.lastErrorAt = clock.instant();
        life.lastErrorCode = code;
        countFailure(life);
        life.changed = true;
        if (isNews) {
            LOG.warn("source-failed", LogKey.CHANNEL, channel, LogKey.CODE, code);
        }
    }

    /** Notes the state of a channel's route: {@code state} as the channel list shows it, {@code reason} why, empty if all is well. */
    public void set(String channel, boolean enabled, String state, String reason) {
        Life life = life(channel);
        life.enabled = enabled;
        life.state = state;
        life.reason = reason;
        meters.up(channel, () -> "running".equals(life(channel).state) ? 1 : 0);
    }

    /** The route of the channel was started or stopped; whether it is enabled, and why it is as it is, stays. */
    public void moved(String channel, String state) {
        life(channel).state = state;
    }

    /** A person stopped the channel: it stays stopped over a restart and on every hub, until {@link #release}. */
    public synchronized void hold(String channel, String by) {
        keepHold(channel, clock.instant(), by);
        life(channel).stoppedBy = by;
    }

    /** A person started the channel. */
    public synchronized void release(String channel) {
        keepHold(channel, null, null);
        life(channel).stoppedBy = null;
    }

    /** True if a person stopped the channel and nobody started it since. */
    public boolean isHeld(String channel) {
        Life life = lives.get(channel);
        return life != null && life.stoppedBy != null;
    }

    private void keepHold(String channel, @Nullable Instant at, @Nullable String by) {
        jdbc.sql("""
                insert into channel_state (channel, last_error_code, known_since, stopped_at, stopped_by)
                values (:name, '', :now, :at, :by)
                on conflict (channel) do update set stopped_at = excluded.stopped_at, stopped_by = excluded.stopped_by""")
                .param("name", channel)
                .param("now", timestamp(clock.instant()))
                .param("at", timestamp(at), Types.TIMESTAMP)
                .param("by", by, Types.VARCHAR)
                .update();
    }

    /** Code of the last failure since that moment, empty if there was none. */
    public String failureSince(String channel, Instant since) {
        Life life = life(channel);
        Instant at = life.lastErrorAt;
        return at != null && !at.isBefore(since) ? life.lastErrorCode : "";
    }

    /** All channels by name, as they are at this moment. */
    public List<ChannelStatus> all() {
        List<ChannelStatus> all = new ArrayList<>();
        Instant now = clock.instant();
        new TreeMap<>(lives).forEach((name, life) -> all.add(statusOf(name, life, now)));
        return all;
    }

    private ChannelStatus statusOf(String name, Life life, Instant now) {
        Instant base = life.lastSuccessAt == null ? life.knownSince : life.lastSuccessAt;
        Instant expectedBy = life.enabled ? duty.expectedBy(name, base).orElse(null) : null;
        boolean silent = expectedBy != null && !now.isBefore(expectedBy);
        boolean seen = life.lastSuccessAt != null || life.lastLookAt != null;
        return new ChannelStatus(
                name,
                life.enabled,
                life.state,
                reasonOf(life),
                life.lastSuccessAt,
                life.lastErrorAt,
                life.lastErrorCode,
                life.lastLookAt,
                life.failures,
                life.failingSince,
                expectedBy,
                silent,
                ChannelStatus.healthOf(
                        ChannelStatus.healthOf(life.enabled, life.state, life.failures > 0, silent, seen), life.limit),
                "",
                false,
                life.limit,
                null);
    }

    private static String reasonOf(Life life) {
        String by = life.stoppedBy;
        boolean isHeld = by != null && life.enabled && "stopped".equals(life.state) && life.reason.isEmpty();
        return isHeld ? "stopped by " + by : life.reason;
    }

    /** Forgets every channel that is not among these names. */
    public void forgetAllBut(List<String> channels) {
        lives.keySet().retainAll(channels);
    }

    /** Every two seconds, and the last time when the hub stops. */
    @Scheduled(fixedDelay = 2_000)
    @PreDestroy
    void writeDown() {
        lives.forEach((name, life) -> {
            if (life.changed) {
                life.changed = false;
                write(name, life);
            }
        });
        readOthers();
    }

    /**
     * What other hubs on the database had since. A channel that brings something to one of them is not silent, and one
     * that a person stopped on one of them is stopped on all.
     */
    private synchronized void readOthers() {
        try {
            jdbc.sql("select channel, last_success_at, last_look_at, stopped_by from channel_state")
                    .query(row -> {
                        Life life = lives.get(row.getString("channel"));
                        if (life != null) {
                            life.lastSuccessAt =
                                    later(life.lastSuccessAt, instant(row.getTimestamp("last_success_at")));
                            life.lastLookAt = later(life.lastLookAt, instant(row.getTimestamp("last_look_at")));
                            life.stoppedBy = row.getString("stopped_by");
                        }
                    });
        } catch (DataAccessException e) {
            LOG.debug("states-not-read", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private void write(String name, Life life) {
        try {
            jdbc.sql("""
                insert into channel_state as s (channel, last_success_at, last_error_at, last_error_code,
                  last_look_at, known_since, failing_since, failures)
                values (:name, :success, :error, :code, :look, :known, :failing, :failures)
                on conflict (channel) do update set
                  last_success_at = greatest(excluded.last_success_at, s.last_success_at),
                  last_error_code = case when s.last_error_at > excluded.last_error_at or excluded.last_error_at is null
                    then s.last_error_code else excluded.last_error_code end,
                  last_error_at = greatest(excluded.last_error_at, s.last_error_at),
                  last_look_at = greatest(excluded.last_look_at, s.last_look_at), failing_since = excluded.failing_since,
                  failures = excluded.failures\
                """)
                    .param("name", name)
                    .param("success", timestamp(life.lastSuccessAt))
                    .param("error", timestamp(life.lastErrorAt))
                    .param("code", life.lastErrorCode)
                    .param("look", timestamp(life.lastLookAt))
                    .param("known", timestamp(life.knownSince))
                    .param("failing", timestamp(life.failingSince))
                    .param("failures", life.failures)
                    .update();
        } catch (DataAccessException e) {
            life.changed = true;
        }
    }

    private void readBack() {
        jdbc.sql("select * from channel_state")
                .query((row, index) -> {
                    Life life = life(row.getString("channel"));
                    life.lastSuccessAt = instant(row.getTimestamp("last_success_at"));
                    life.lastErrorAt = instant(row.getTimestamp("last_error_at"));
                    life.lastErrorCode = row.getString("last_error_code");
                    life.lastLookAt = instant(row.getTimestamp("last_look_at"));
                    life.knownSince = row.getTimestamp("known_since").toInstant();
                    life.failingSince = instant(row.getTimestamp("failing_since"));
                    life.failures = row.getInt("failures");
                    life.stoppedBy = row.getString("stopped_by");
                    life.changed = false;
                    return life;
                })
                .list();
    }

    private Life life(String channel) {
        return lives.computeIfAbsent(channel, name -> {
            // a channel that never brings anything becomes silent too, also over restarts
            Life life = new Life(clock.instant());
            life.changed = true;
            return life;
        });
    }

    private static void countFailure(Life life) {
        synchronized (life) {
            life.failures++;
            if (life.failingSince == null) {
                life.failingSince = life.lastErrorAt;
            }
        }
    }

    private static void recover(Life life) {
        synchronized (life) {
            life.failures = 0;
            life.failingSince = null;
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
