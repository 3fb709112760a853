package org.onestophub.platform.node;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.contract.PollTurns;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Turns as rows. A turn counts while its hub gives signs of life, so a look may take as long as it needs, and nothing has
 * to be renewed. A hub that looks no more, because its channel was stopped, gives the turn back.
 */
@Component
class PollTurnTable implements PollTurns {

    private static final HubLog LOG = HubLog.of("channel");

    /** Pauses between two looks after which a source counts as no longer looked at. */
    private static final int PAUSES_IDLE = 3;
    /** No look takes so long; one that was cut off without a word does not hold the turn for ever. */
    private static final Duration LONGEST_LOOK = Duration.ofHours(6);

    private static final String IS_MINE = """
            select exists (select from poll_turn t join hub_node n on n.hub = t.hub
              where t.source = :source and t.channel = :channel and n.hub = :hub and n.run = :run
                and n.alive_until > now())""";

    private static final String TAKE = """
            insert into poll_turn as t (source, channel, hub, taken_at)
            select :source, :channel, n.hub, now() from hub_node n
            where n.hub = :hub and n.run = :run and n.alive_until > now()
            on conflict (source) do update set channel = excluded.channel, hub = excluded.hub,
              taken_at = case when t.hub = excluded.hub then t.taken_at else excluded.taken_at end
            where t.hub = excluded.hub
              or not exists (select from hub_node o where o.hub = t.hub and o.alive_until > now())""";

    private final JdbcClient jdbc;
    private final LiveHubs hubs;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    PollTurnTable(JdbcClient jdbc, LiveHubs hubs) {
        this.jdbc = jdbc;
        this.hubs = hubs;
    }

    /** The last look at a source that is this hub's turn; {@code began} by {@link System#nanoTime}. */
    private record Look(long began, Duration pause, boolean isOver) {}

    @Override
    public boolean isNeeded() {
        return hubs.isShared();
    }

    @Override
    public boolean begin(String source, String channel, Duration pause) {
        boolean isMine = isMineOrTaken(source, channel);
        if (isMine) {
            looks.put(source, new Look(System.nanoTime(), pause, false));
        } else {
            looks.remove(source);
        }
        return isMine;
    }

    @Override
    public void ended(String source) {
        looks.computeIfPresent(source, (name, look) -> new Look(look.began(), look.pause(), true));
    }

    /** Gives back the turns at sources that are not looked at any more. */
    @Scheduled(fixedDelay = 1_000)
    void giveBack() {
        long now = System.nanoTime();
        looks.forEach((source, look) -> {
            Duration age = Duration.ofNanos(now - look.began());
            if (age.compareTo(look.isOver() ? idle(look) : LONGEST_LOOK) > 0 && looks.remove(source, look)) {
                giveBack(source);
            }
        });
    }

    private Duration idle(Look look) {
        Duration pauses = look.pause().multipliedBy(PAUSES_IDLE);
        Duration lease = hubs.self().lease();
        return pauses.compareTo(lease) > 0 ? pauses : lease;
    }

    private boolean isMineOrTaken(String source, String channel) {
        try {
            return isMine(source, channel) || isTaken(source, channel);
        } catch (DataAccessException e) {
            // without the database nothing could be kept either
            LOG.debug(
                    "turn-unknown",
                    LogKey.CHANNEL,
                    channel,
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean isMine(String source, String channel) {
        return jdbc.sql(IS_MINE)
                .param("source", source)
                .param("channel", channel)
                .param("hub", hubs.self().hub())
                .param("run", hubs.self().run())
                .query(Boolean.class)
                .single();
    }

    private boolean isTaken(String source, String channel) {
        boolean taken = jdbc.sql(TAKE)
                        .param("source", source)
                        .param("channel", channel)
                        .param("hub", hubs.self().hub())
                        .param("run", hubs.self().run())
                        .update()
                == 1;
        if (taken) {
            LOG.event("turn-taken", LogKey.CHANNEL, channel);
        }
        return taken;
    }

    private void giveBack(String source) {
        try {
            jdbc.sql("delete from poll_turn where source = :source and hub = :hub")
                    .param("source", source)
                    .param("hub", hubs.self().hub())
                    .update();
        } catch (DataAccessException e) {
            LOG.debug("turn-not-given-back", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }
}
