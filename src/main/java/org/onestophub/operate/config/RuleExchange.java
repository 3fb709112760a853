package org.onestophub.operate.config;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.onestophub.complaint.contract.RuleUpdates;
import org.onestophub.complaint.contract.operations.DutyForecast;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Exchanges the rules of one folder, or the calendars, while the hub runs. Open duties move in the background; if a rule then fails on a case on which
 * none failed before, the old rules come back, and the duties with them.
 */
@Component
class RuleExchange {

    /** The kind of such an item in a plan. */
    static final String KIND = "rules";

    private static final String PREFIX = "rules-";
    /** Folders whose exchange moves open duties. */
    private static final Set<String> MOVING = Set.of("duties", "calendars");

    private static final HubLog LOG = HubLog.of("channel");
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final List<RuleUpdates> rooms;
    private final DutyForecast duties;
    private final RunningVersions running;
    private final AppliedTable table;
    private final ChannelProperties properties;
    private final Clock clock;

    RuleExchange(
            List<RuleUpdates> rooms,
            DutyForecast duties,
            RunningVersions running,
            AppliedTable table,
            ChannelProperties properties,
            Clock clock) {
        this.rooms = rooms;
        this.duties = duties;
        this.running = running;
        this.table = table;
        this.properties = properties;
        this.clock = clock;
    }

    /** Name of a folder's rules in plan and history, such as {@code rules-duties}. */
    static String nameOf(String folder) {
        return PREFIX + folder;
    }

    /** The folder of such a name. */
    static String folderOf(String name) {
        return name.substring(PREFIX.length());
    }

    /**
     * Exchanges, watches, and puts back what fails.
     *
     * @param tree where the new rules are
     * @return {@code applied} or {@code put-back} with the code why
     * @throws DataAccessException if the history cannot be written; nothing was touched then
     */
    RouteUpdate.End make(String folder, ConfigTree tree, String keyName) {
        RouteFileName name = RouteFileName.of(nameOf(folder));
        ConfigTree before = running.rules(folder);
        Set<String> failing = MOVING.contains(folder) ? duties.failing(Instant.EPOCH) : Set.of();
        long line = table.begin(keyName, name, before.ofRules(folder), tree.ofRules(folder), tree.digest());
        Instant since = clock.instant();
        String failure = codeOf(() -> {
            take(folder, tree);
            String failed = MOVING.contains(folder) ? watched(failing, since) : "";
            if (failed.isEmpty()) {
                roomsOf(folder).forEach(RuleUpdates::settle);
            }
            return failed;
        });
        if (failure.isEmpty()) {
            table.endOrOwe(line, "applied", "");
            LOG.event("applied", LogKey.KEY_NAME, keyName, LogKey.CHANNEL, name.text());
            return new RouteUpdate.End("applied", "");
        }
        // a hub that stops interrupts; what brings the old rules back must not be cut short too
        boolean interrupted = Thread.interrupted();
        String second = codeOf(() -> {
            take(folder, before);
            return "";
        });
        String result = second.isEmpty() ? "put-back" : "broken";
        table.endOrOwe(line, result, failure);
        LOG.error(result, LogKey.KEY_NAME, keyName, LogKey.CHANNEL, name.text(), LogKey.CODE, failure);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new RouteUpdate.End(result, failure);
    }

    private void take(String folder, ConfigTree tree) {
        // noted first: if a room fails, the plan shows what the others have
        running.putRules(folder, tree);
        roomsOf(folder).forEach(room -> room.take(tree.dir()));
    }

    private Stream<RuleUpdates> roomsOf(String folder) {
        return rooms.stream().filter(room -> room.folders().contains(folder));
    }

    /** Code of a condition that fails since and did not before; empty after the time of the watch. */
    private String watched(Set<String> failing, Instant since) {
        Instant end = since.plus(properties.watch());
        while (clock.instant().isBefore(end)) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return Problem.WATCH_CUT_SHORT.code();
            }
        }
        return failing.containsAll(duties.failing(since)) ? "" : Problem.DUTY_CONDITION_FAILED.code();
    }

    private interface Move {
        /** Gives the code of what failed; empty if nothing did. */
        String make();
    }

    private static String codeOf(Move move) {
        try {
            return move.make();
        } catch (ProblemException e) {
            return e.problem().code();
        } catch (DataAccessException | TransactionException e) {
            return Problem.STORE_UNAVAILABLE.code();
        }
    }
}
