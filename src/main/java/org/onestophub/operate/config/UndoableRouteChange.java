package org.onestophub.operate.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.MappingUpdates;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.RouteFileName;
import org.springframework.stereotype.Component;

/** Exchanges what a route runs by, and can undo it from wherever the exchange got to. */
@Component
class UndoableRouteChange {

    private final RouteLoader loader;
    private final RunningVersions running;
    private final RouteStatusReporter lives;
    private final List<MappingUpdates> mappings;
    private final AppliedSettings settings;

    UndoableRouteChange(
            RouteLoader loader,
            RunningVersions running,
            RouteStatusReporter lives,
            List<MappingUpdates> mappings,
            AppliedSettings settings) {
        this.loader = loader;
        this.running = running;
        this.lives = lives;
        this.mappings = mappings;
        this.settings = settings;
    }

    /**
     * What of a route is exchanged.
     *
     * @param next what it will run by; null if it is removed
     * @param route whether its own file or a connector changes; if not, it goes on running
     * @param mappings names of the mappings that change
     * @param codeLists whether the code lists change
     */
    record Change(
            RouteFileName stem,
            RunningVersions.@Nullable Running next,
            boolean route,
            Set<String> mappings,
            boolean codeLists) {

        /** The route goes; what it used stays for others. */
        static Change removal(RouteFileName stem) {
            return new Change(stem, null, true, Set.of(), false);
        }
    }

    /**
     * What there was before a change, to go back to.
     *
     * @param route by what it ran; null if it did not
     * @param rests whether somebody had stopped it
     * @param trees where its mappings came from; a mapping that was not there is not among them
     * @param codeLists where the code lists came from
     */
    record Before(
            RunningVersions.@Nullable Running route,
            boolean rests,
            Map<String, ConfigTree> trees,
            ConfigTree codeLists) {}

    Before before(Change change) {
        RouteFileName stem = change.stem();
        Map<String, ConfigTree> trees = new TreeMap<>();
        for (String name : new TreeSet<>(change.mappings())) {
            if (running.mapping(name) != null) {
                trees.put(name, running.mapping(name));
            }
        }
        boolean rests = rests(stem) || loader.holds(stem) && !loader.isRunning(stem);
        return new Before(running.route(stem), rests, trees, running.codeLists());
    }

    /**
     * Exchanges. A route that somebody has stopped stays stopped. If it throws, whatever it throws, {@link #backMappings}
     * and {@link #backRoute} are to be called.
     * @return true if the route runs now
     * @throws RouteNotLoaded if the new route does not come up
     */
    boolean forth(Change change, Before before) {
        RouteFileName stem = change.stem();
        if (change.route()) {
            away(stem);
        }
        if (change.next() == null) {
            settings.remove(stem);
            return false;
        }
        takeMappings(change.mappings(), change.next().tree(), change.codeLists());
        settings.put(stem, change.next().tree().settings());
        if (change.route()) {
            loader.load(ConfigFolder.read(change.next().tree().dir()), stem, !before.rests());
            lives.set(stem, true, before.rests() ? "stopped" : "running", "");
        }
        running.put(stem, change.next());
        return !before.rests();
    }

    /** Mappings and code lists are as they were; those that were not there are gone. */
    void backMappings(Change change, Before before) {
        if (change.codeLists()) {
            takeMappings(Set.of(), before.codeLists(), true);
        }
        before.trees().forEach((name, tree) -> takeMappings(Set.of(name), tree, false));
        Set<String> fresh = new TreeSet<>(change.mappings());
        fresh.removeAll(before.trees().keySet());
        if (!fresh.isEmpty()) {
            // what the hub began with does not have them, else they would have been in use
            mappings.forEach(each -> each.take(running.start().dir(), fresh, false));
            running.removeMappings(fresh);
        }
    }

    /**
     * What ran before runs again, or rests again. A new route is gone again.
     * @throws RouteNotLoaded if it does not come up any more
     */
    void backRoute(Change change, Before before) {
        RouteFileName stem = change.stem();
        RunningVersions.Running earlier = before.route();
        if (earlier == null) {
            loader.unload(stem);
            running.remove(stem);
            settings.remove(stem);
            return;
        }
        settings.put(stem, earlier.tree().settings());
        if (change.route()) {
            up(stem, earlier, before.rests());
        }
        running.put(stem, earlier);
    }

    /**
     * Reports the state of the route after it was put back.
     * @param failure why it runs by neither version; why it is gone, if there was none before
     */
    void report(Change change, Before before, boolean isBack, String failure) {
        if (!isBack || before.route() == null) {
            lives.set(change.stem(), true, "broken", failure);
        } else if (change.route()) {
            lives.set(change.stem(), true, before.rests() ? "stopped" : "running", "");
        }
    }

    @SuppressWarnings("ReferenceEquality") // asks whether it is that very version
    private void up(RouteFileName stem, RunningVersions.Running earlier, boolean rests) {
        boolean isStillThere = loader.holds(stem) && running.route(stem) == earlier;
        if (!isStillThere) {
            loader.unload(stem);
            loader.load(ConfigFolder.read(earlier.tree().dir()), stem, !rests);
        } else if (!rests) {
            loader.start(stem);
        }
    }

    private void away(RouteFileName stem) {
        lives.set(stem, true, "stopped", "");
        loader.unload(stem);
        running.remove(stem);
    }

    /** True if a person stopped the route's channel. */
    boolean rests(RouteFileName stem) {
        return lives.rests(stem);
    }

    /** A route whose file is gone is not listed any more. */
    void forget(RouteFileName stem) {
        lives.forget(stem);
    }

    void takeMappings(Set<String> names, ConfigTree tree, boolean codeLists) {
        if (names.isEmpty() && !codeLists) {
            return;
        }
        mappings.forEach(each -> each.take(tree.dir(), names, codeLists));
        running.putMappings(names, tree, codeLists);
    }
}
