package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.SettingsFile;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/**
 * Everything that is wrong with a configuration folder, found without putting it to use. The start of the hub, the API
 * and the command line all ask here.
 */
final class ConfigCheck {

    private static final Comparator<Fault> BY_PLACE =
            Comparator.comparing(Fault::file).thenComparingInt(Fault::line).thenComparing(Fault::message);

    /** Doors of the HTTP API that have an address and bounds of their own. */
    private static final Set<String> API_DOORS = new TreeSet<>(Set.of("hotline", "desk", "status-events"));

    private final ConfigFolder folder;
    private final Set<Fault> faults;
    private final UnaryOperator<String> setting;

    private ConfigCheck(ConfigFolder folder, Set<Fault> faults, UnaryOperator<String> setting) {
        this.folder = folder;
        this.faults = faults;
        this.setting = setting;
    }

    /**
     * Looks at all routes and connectors.
     *
     * @param isWanted whether a route is switched on; one that is off may lack settings
     * @param elsewhere faults in mappings, code lists and schemas, as their rooms report them
     */
    static ConfigCheck of(
            ConfigFolder folder, KnownReferences around, Predicate<RouteFileName> isWanted, List<Fault> elsewhere) {
        Set<Fault> faults = new LinkedHashSet<>(folder.faults());
        try (CamelLint camel = new CamelLint()) {
            for (RouteFileName stem : folder.stems()) {
                YamlFile route = folder.routes().get(stem.text());
                if (route != null) {
                    KnownReferences its = isWanted.test(stem) ? around : around.withoutSettings();
                    new RouteLint(folder.connectors(), its, camel).check(route, faults::add);
                    secrets(route, folder, faults);
                }
            }
            folder.stems().forEach(stem -> ownDoor(stem, folder, faults));
            List<RouteFileName> wanted =
                    folder.stems().stream().filter(isWanted).toList();
            doors(wanted, folder, faults);
            SharedPlaces.check(wanted, folder, around.setting(), faults::add);
            ConnectorLint lint = new ConnectorLint(around, camel);
            folder.connectors().values().forEach(connector -> lint.check(connector, faults::add));
        }
        faults.addAll(elsewhere);
        return new ConfigCheck(folder, faults, around.setting());
    }

    /** The settings file is copied and shown, so it refers to secrets and holds none. */
    private static void secrets(YamlFile route, ConfigFolder folder, Set<Fault> faults) {
        for (RouteSettings.Use use : RouteSettings.of(route, folder.connectors())) {
            String given = folder.settings().values().get(use.setting());
            if (use.type().isSecret() && given != null && !given.isEmpty() && !SecretReference.isOne(given)) {
                faults.add(Fault.of(
                        Problem.SECRET_IN_FILE,
                        SettingsFile.NAME,
                        folder.settings().lineOf(use.setting()),
                        use.setting()));
            }
        }
    }

    /** A door of the HTTP API has one channel behind it: the one of its own name before all others, else the first. */
    private static void doors(List<RouteFileName> wanted, ConfigFolder folder, Set<Fault> faults) {
        Comparator<RouteFileName> ownFirst = Comparator.comparing(stem -> doorOf(stem, folder)
                .filter(door -> door.text().equals(stem.name()))
                .isEmpty());
        Map<String, RouteFileName> holders = new HashMap<>();
        for (RouteFileName stem : wanted.stream().sorted(ownFirst).toList()) {
            doorOf(stem, folder).ifPresent(door -> {
                RouteFileName holder = holders.putIfAbsent(door.text(), stem);
                if (holder != null) {
                    faults.add(Fault.of(
                            Problem.ROUTE_INVALID,
                            "routes/" + stem + ".yaml",
                            door.line(),
                            "the door " + door.text() + " belongs to " + holder));
                }
            });
        }
    }

    /** A door that no address leads to would say that it runs and never get anything. */
    private static void ownDoor(RouteFileName stem, ConfigFolder folder, Set<Fault> faults) {
        doorOf(stem, folder)
                .filter(door -> !API_DOORS.contains(door.text()))
                .ifPresent(door -> faults.add(Fault.of(
                        Problem.DOOR_UNKNOWN,
                        "routes/" + stem + ".yaml",
                        door.line(),
                        "door: " + String.join(" or ", API_DOORS) + "; else the connector http-door-source")));
        Optional.ofNullable(folder.routes().get(stem.text()))
                .filter(route -> route.at(0, "route", "from", "uri")
                        .filter(uri -> uri.text().equals("kamelet:http-door-source"))
                        .isPresent())
                .flatMap(route -> route.at(0, "route", "from", "parameters", "channel"))
                .filter(channel -> !stem.isChannel() || !channel.text().equals(stem.name()))
                .ifPresent(channel -> faults.add(Fault.of(
                        Problem.DOOR_UNKNOWN, "routes/" + stem + ".yaml", channel.line(), "channel: " + stem.name())));
    }

    private static Optional<YamlFile.Value> doorOf(RouteFileName stem, ConfigFolder folder) {
        return Optional.ofNullable(folder.routes().get(stem.text()))
                .filter(route -> stem.isChannel())
                .flatMap(route -> route.at(0, "route", "from", "parameters", "door"));
    }

    /** All faults, ordered by file and line. */
    List<Fault> all() {
        return faults.stream().sorted(BY_PLACE).toList();
    }

    /** Faults that concern a route: its own first, then of its connectors, its mappings, and of what all stand on. */
    List<Fault> of(RouteFileName stem) {
        List<Fault> found = new ArrayList<>(in("routes/" + stem + ".yaml"));
        faults.stream().filter(fault -> isOfSettings(fault, stem)).forEach(found::add);
        YamlFile route = folder.routes().get(stem.text());
        if (route != null) {
            RouteLint.connectorsOf(route).forEach(name -> found.addAll(in("connectors/" + name + ".kamelet.yaml")));
            RouteLint.mappingsOf(route, setting).forEach(name -> found.addAll(below("mappings/" + name + "/")));
        }
        return found;
    }

    /** A name that nothing reads, or a line of the settings file. A file that cannot be read as a whole concerns all routes. */
    private static boolean isOfSettings(Fault fault, RouteFileName stem) {
        String prefix = stem.settingsPrefix().orElse("");
        if (prefix.isEmpty()) {
            return false;
        }
        if (fault.file().equals(SettingsFile.NAME)) {
            return fault.message().startsWith(prefix)
                    || fault.code().equals(Problem.SETTINGS_FILE_INVALID.code())
                            && !fault.message().contains(SettingsFile.OF_A_LINE);
        }
        return SettingNames.isBelow(fault.file(), prefix);
    }

    /** Faults in files on which every mapping stands: code lists and schemas. */
    List<Fault> ofShared() {
        return faults.stream()
                .filter(fault -> fault.file().startsWith("mappings/code-lists")
                        || fault.file().matches("mappings(/[^/]*)?"))
                .toList();
    }

    /** Faults of the rules in a folder below {@code mappings/}. */
    List<Fault> ofRules(String folder) {
        return faults.stream()
                .filter(fault -> (fault.file() + "/").startsWith("mappings/" + folder + "/"))
                .toList();
    }

    private List<Fault> in(String file) {
        return faults.stream().filter(fault -> fault.file().equals(file)).toList();
    }

    private List<Fault> below(String prefix) {
        return faults.stream().filter(fault -> fault.file().startsWith(prefix)).toList();
    }
}
