package org.onestophub.operate.config;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.complaint.contract.operations.Hubs;
import org.onestophub.operate.channel.ChannelStates;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.ConfigTrees;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The channels as operators see and steer them. */
@Component
class RunningChannels implements ChannelRegistry {

    private final RouteLoader loader;
    private final ChannelStates channels;
    private final RunningVersions running;
    private final ConfigTrees trees;
    private final HubProperties hub;
    private final Hubs hubs;

    RunningChannels(
            RouteLoader loader,
            ChannelStates channels,
            RunningVersions running,
            ConfigTrees trees,
            HubProperties hub,
            Hubs hubs) {
        this.loader = loader;
        this.channels = channels;
        this.running = running;
        this.trees = trees;
        this.hub = hub;
        this.hubs = hubs;
    }

    @Override
    public List<ChannelStatus> channels() {
        Map<String, String> pollers = hubs.pollers();
        return states().stream()
                .map(status -> status.polledBy(pollers.get(status.name())))
                .toList();
    }

    private List<ChannelStatus> states() {
        try {
            ConfigTree files = trees.look(hub.configDir().toAbsolutePath());
            return channels.all().stream()
                    .map(status -> compared(status, files))
                    .toList();
        } catch (ProblemException e) {
            // files that cannot be read are no news of the channels
            return channels.all();
        }
    }

    @Override
    public void start(String name, String by) {
        steer(name, loader::start, "running", () -> channels.release(name));
    }

    @Override
    public void stop(String name, String by) {
        steer(name, loader::stop, "stopped", () -> channels.hold(name, by));
    }

    /** Every two seconds: starts and stops what a person started or stopped on another hub of the database. */
    @Scheduled(fixedDelay = 2_000)
    void follow() {
        for (ChannelStatus status : channels.all()) {
            RouteFileName stem = RouteFileName.of("in-" + status.name());
            boolean isRunning = loader.isRunning(stem);
            boolean isHeld = channels.isHeld(status.name());
            if (!status.enabled() || !loader.holds(stem)) {
                continue;
            }
            if (isHeld && isRunning) {
                follow(stem, loader::stop, "stopped");
            } else if (!isHeld && !isRunning && "stopped".equals(status.state())) {
                follow(stem, loader::start, "running");
            }
        }
    }

    private void follow(RouteFileName stem, Consumer<RouteFileName> move, String state) {
        try {
            move.accept(stem);
            if (loader.isRunning(stem) == "running".equals(state)) {
                channels.moved(stem.name(), state);
            }
        } catch (RouteNotLoaded e) {
            channels.set(stem.name(), true, "broken", e.fault().code());
        }
    }

    /** Reads no route: one that was edited differs in its own file, whatever else it names now. */
    private ChannelStatus compared(ChannelStatus status, ConfigTree files) {
        RouteFileName stem = RouteFileName.of("in-" + status.name());
        RunningVersions.Running now = running.route(stem);
        if (now == null) {
            return status;
        }
        String digest = running.digestOf(stem);
        RunningVersions.Running then = new RunningVersions.Running(files, now.connectors(), now.mappings());
        return status.running(digest, !digest.equals(RunningVersions.digestOf(stem, then)));
    }

    /** @param will what a person wants, kept before it is done: it holds over a restart too */
    private void steer(String name, Consumer<RouteFileName> move, String state, Runnable will) {
        RouteFileName stem = RouteFileName.of("in-" + name);
        if (!loader.holds(stem)) {
            throw new ProblemException(Problem.NOT_FOUND, "channel");
        }
        will.run();
        try {
            move.accept(stem);
            channels.set(name, true, state, "");
        } catch (RouteNotLoaded e) {
            channels.set(name, true, "broken", e.fault().code());
            throw new ProblemException(Problem.ROUTE_INVALID, "channel");
        }
    }
}
