package org.onestophub.operate.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.RouteNames;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Finds faults in route files, each with its line, before Camel sees them. */
final class RouteLint {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^?{}:!][^{}:]*)}}");
    /** What begins with a slash is a JSON pointer, not the name of a mapping. */
    private static final Pattern MAPPING_ARGUMENT = Pattern.compile("\\$\\{exchange}\\s*,\\s*'(?!/)([^']*)'");

    private static final Pattern MAPPING_CHOICE = Pattern.compile("\\{\\{([^{}:]+):([^{}:]+)}}");

    private static final int MOST_LINES = 60;

    private final Map<String, YamlFile> connectors;
    private final KnownReferences around;
    private final CamelLint camel;

    RouteLint(Map<String, YamlFile> connectors, KnownReferences around, CamelLint camel) {
        this.connectors = connectors;
        this.around = around;
        this.camel = camel;
    }

    /** Reports all that is wrong with a route file to {@code faults}. */
    void check(YamlFile file, Consumer<Fault> faults) {
        RouteFileName stem = RouteFileName.of(file.stem());
        if (stem.role() == null) {
            report(file, 1, "file name needs a prefix of a role", faults);
        }
        if (stem.role() != RouteFileName.Role.SHARED) {
            shape(file, faults);
        }
        new BeanLint(around, Problem.ROUTE_INVALID).check(file, faults);
        mappings(file, stem, faults);
        file.objectsWith("uri").forEach(endpoint -> connector(endpoint, faults));
        settings(file, faults);
        literals(file, faults);
        wrongSettings(file, connectors, around.setting(), around.needsSettings())
                .forEach(faults);
        if (stem.isChannel() && !RouteNames.isChannel(stem.name())) {
            report(file, 1, "no name for a channel: " + stem.name(), faults);
        }
        if (stem.isDestination()) {
            destination(file, stem.name(), faults);
        }
        camel.language(file, file.stem() + ".yaml", Problem.ROUTE_INVALID, faults);
        camel.endpoints(file, around, Problem.ROUTE_INVALID, faults);
    }

    /** A route of a destination is fed by that destination's own deliveries. */
    private static void destination(YamlFile file, String name, Consumer<Fault> faults) {
        if (!RouteNames.isDestination(name)) {
            report(file, 1, "no name for a destination: " + name, faults);
        }
        file.at(0, "route", "from", "uri")
                .filter(uri -> !uri.text().equals("delivery:" + name))
                .ifPresent(uri -> report(file, uri.line(), "must begin at delivery:" + name, faults));
        boolean takesReports = file.at(0, "route", "from", "parameters", "types")
                .filter(types -> types.text().equals(Papers.TYPE))
                .isPresent();
        // a form of a report needs no mapping, and no event comes this way
        if (!takesReports
                && file.valuesOf("method").stream()
                        .noneMatch(method ->
                                MAPPING_ARGUMENT.matcher(method.text()).find())) {
            report(file, 1, "no step gives it a mapping", faults);
        }
    }

    /** Names of the mappings a route hands its inputs or events to. */
    static Set<String> mappingsOf(YamlFile file, UnaryOperator<String> setting) {
        return file.valuesOf("method").stream()
                .map(method -> MAPPING_ARGUMENT.matcher(method.text()))
                .filter(Matcher::find)
                .map(argument -> settled(argument.group(1), setting))
                .collect(Collectors.toSet());
    }

    /** Names of the connectors a route uses, there or not. */
    static Set<String> connectorsOf(YamlFile file) {
        return file.objectsWith("uri").stream()
                .flatMap(endpoint -> endpoint.at("uri").stream())
                .filter(uri -> uri.text().startsWith("kamelet:"))
                .map(uri -> nameOf(uri.text()))
                .collect(Collectors.toSet());
    }

    private void shape(YamlFile file, Consumer<Fault> faults) {
        if (file.entries() != 1) {
            report(file, 1, "one '- route:' a file", faults);
            return;
        }
        Optional<YamlFile.Value> id = file.at(0, "route", "id");
        if (id.isEmpty() || !id.get().text().equals(file.stem())) {
            report(file, id.map(YamlFile.Value::line).orElse(1), "id must be " + file.stem(), faults);
        }
        if (file.at(0, "route", "from", "uri").isEmpty()) {
            report(file, 1, "route.from.uri is missing", faults);
        }
        int last = file.values().stream().mapToInt(YamlFile.Value::line).max().orElse(0);
        if (last > MOST_LINES) {
            report(file, last, "more than " + MOST_LINES + " lines", faults);
        }
    }

    /** The mapping named, or set by a setting with a default. */
    private static String settled(String name, UnaryOperator<String> setting) {
        Matcher choice = MAPPING_CHOICE.matcher(name);
        if (!choice.matches()) {
            return name;
        }
        String chosen = setting.apply(choice.group(1));
        return chosen == null ? choice.group(2) : chosen;
    }

    private void mappings(YamlFile file, RouteFileName stem, Consumer<Fault> faults) {
        Predicate<String> isThere = stem.isDestination() ? around.hasOutbound() : around.hasMapping();
        for (YamlFile.Value method : file.valuesOf("method")) {
            Matcher argument = MAPPING_ARGUMENT.matcher(method.text());
            if (argument.find() && !isThere.test(settled(argument.group(1), around.setting()))) {
                faults.accept(Fault.of(
                        Problem.MAPPING_UNKNOWN, file.name(), method.line(), "no mapping " + argument.group(1)));
            }
        }
    }

    private void connector(YamlFile endpoint, Consumer<Fault> faults) {
        YamlFile.Value uri = endpoint.at("uri").orElse(new YamlFile.Value("", "", 0));
        if (!uri.text().startsWith("kamelet:")) {
            return;
        }
        YamlFile connector = connectors.get(nameOf(uri.text()));
        if (connector == null) {
            faults.accept(Fault.of(
                    Problem.CONNECTOR_INVALID, endpoint.name(), uri.line(), "no connector " + nameOf(uri.text())));
            return;
        }
        parameters(endpoint, uri.line(), connector, faults);
    }

    private void parameters(YamlFile endpoint, int line, YamlFile connector, Consumer<Fault> faults) {
        List<YamlFile.Value> given = endpoint.keysAt("parameters");
        Set<String> names = given.stream().map(YamlFile.Value::key).collect(Collectors.toSet());
        Set<String> known = connector.keysAt("spec", "definition", "properties").stream()
                .map(YamlFile.Value::key)
                .collect(Collectors.toSet());
        List<String> required = connector.listAt("spec", "definition", "required");
        required.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> report(endpoint, line, "parameter " + name + " is missing", faults));
        given.stream()
                .filter(parameter ->
                        around.needsSettings() && (required.contains(parameter.key()) || isNameOfASetting(parameter)))
                .forEach(parameter -> secret(endpoint, connector, parameter, faults));
        given.stream()
                .filter(parameter -> !known.contains(parameter.key()))
                .forEach(parameter -> report(endpoint, parameter.line(), "no parameter " + parameter.key(), faults));
    }

    /**
     * A required parameter may be there and still be empty: a password nobody has set. A parameter {@code …Setting}
     * gives not a secret but the name of the setting that holds it; if it is given, the setting must be there, unless
     * the connector does without.
     */
    private void secret(YamlFile endpoint, YamlFile connector, YamlFile.Value parameter, Consumer<Fault> faults) {
        Matcher placeholder = PLACEHOLDER.matcher(parameter.text());
        boolean isEmpty = placeholder.matches() && "".equals(around.setting().apply(placeholder.group(1)));
        String named = placeholder.matches() ? placeholder.group(1) : parameter.text();
        boolean isMissing = isNameOfASetting(parameter)
                && isBlank(around.setting().apply(named))
                && !RouteSettings.mayBeEmpty(connector, parameter.key());
        if (isEmpty || isMissing) {
            faults.accept(Fault.of(Problem.SECRET_MISSING, endpoint.name(), parameter.line(), named));
        }
    }

    private static boolean isNameOfASetting(YamlFile.Value parameter) {
        return parameter.key().endsWith("Setting") && !parameter.text().isBlank();
    }

    private void settings(YamlFile file, Consumer<Fault> faults) {
        for (YamlFile.Value value : file.values()) {
            Matcher placeholder = PLACEHOLDER.matcher(value.text());
            while (placeholder.find()) {
                if (around.needsSettings() && around.setting().apply(placeholder.group(1)) == null) {
                    faults.accept(Fault.of(Problem.SECRET_MISSING, file.name(), value.line(), placeholder.group(1)));
                }
            }
        }
    }

    static String nameOf(String uri) {
        return uri.substring("kamelet:".length()).replaceFirst("[/?].*$", "");
    }

    /** What stands in the route itself is of the type, and within the bounds, of what takes it; a boolean is true or false. */
    private void literals(YamlFile file, Consumer<Fault> faults) {
        for (RouteSettings.Use use : RouteSettings.of(file, connectors)) {
            String text = use.literal();
            boolean isWord = text == null || !use.type().isBoolean() || text.equals("true") || text.equals("false");
            if (!isWord || text != null && !use.type().takes(text)) {
                report(file, use.line(), use.parameter() + ": " + use.type().expectation(), faults);
            }
        }
    }

    /**
     * The settings of a route that are of another type, or out of the bounds, of what takes them.
     *
     * @param isOn whether the route is switched on; of one that is off an empty value is no fault
     */
    static List<Fault> wrongSettings(
            YamlFile file, Map<String, YamlFile> connectors, UnaryOperator<String> setting, boolean isOn) {
        Map<String, Fault> wrong = new LinkedHashMap<>();
        for (RouteSettings.Use use : RouteSettings.of(file, connectors)) {
            if (!use.isLiteral() && !isOfTheHub(use.setting()) && isWrong(use, setting.apply(use.setting()), isOn)) {
                wrong.putIfAbsent(
                        use.setting(),
                        Fault.of(
                                Problem.SETTING_INVALID,
                                file.name(),
                                use.line(),
                                use.setting() + ": " + use.type().expectation()));
            }
        }
        return List.copyOf(wrong.values());
    }

    /** One that is needed and empty is a fault of its own. */
    private static boolean isWrong(RouteSettings.Use use, @Nullable String value, boolean isOn) {
        return value != null
                && (!value.isEmpty() || isOn && !use.isNeeded())
                && !use.type().takes(value);
    }

    /** Settings of the hub itself are judged where it binds them. */
    private static boolean isOfTheHub(String setting) {
        return setting.startsWith("hub.")
                && !setting.startsWith("hub.channels.")
                && !setting.startsWith("hub.destinations.");
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static void report(YamlFile file, int line, String message, Consumer<Fault> faults) {
        faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), line, message));
    }
}
