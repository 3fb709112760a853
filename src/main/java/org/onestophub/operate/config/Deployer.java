package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.HubProperties;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.channel.ChannelStates;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Turns the files under routes/ and connectors/ into running routes at the start of the hub, one file after another, so
 * that one broken channel takes nobody else down.
 */
@Component
class Deployer {

    private static final HubLog LOG = HubLog.of("channel");
    /** Faults shown as the reason of a route that is down; the check shows all. */
    private static final int MOST_SHOWN = 10;

    private final RouteLoader loader;
    private final HubConfigCheck config;
    private final List<FaultSource> sources;
    private final ChannelStates channels;
    private final RouteStatusReporter lives;
    private final RunningVersions running;
    private final ConfigTrees trees;
    private final LastGoodVersion lastGood;
    private final HubProperties hub;
    private final ChannelProperties properties;
    private final AppliedSettings settings;

    Deployer(
            RouteLoader loader,
            HubConfigCheck config,
            List<FaultSource> sources,
            ChannelStates channels,
            RouteStatusReporter lives,
            RunningVersions running,
            ConfigTrees trees,
            LastGoodVersion lastGood,
            HubProperties hub,
            ChannelProperties properties,
            AppliedSettings settings) {
        this.loader = loader;
        this.config = config;
        this.sources = sources;
        this.channels = channels;
        this.lives = lives;
        this.running = running;
        this.trees = trees;
        this.lastGood = lastGood;
        this.hub = hub;
        this.properties = properties;
        this.settings = settings;
    }

    /**
     * Loads everything, once Camel runs and before the hub says it is ready.
     * @throws StartRefused with all faults, if one of them concerns more than a single channel
     */
    @EventListener(ApplicationStartedEvent.class)
    void deploy() {
        ConfigTree tree = trees.take(hub.configDir().toAbsolutePath());
        ConfigFolder folder = ConfigFolder.read(tree.dir());
        ConfigCheck check = config.check(folder);
        refuseIfAny(fatal(folder, check));
        running.begin(tree, tree.mappings());
        List<Fault> fatal = new ArrayList<>();
        for (RouteFileName stem : folder.stems()) {
            deploy(folder, tree, check, stem, fatal);
        }
        refuseIfAny(fatal);
        lastGood.settle(tree);
        lives.forgetAllBut(folder.stems());
        lastGood.forgetAllBut(folder.stems());
        trees.prune(running.trees());
        LOG.event(
                "deployed",
                LogKey.COUNT,
                channels.all().stream()
                        .filter(status -> "running".equals(status.state()))
                        .count());
    }

    /** What keeps the hub from starting. */
    private List<Fault> fatal(ConfigFolder folder, ConfigCheck check) {
        Set<Fault> fatal = new java.util.LinkedHashSet<>();
        for (FaultSource source : sources) {
            if (source.isShared() || !properties.isolateBroken()) {
                fatal.addAll(source.faults());
            } else {
                source.faults()
                        .forEach(fault -> LOG.error(
                                "file-broken",
                                LogKey.CODE,
                                fault.code(),
                                LogKey.FILE,
                                fault.file(),
                                LogKey.LINE,
                                fault.line()));
            }
        }
        fatal.addAll(check.ofShared());
        if (!properties.isolateBroken()) {
            fatal.addAll(folder.faults());
        }
        for (RouteFileName stem : folder.stems()) {
            if (config.settings(folder).isWanted(stem) && !isIsolated(stem)) {
                fatal.addAll(check.of(stem));
            }
        }
        return List.copyOf(fatal);
    }

    private void deploy(
            ConfigFolder folder, ConfigTree tree, ConfigCheck check, RouteFileName stem, List<Fault> fatal) {
        if (!config.settings(folder).isWanted(stem)) {
            lives.set(stem, false, "stopped", "");
            return;
        }
        List<Fault> faults = check.of(stem);
        if (faults.isEmpty()) {
            settings.put(stem, folder.settings());
            faults = loaded(folder, stem);
        }
        if (faults.isEmpty()) {
            RunningVersions.Running now = config.running(tree, folder, stem);
            running.put(stem, now);
            lastGood.note(stem, tree);
            lives.set(stem, true, stateOf(stem), "");
        } else if (isIsolated(stem)) {
            breakDown(stem, faults);
        } else {
            fatal.addAll(faults);
        }
    }

    private String stateOf(RouteFileName stem) {
        return lives.rests(stem) ? "stopped" : "running";
    }

    private List<Fault> loaded(ConfigFolder folder, RouteFileName stem) {
        try {
            loader.load(folder, stem, !lives.rests(stem));
            return List.of();
        } catch (RouteNotLoaded e) {
            return List.of(e.fault());
        }
    }

    private void breakDown(RouteFileName stem, List<Fault> faults) {
        String reason = faults.stream().limit(MOST_SHOWN).map(Deployer::textOf).collect(Collectors.joining("; "));
        for (Fault fault : faults) {
            LOG.error(
                    "broken",
                    stem.isChannel() ? LogKey.CHANNEL : LogKey.DESTINATION,
                    stem.name(),
                    LogKey.CODE,
                    fault.code(),
                    LogKey.FILE,
                    fault.file(),
                    LogKey.LINE,
                    fault.line(),
                    LogKey.FIELD,
                    fault.message());
        }
        settings.remove(stem);
        Optional<String> version = lastGood.run(stem);
        if (version.isPresent()) {
            lives.set(stem, true, stateOf(stem), reason + "; the last good version runs");
            LOG.warn("last-good-runs", LogKey.CHANNEL, stem.name());
        } else {
            lives.set(stem, true, "broken", reason);
        }
    }

    private static String textOf(Fault fault) {
        return fault.code() + " " + fault.file() + ":" + fault.line()
                + (fault.message().isEmpty() ? "" : " [" + fault.message() + "]");
    }

    private static void refuseIfAny(List<Fault> fatal) {
        if (!fatal.isEmpty()) {
            throw new StartRefused(fatal);
        }
    }

    private boolean isIsolated(RouteFileName stem) {
        return stem.standsAlone() && properties.isolateBroken();
    }
}
