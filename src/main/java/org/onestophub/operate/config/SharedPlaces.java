package org.onestophub.operate.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/**
 * Channels that take their inputs from one place, and so take them from each other: which channel gets a file is chance then.
 * Each of them has the fault, as nobody knows which one is meant.
 */
final class SharedPlaces {

    private static final String DIRECTORY = "directory";
    private static final List<String> ON_A_SERVER = List.of("host", "port", "username", DIRECTORY);

    /** Parameters of connectors that together say from where they take. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "folder-files-source", List.of(DIRECTORY),
            "sftp-files-source", ON_A_SERVER,
            "ftps-files-source", ON_A_SERVER,
            "ftp-files-source", ON_A_SERVER,
            "imap-mailbox-source", List.of("host", "usernameSetting", "folder"));

    private final ConfigFolder folder;
    private final UnaryOperator<String> setting;

    private SharedPlaces(ConfigFolder folder, UnaryOperator<String> setting) {
        this.folder = folder;
        this.setting = setting;
    }

    /** Looks at the channels among those routes. */
    static void check(
            List<RouteFileName> routes, ConfigFolder folder, UnaryOperator<String> setting, Consumer<Fault> faults) {
        SharedPlaces look = new SharedPlaces(folder, setting);
        Map<List<String>, List<RouteFileName>> takers = new LinkedHashMap<>();
        for (RouteFileName stem : routes) {
            look.placeOf(stem)
                    .ifPresent(place -> takers.computeIfAbsent(place, any -> new ArrayList<>())
                            .add(stem));
        }
        for (List<RouteFileName> same : takers.values()) {
            for (RouteFileName stem : same) {
                same.stream()
                        .filter(other -> !other.equals(stem))
                        .findFirst()
                        .ifPresent(other -> faults.accept(Fault.of(
                                Problem.PLACE_SHARED, "routes/" + stem + ".yaml", look.lineOf(stem), other.text())));
            }
        }
    }

    /** Connector and values; empty for other connectors, and where a value is missing, which is a fault of its own. */
    private Optional<List<String>> placeOf(RouteFileName stem) {
        String connector = connectorOf(stem);
        if (!stem.isChannel() || !PLACES.containsKey(connector)) {
            return Optional.empty();
        }
        List<String> place = new ArrayList<>(List.of(connector));
        for (String parameter : PLACES.get(connector)) {
            String value = valueOf(stem, connector, parameter);
            if (value == null || value.isBlank()) {
                return Optional.empty();
            }
            place.add(plain(parameter, value.strip()));
        }
        return Optional.of(place);
    }

    private static String plain(String parameter, String value) {
        if (!parameter.equals(DIRECTORY)) {
            return parameter.equals("host") ? value.toLowerCase(Locale.ROOT) : value;
        }
        try {
            return Path.of(value).normalize().toString();
        } catch (InvalidPathException e) {
            return value;
        }
    }

    private @Nullable String valueOf(RouteFileName stem, String connector, String parameter) {
        String text = route(stem)
                .flatMap(route -> route.at(0, "route", "from", "parameters", parameter))
                .or(() -> Optional.ofNullable(folder.connectors().get(connector))
                        .flatMap(file -> file.at("spec", "definition", "properties", parameter, "default")))
                .map(YamlFile.Value::text)
                .orElse("");
        if (parameter.endsWith("Setting")) {
            return setting.apply(text);
        }
        Matcher placeholder = RouteSettings.PLACEHOLDER.matcher(text);
        if (!placeholder.matches()) {
            return text;
        }
        @Nullable String given = setting.apply(placeholder.group(1));
        return given == null ? placeholder.group(2) : given;
    }

    private String connectorOf(RouteFileName stem) {
        return route(stem)
                .flatMap(route -> route.at(0, "route", "from", "uri"))
                .map(YamlFile.Value::text)
                .filter(uri -> uri.startsWith("kamelet:"))
                .map(RouteLint::nameOf)
                .orElse("");
    }

    private int lineOf(RouteFileName stem) {
        return route(stem)
                .flatMap(route -> route.at(0, "route", "from", "uri"))
                .map(YamlFile.Value::line)
                .orElse(1);
    }

    private Optional<YamlFile> route(RouteFileName stem) {
        return Optional.ofNullable(folder.routes().get(stem.text()));
    }
}
