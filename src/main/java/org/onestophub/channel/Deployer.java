package org.onestophub.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.onestophub.HubProperties;
import org.onestophub.complaint.ChannelRegistry;
import org.onestophub.complaint.ChannelStatus;
import org.onestophub.complaint.Mappings;
import org.onestophub.complaint.OutboundMappings;
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
    private static final String IN = "in-";
    /** Error handling first, then who works, then who is fed, and the doors last. */
    private static final List<String> ORDER = List.of("shared-", "flow-", "out-", "ops-", IN);

    private final CamelContext camel;
    private final BeanFactory beans;
    private final Mappings mappings;
    private final List<FaultSource> sources;
    private final Environment environment;
    private final Channels channels;
    private final RouteLives lives;
    private final OutboundMappings outbound;
    private final HubProperties hub;
    private final ChannelProperties properties;

    Deployer(
            CamelContext camel,
            BeanFactory beans,
            Mappings mappings,
            List<FaultSource> sources,
            Environment environment,
            Channels channels,
            RouteLives lives,
            OutboundMappings outbound,
            HubProperties hub,
            ChannelProperties properties) {
        this.camel = camel;
        this.beans = beans;
        this.mappings = mappings;
        this.sources = sources;
        this.environment = environment;
        this.channels = channels;
        this.lives = lives;
        this.outbound = outbound;
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
        List<String> stems = new ArrayList<>(folder.stems());
        stems.sort(Comparator.comparingInt(Deployer::rank).thenComparing(Comparator.naturalOrder()));
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
        for (String stem : stems) {
            lint(folder, stem, fatal);
        }
        refuseIfAny(fatal);
        for (String stem : stems) {
            load(folder, stem, fatal);
        }
        refuseIfAny(fatal);
        lives.forgetAllBut(stems);
        LOG.event("deployed", LogKey.COUNT,
                channels.all().stream().filter(status -> "running".equals(status.state())).count());
    }

    @Override
    public List<ChannelStatus> channels() {
        return channels.all();
    }

    @Override
    public void start(String name) {
        steer(name, () -> camel.getRouteController().startRoute(IN + name));
        channels.set(name, true, "running", "");
    }

    @Override
    public void stop(String name) {
        steer(name, () -> camel.getRouteController().stopRoute(IN + name));
        channels.set(name, true, "stopped", "");
    }

    private interface Move {
        void make() throws Exception;
    }

    private void steer(String name, Move move) {
        if (camel.getRoute(IN + name) == null) {
            throw new ProblemException(Problem.NOT_FOUND, "channel");
        }
        try {
            move.make();
        } catch (Exception e) {
            // Camel declares no narrower type; the channel's state tells, the text might quote a setting
            channels.set(name, true, "broken", Problem.ROUTE_INVALID.code());
            throw new ProblemException(Problem.ROUTE_INVALID, "channel");
        }
    }

    private void lint(ConfigFolder folder, String stem, List<Fault> fatal) {
        if (!isWanted(stem)) {
            lives.set(stem, false, "stopped", "");
            return;
        }
        List<Fault> faults =
                folder.faultsOf(stem, beans::containsBean, mappingsFor(stem), name -> environment.getProperty(name));
        if (faults.isEmpty()) {
            return;
        }
        if (isIsolated(stem)) {
            breakDown(stem, causeOf(faults.get(0)));
            return;
        }
        faults.stream().filter(fault -> !fatal.contains(fault)).forEach(fatal::add);
    }

    private void load(ConfigFolder folder, String stem, List<Fault> fatal) {
        if (!isWanted(stem) || isBroken(stem)) {
            return;
        }
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + folder.fileOf(stem)));
            lives.set(stem, true, "running", "");
        } catch (Exception e) {
            // Camel declares no narrower type; its text may quote a password out of an endpoint's address
            Throwable root = rootOf(e);
            Fault fault = root instanceof ProblemException known
                    ? Fault.of(known.problem(), "routes/" + stem + ".yaml", 0, known.field())
                    : Fault.of(Problem.ROUTE_INVALID, "routes/" + stem + ".yaml", 0,
                            "not loadable: " + root.getClass().getSimpleName());
            if (isIsolated(stem)) {
                breakDown(stem, fault);
                return;
            }
            fatal.add(fault);
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

    private void breakDown(String stem, Fault fault) {
        lives.set(stem, true, "broken", fault.code() + " " + fault.file() + ":" + fault.line());
        LOG.alarm("broken", stem.startsWith(IN) ? LogKey.CHANNEL : LogKey.DESTINATION, RouteLives.nameOf(stem),
                LogKey.CODE, fault.code(), LogKey.FILE, fault.file(), LogKey.LINE, fault.line());
    }

    private static void refuseIfAny(List<Fault> fatal) {
        if (!fatal.isEmpty()) {
            throw new StartRefused(fatal);
        }
    }

    private boolean isWanted(String stem) {
        return RouteLives.enabledSetting(stem)
                .map(name -> environment.getProperty(name, Boolean.class, true))
                .orElse(true);
    }

    private boolean isBroken(String stem) {
        return lives.isBroken(stem);
    }

    private boolean isIsolated(String stem) {
        return RouteLives.enabledSetting(stem).isPresent() && properties.isolateBroken();
    }

    private Predicate<String> mappingsFor(String stem) {
        return stem.startsWith(RouteLives.OUT) ? outbound::knows : this::hasMapping;
    }

    private boolean hasMapping(String name) {
        return mappings.all().stream().anyMatch(mapping -> mapping.name().equals(name));
    }

    private static int rank(String stem) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (stem.startsWith(ORDER.get(i))) {
                return i;
            }
        }
        return ORDER.size();
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
