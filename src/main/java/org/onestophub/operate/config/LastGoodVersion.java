package org.onestophub.operate.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;
import org.springframework.stereotype.Component;

/**
 * The version by which a route last ran well. When its files are broken at a start, that version runs in their place, and
 * the channel says so: a restart after an edit that was not applied must not stop the intake.
 */
@Component
class LastGoodVersion {

    private static final HubLog LOG = HubLog.of("channel");

    private final ConfigTrees trees;
    private final HubConfigCheck config;
    private final RouteLoader loader;
    private final UndoableRouteChange exchange;
    private final RunningVersions running;
    private final AppliedTable table;
    private final AppliedSettings settings;

    LastGoodVersion(
            ConfigTrees trees,
            HubConfigCheck config,
            RouteLoader loader,
            UndoableRouteChange exchange,
            RunningVersions running,
            AppliedTable table,
            AppliedSettings settings) {
        this.trees = trees;
        this.config = config;
        this.loader = loader;
        this.exchange = exchange;
        this.running = running;
        this.table = table;
        this.settings = settings;
    }

    /** The route runs by this tree since the start; if it ran by another version before, the history gets a line. */
    void note(RouteFileName stem, ConfigTree tree) {
        if (!stem.standsAlone()) {
            return;
        }
        trees.noteGood(stem, tree);
        if (!running.digestOf(stem).equals(table.last(stem))) {
            record(stem, tree);
        }
    }

    /** Routes without a file run no more: a later file of the same name is another route. */
    void forgetAllBut(List<RouteFileName> stems) {
        trees.dropGoodBut(stems);
    }

    /**
     * A hub that died while it exchanged a route has left a line without an end: the outcome is unknown, and a line of this
     * start says what runs since.
     * @param tree what the hub began with
     */
    void settle(ConfigTree tree) {
        // written first: after a start that dies in between there are two lines rather than none
        table.unended().stream().filter(RouteFileName::standsAlone).forEach(stem -> record(stem, tree));
        table.giveUp();
    }

    private void record(RouteFileName stem, ConfigTree tree) {
        RunningVersions.Running route = running.route(stem);
        String origin = route == null ? tree.digest() : route.tree().digest();
        long line = table.begin(AppliedTable.START, stem, table.last(stem), running.digestOf(stem), origin);
        table.end(line, route == null ? "removed" : "applied", "");
    }

    /** Runs the last good version of a route, with its mappings where those of the files are broken; empty if there is none. */
    Optional<String> run(RouteFileName stem) {
        Optional<ConfigTree> tree = trees.lastGood(stem);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        ConfigFolder folder = ConfigFolder.read(tree.get().dir());
        YamlFile route = folder.routes().get(stem.text());
        if (route == null || !config.check(folder).of(stem).isEmpty()) {
            return Optional.empty();
        }
        RunningVersions.Running last = config.running(tree.get(), folder, stem);
        settings.put(stem, folder.settings());
        exchange.takeMappings(brokenOf(last.mappings()), tree.get(), false);
        try {
            loader.load(folder, stem, !exchange.rests(stem));
        } catch (RouteNotLoaded e) {
            LOG.warn(
                    "last-good-broken",
                    LogKey.CHANNEL,
                    stem.name(),
                    LogKey.CODE,
                    e.fault().code());
            settings.remove(stem);
            return Optional.empty();
        }
        running.put(stem, last);
        return Optional.of(tree.get().digest());
    }

    /** Those that did not load from the files. */
    private Set<String> brokenOf(Set<String> names) {
        ConfigCheck files = config.check(ConfigFolder.read(running.start().dir()));
        Set<String> broken = new TreeSet<>(names);
        broken.removeIf(
                name -> files.all().stream().noneMatch(fault -> fault.file().startsWith("mappings/" + name + "/")));
        return broken;
    }
}
