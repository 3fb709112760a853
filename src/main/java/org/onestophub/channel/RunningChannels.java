package org.onestophub.channel;

import java.util.List;
import java.util.function.Consumer;
import org.onestophub.HubProperties;
import org.onestophub.complaint.ChannelRegistry;
import org.onestophub.complaint.ChannelStatus;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The channels as operators see and steer them. */
@Component
class RunningChannels implements ChannelRegistry {

    private final RouteLoader loader;
    private final Channels channels;
    private final RunningSet running;
    private final ConfigTrees trees;
    private final HubProperties hub;

    RunningChannels(RouteLoader loader, Channels channels, RunningSet running, ConfigTrees trees, HubProperties hub) {
        this.loader = loader;
        this.channels = channels;
        this.running = running;
        this.trees = trees;
        this.hub = hub;
    }

    @Override
    public List<ChannelStatus> channels() {
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
    public void start(String name) {
        steer(name, loader::start, "running");
    }

    @Override
    public void stop(String name) {
        steer(name, loader::stop, "stopped");
    }

    /** Reads no route: one that was edited differs in its own file, whatever else it names now. */
    private ChannelStatus compared(ChannelStatus status, ConfigTree files) {
        Stem stem = Stem.of("in-" + status.name());
        RunningSet.Running now = running.route(stem);
        if (now == null) {
            return status;
        }
        String digest = running.digestOf(stem);
        RunningSet.Running then = new RunningSet.Running(files, now.connectors(), now.mappings());
        return status.running(digest, !digest.equals(RunningSet.digestOf(stem, then)));
    }

    private void steer(String name, Consumer<Stem> move, String state) {
        Stem stem = Stem.of("in-" + name);
        if (!loader.holds(stem)) {
            throw new ProblemException(Problem.NOT_FOUND, "channel");
        }
        try {
            move.accept(stem);
            channels.set(name, true, state, "");
        } catch (NotLoaded e) {
            channels.set(name, true, "broken", e.fault().code());
            throw new ProblemException(Problem.ROUTE_INVALID, "channel");
        }
    }
}
