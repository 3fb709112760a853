package org.onestophub.platform.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Frees the work of a hub that is gone. A lease is as long as the slowest letter needs; nobody has to wait that long for
 * work of a hub that gives no sign of life any more. If it lives after all and goes on, its walk ends without an effect: the
 * work is there for one of them only.
 */
@Component
class GoneHubs {

    private static final HubLog LOG = HubLog.of("ledger");

    private final JdbcClient jdbc;
    private final Set<String> alive = new HashSet<>();
    private boolean isFirstLook = true;

    GoneHubs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Looks which hubs have gone since the last look; at the first one, which are gone. */
    @Scheduled(fixedDelay = 2_000)
    void look() {
        try {
            Map<String, Boolean> hubs = new HashMap<>();
            jdbc.sql("select hub, alive_until > now() as alive from hub_node").query(row -> {
                hubs.put(row.getString("hub"), row.getBoolean("alive"));
            });
            Set<String> gone = new HashSet<>(isFirstLook ? hubs.keySet() : alive);
            gone.removeIf(hub -> hubs.getOrDefault(hub, false));
            gone.forEach(this::free);
            alive.clear();
            hubs.forEach((hub, lives) -> {
                if (lives) {
                    alive.add(hub);
                }
            });
            isFirstLook = false;
        } catch (DataAccessException e) {
            // the next look finds them still
            LOG.debug("hubs-not-read", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private void free(String hub) {
        int count = jdbc.sql("update work set lease_until = null where lease_by = :hub and lease_until is not null")
                .param("hub", hub)
                .update();
        LOG.event("hub-gone", LogKey.COUNT, count);
    }
}
