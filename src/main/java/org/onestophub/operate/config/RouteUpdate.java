package org.onestophub.operate.config;

import java.time.Clock;
import java.time.Instant;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Brings one route from one version to another, and back if anything fails on the way, whatever it is: a route is never
 * left between two versions. The history has a line before anything is touched. A version counts as applied only when that
 * is written, so a store that goes away meanwhile brings the old version back.
 */
@Component
class RouteUpdate {

    private static final HubLog LOG = HubLog.of("channel");

    private final UndoableRouteChange exchange;
    private final PostApplyWatch watch;
    private final AppliedTable table;
    private final ConfigTrees trees;
    private final RunningVersions running;
    private final Clock clock;

    RouteUpdate(
            UndoableRouteChange exchange,
            PostApplyWatch watch,
            AppliedTable table,
            ConfigTrees trees,
            RunningVersions running,
            Clock clock) {
        this.exchange = exchange;
        this.watch = watch;
        this.table = table;
        this.trees = trees;
        this.running = running;
        this.clock = clock;
    }

    /**
     * How it ended.
     *
     * @param result {@code applied}, {@code removed}, {@code put-back}, or {@code broken}: what ran before did not come
     *     back either
     * @param code why it was put back or is broken; empty otherwise
     */
    record End(String result, String code) {}

    /**
     * Makes the change.
     *
     * @param tree where the files of the new version are
     * @param after digest of what is to run
     * @throws DataAccessException if the history cannot be written; nothing was touched then
     */
    End make(UndoableRouteChange.Change change, ConfigTree tree, String after, String keyName) {
        RouteFileName stem = change.stem();
        UndoableRouteChange.Before before = exchange.before(change);
        long line = table.begin(keyName, stem, running.digestOf(stem), after, tree.digest());
        String failure = failureOf(() -> forth(change, before, tree, line));
        if (failure.isEmpty()) {
            String result = resultOf(change);
            LOG.event(result, LogKey.KEY_NAME, keyName, LogKey.CHANNEL, stem.text());
            return new End(result, "");
        }
        // a hub that stops interrupts; what brings the old version back must not be cut short too
        boolean interrupted = Thread.interrupted();
        End end = back(change, before, failure);
        table.endOrOwe(line, end.result(), end.code());
        LOG.error(end.result(), LogKey.KEY_NAME, keyName, LogKey.CHANNEL, stem.text(), LogKey.CODE, end.code());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return end;
    }

    private String forth(
            UndoableRouteChange.Change change, UndoableRouteChange.Before before, ConfigTree tree, long line) {
        Instant since = clock.instant();
        String failure = exchange.forth(change, before) ? watch.failureOf(change.stem(), since) : "";
        if (failure.isEmpty()) {
            table.end(line, resultOf(change), "");
            if (change.next() == null) {
                exchange.forget(change.stem());
                trees.dropGood(change.stem());
            } else {
                trees.noteGood(change.stem(), tree);
            }
        }
        return failure;
    }

    /** Mappings and route each for itself: what can be brought back is. */
    private End back(UndoableRouteChange.Change change, UndoableRouteChange.Before before, String failure) {
        String mappings = failureOf(() -> {
            exchange.backMappings(change, before);
            return "";
        });
        String route = failureOf(() -> {
            exchange.backRoute(change, before);
            return "";
        });
        String second = route.isEmpty() ? mappings : route;
        End end = second.isEmpty() ? new End("put-back", failure) : new End("broken", second);
        failureOf(() -> {
            // a store that cannot be written now changes nothing of what runs
            exchange.report(change, before, second.isEmpty(), end.code());
            return "";
        });
        failureOf(() -> {
            // nor a note that did not follow
            if (before.route() != null) {
                trees.noteGood(change.stem(), before.route().tree());
            }
            return "";
        });
        return end;
    }

    private static String resultOf(UndoableRouteChange.Change change) {
        return change.next() == null ? "removed" : "applied";
    }

    private interface Move {
        /** Gives the code of what failed; empty if nothing did. */
        String make();
    }

    private static String failureOf(Move move) {
        try {
            return move.make();
        } catch (RouteNotLoaded e) {
            return e.fault().code();
        } catch (ProblemException e) {
            return e.problem().code();
        } catch (DataAccessException | TransactionException e) {
            return Problem.STORE_UNAVAILABLE.code();
        } catch (Throwable e) {
            // between stopping the old and watching the new nothing may pass by the put-back, an Error neither
            LOG.error(
                    "exchange-fault",
                    LogKey.CODE,
                    Problem.CHANNEL_FAULT.code(),
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
            return Problem.CHANNEL_FAULT.code();
        }
    }
}
