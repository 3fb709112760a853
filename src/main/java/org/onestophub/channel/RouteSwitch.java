package org.onestophub.channel;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.MappingSwitch;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.stereotype.Component;

/** Exchanges what a route runs by, and can undo it. */
@Component
class RouteSwitch {

    private static final HubLog LOG = HubLog.of("channel");

    private final RouteLoader loader;
    private final RunningSet running;
    private final RouteLives lives;
    private final List<MappingSwitch> mappings;

    RouteSwitch(RouteLoader loader, RunningSet running, RouteLives lives, List<MappingSwitch> mappings) {
        this.loader = loader;
        this.running = running;
        this.lives = lives;
        this.mappings = mappings;
    }

    /**
     * What of a route is exchanged.
     *
     * @param next what it will run by
     * @param route whether its own file or a connector changes; if not, it goes on running
     * @param mappings names of the mappings that change
     * @param codeLists whether the code lists change
     */
    record Change(Stem stem, RunningSet.Running next, boolean route, Set<String> mappings, boolean codeLists) {}

    /**
     * Exchanges. A route that somebody has stopped stays stopped.
     * @return true if the route runs now
     * @throws NotLoaded if the new route does not come up; {@link #back} is to be called then
     */
    boolean forth(Change change) {
        Stem stem = change.stem();
        boolean starts = !loader.holds(stem) || loader.isRunning(stem);
        if (change.route()) {
            away(stem, "stopped");
        }
        takeMappings(change.mappings(), change.next().tree(), change.codeLists());
        if (change.route()) {
            loader.load(ConfigFolder.read(change.next().tree().dir()), stem, starts);
            lives.set(stem, true, starts ? "running" : "stopped", "");
        }
        running.put(stem, change.next());
        return starts;
    }

    /** What ran before runs again: its file, its connectors, and the mappings as they were. A new route is gone again. */
    void back(Change change, RunningSet.Running before, Before mappingsBefore, String failure) {
        Stem stem = change.stem();
        if (change.codeLists()) {
            takeMappings(Set.of(), mappingsBefore.codeLists(), true);
        }
        mappingsBefore.trees().forEach((name, tree) -> takeMappings(Set.of(name), tree, false));
        if (!change.route()) {
            running.put(stem, before);
            return;
        }
        away(stem, "stopped");
        if (before == null) {
            lives.set(stem, true, "broken", failure);
            return;
        }
        try {
            loader.load(ConfigFolder.read(before.tree().dir()), stem);
            running.put(stem, before);
            lives.set(stem, true, "running", "");
        } catch (NotLoaded e) {
            lives.set(stem, true, "broken", e.fault().code());
            LOG.alarm("broken", LogKey.CHANNEL, stem.name(), LogKey.CODE, e.fault().code());
        }
    }

    /** Stops and removes a route. */
    void away(Stem stem, String state) {
        lives.set(stem, true, state, "");
        loader.unload(stem);
        running.remove(stem);
    }

    /** Stops and removes a route whose file is gone. */
    void awayForGood(Stem stem) {
        away(stem, "stopped");
        lives.forget(stem);
    }

    /** Mappings and code lists as they are now, to go back to. */
    Before before(Set<String> names) {
        java.util.Map<String, ConfigTree> trees = new java.util.TreeMap<>();
        for (String name : new TreeSet<>(names)) {
            if (running.mapping(name) != null) {
                trees.put(name, running.mapping(name));
            }
        }
        return new Before(trees, running.codeLists());
    }

    /** Where mappings and code lists came from. */
    record Before(java.util.Map<String, ConfigTree> trees, ConfigTree codeLists) {}

    void takeMappings(Set<String> names, ConfigTree tree, boolean codeLists) {
        if (names.isEmpty() && !codeLists) {
            return;
        }
        mappings.forEach(each -> each.take(tree.dir(), names, codeLists));
        running.putMappings(names, tree, codeLists);
    }
}
