package org.onestophub.channel;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.HubProperties;
import org.onestophub.complaint.ChannelRegistry;
import org.onestophub.complaint.ChannelStatus;
import org.onestophub.complaint.Mappings;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Turns the files under routes/ and connectors/ into running routes, one file after another, so that one broken channel
 * takes nobody else down.
 */
@Component
class Deployer implements ChannelRegistry {

    private static final HubLog LOG = HubLog.of("channel");

    private final RouteLoader loader;
    private final BeanFactory beans;
    private final Mappings mappings;
    private final List<FaultSource> sources;
    private final Environment environment;
    private final Channels channels;
    private final HubProperties hub;
    private final ChannelProperties properties;

    Deployer(
            RouteLoader loader,
            BeanFactory beans,
            Mappings mappings,
            List<FaultSource> sources,
            Environment environment,
            Channels channels,
            HubProperties hub,
            ChannelProperties properties) {
        this.loader = loader;
        this.beans = beans;
        this.mappings = mappings;
        this.sources = sources;
        this.environment = environment;
        this.channels = channels;
        this.hub = hub;
        this.properties = properties;
    }

    /**
     * Loads everything, once Camel runs and before the hub says it is ready.
     * @throws StartRefused with all faults, if one of them concerns more than a single channel
     */
    @EventListener(ApplicationStartedEvent.class)
    void deploy() {
        ConfigFolder folder = ConfigFolder.read(hub.configDir().toAbsolutePath());
        List<Stem> stems = folder.stems();
        List<Fault> fatal = new ArrayList<>();
        for (FaultSource source : sources) {
            if (source.isShared() || !properties.isolateBroken()) {
                fatal.addAll(source.faults());
            } else {
                source.faults().forEach(fault -> LOG.alarm("file-broken", LogKey.CODE, fault.code(),
                        LogKey.FILE, fault.file(), LogKey.LINE, fault.line()));
            }
        }
        if (!properties.isolateBroken()) {
            fatal.addAll(folder.faults());
        }
        for (Stem stem : stems) {
            lint(folder, stem, fatal);
        }
        refuseIfAny(fatal);
        for (Stem stem : stems) {
            load(folder, stem, fatal);
        }
        refuseIfAny(fatal);
        channels.forgetAllBut(stems.stream().filter(Stem::isChannel).map(Stem::name).toList());
        LOG.event("deployed", LogKey.COUNT,
                channels.all().stream().filter(status -> "running".equals(status.state())).count());
    }

    @Override
    public List<ChannelStatus> channels() {
        return channels.all();
    }

    @Override
    public void start(String name) {
        steer(name, loader::start, "running");
    }

    @Override
    public void stop(String name) {
        steer(name, loader::stop, "stopped");
    }

    private void steer(String name, java.util.function.Consumer<Stem> move, String state) {
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

    private void lint(ConfigFolder folder, Stem stem, List<Fault> fatal) {
        if (!isWanted(stem)) {
            if (stem.isChannel()) {
                channels.set(stem.name(), false, "stopped", "");
            }
            return;
        }
        List<Fault> faults = folder.faultsOf(
                stem.text(), beans::containsBean, this::hasMapping, name -> environment.getProperty(name));
        if (faults.isEmpty()) {
            return;
        }
        if (isIsolated(stem)) {
            breakDown(stem, causeOf(faults.get(0)));
            return;
        }
        faults.stream().filter(fault -> !fatal.contains(fault)).forEach(fatal::add);
    }

    private void load(ConfigFolder folder, Stem stem, List<Fault> fatal) {
        if (!isWanted(stem) || isBroken(stem)) {
            return;
        }
        try {
            loader.load(folder, stem);
            if (stem.isChannel()) {
                channels.set(stem.name(), true, "running", "");
            }
        } catch (NotLoaded e) {
            if (isIsolated(stem)) {
                breakDown(stem, e.fault());
                return;
            }
            fatal.add(e.fault());
        }
    }

    /** A mapping that is not there because its own files have a fault: the person who looks needs their line. */
    private Fault causeOf(Fault fault) {
        if (!fault.code().equals(Problem.MAPPING_UNKNOWN.code())) {
            return fault;
        }
        String folder = "mappings/" + fault.message().replaceFirst("^no mapping ", "") + "/";
        return sources.stream()
                .flatMap(source -> source.faults().stream())
                .filter(cause -> cause.file().startsWith(folder))
                .findFirst()
                .map(cause -> Fault.of(Problem.MAPPING_UNKNOWN, cause.file(), cause.line(), cause.message()))
                .orElse(fault);
    }

    private void breakDown(Stem stem, Fault fault) {
        channels.set(stem.name(), true, "broken", fault.code() + " " + fault.file() + ":" + fault.line());
        LOG.alarm("broken", LogKey.CHANNEL, stem.name(), LogKey.CODE, fault.code(), LogKey.FILE, fault.file(),
                LogKey.LINE, fault.line());
    }

    private static void refuseIfAny(List<Fault> fatal) {
        if (!fatal.isEmpty()) {
            throw new StartRefused(fatal);
        }
    }

    private boolean isWanted(Stem stem) {
        return stem.enabledSetting().map(name -> environment.getProperty(name, Boolean.class, true)).orElse(true);
    }

    private boolean isBroken(Stem stem) {
        return stem.isChannel()
                && channels.all().stream()
                        .anyMatch(status -> status.name().equals(stem.name()) && "broken".equals(status.state()));
    }

    private boolean isIsolated(Stem stem) {
        return stem.isChannel() && properties.isolateBroken();
    }

    private boolean hasMapping(String name) {
        return mappings.all().stream().anyMatch(mapping -> mapping.name().equals(name));
    }
}
