package org.onestophub.channel;

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
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.util.ClassUtils;

/** Reads route files as a colleague would and names every fault with its line, before Camel sees them. */
final class RouteLint {

    static final Set<String> PREFIXES = Set.of("in-", "flow-", "out-", "ops-", "shared-");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^?{}:!][^{}:]*)}}");
    private static final Pattern MAPPING_ARGUMENT = Pattern.compile("\\$\\{exchange}\\s*,\\s*'([^']*)'");
    private static final Pattern MAPPING_CHOICE = Pattern.compile("\\{\\{([^{}:]+):([^{}:]+)}}");
    private static final Pattern CLASS = Pattern.compile("^#class:([^#(]+)");
    /** Also part of the name of a queue. */
    private static final Pattern DESTINATION = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int MOST_LINES = 60;

    private final Map<String, YamlFile> connectors;
    private final Predicate<String> beanExists;
    private final Predicate<String> mappingExists;
    private final UnaryOperator<String> setting;

    RouteLint(
            Map<String, YamlFile> connectors,
            Predicate<String> beanExists,
            Predicate<String> mappingExists,
            UnaryOperator<String> setting) {
        this.connectors = connectors;
        this.beanExists = beanExists;
        this.mappingExists = mappingExists;
        this.setting = setting;
    }

    /** Tells {@code faults} all that is wrong with a route file. */
    void check(YamlFile file, Consumer<Fault> faults) {
        if (PREFIXES.stream().noneMatch(file.stem()::startsWith)) {
            faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), 1, "file name needs a prefix of a role"));
        }
        if (!file.stem().startsWith("shared-")) {
            shape(file, faults);
        }
        beans(file, faults);
        mappings(file, faults);
        connectorOf(file).ifPresent(connector -> {
            parameters(file, connector, faults);
            empties(file, connector, faults);
            secrets(file, connector, faults);
            names(connector, faults);
        });
        settings(file, faults);
        if (file.stem().startsWith(RouteLives.OUT)) {
            destination(file, faults);
        }
    }

    /** A route of a destination is fed by that destination's own deliveries. */
    private void destination(YamlFile file, Consumer<Fault> faults) {
        String name = RouteLives.nameOf(file.stem());
        if (!DESTINATION.matcher(name).matches()) {
            faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), 1, "no name for a destination: " + name));
        }
        file.at(0, "route", "from", "uri").filter(uri -> !uri.text().equals("delivery:" + name)).ifPresent(uri ->
                faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), uri.line(), "must begin at delivery:" + name)));
        if (file.valuesOf("method").stream().noneMatch(method -> MAPPING_ARGUMENT.matcher(method.text()).find())) {
            faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), 1, "no step gives it a mapping"));
        }
    }

    /** The connector a route begins at, if it names one that is there. */
    Optional<YamlFile> connectorOf(YamlFile file) {
        return file.at(0, "route", "from", "uri")
                .filter(uri -> uri.text().startsWith("kamelet:"))
                .map(uri -> connectors.get(uri.text().substring("kamelet:".length())));
    }

    private void shape(YamlFile file, Consumer<Fault> faults) {
        if (file.entries() != 1) {
            faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), 1, "one '- route:' a file"));
            return;
        }
        Optional<YamlFile.Value> id = file.at(0, "route", "id");
        if (id.isEmpty() || !id.get().text().equals(file.stem())) {
            faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), id.map(YamlFile.Value::line).orElse(1), "id must be " + file.stem()));
        }
        file.at(0, "route", "from", "uri").ifPresentOrElse(
                uri -> {
                    String connector = uri.text().replace("kamelet:", "");
                    if (uri.text().startsWith("kamelet:") && !connectors.containsKey(connector)) {
                        faults.accept(Fault.of(Problem.CONNECTOR_INVALID, file.name(), uri.line(), "no connector " + connector));
                    }
                },
                () -> faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), 1, "route.from.uri is missing")));
        int last = file.values().stream().mapToInt(YamlFile.Value::line).max().orElse(0);
        if (last > MOST_LINES) {
            faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), last, "more than " + MOST_LINES + " lines"));
        }
    }

    private void beans(YamlFile file, Consumer<Fault> faults) {
        for (YamlFile.Value ref : file.valuesOf("ref")) {
            if (!beanExists.test(ref.text())) {
                faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), ref.line(), "no bean " + ref.text()));
            }
        }
    }

    private void mappings(YamlFile file, Consumer<Fault> faults) {
        for (YamlFile.Value method : file.valuesOf("method")) {
            Matcher argument = MAPPING_ARGUMENT.matcher(method.text());
            if (argument.find() && !mappingExists.test(settled(argument.group(1)))) {
                faults.accept(Fault.of(Problem.MAPPING_UNKNOWN, file.name(), method.line(), "no mapping " + argument.group(1)));
            }
        }
    }

    /** The mapping named, or set by a setting with a default. */
    private String settled(String name) {
        Matcher choice = MAPPING_CHOICE.matcher(name);
        if (!choice.matches()) {
            return name;
        }
        String chosen = setting.apply(choice.group(1));
        return chosen == null ? choice.group(2) : chosen;
    }

    private void parameters(YamlFile file, YamlFile connector, Consumer<Fault> faults) {
        List<YamlFile.Value> given = file.keysAt(0, "route", "from", "parameters");
        Set<String> names = given.stream().map(YamlFile.Value::key).collect(Collectors.toSet());
        Set<String> known = connector.keysAt("spec", "definition", "properties").stream()
                .map(YamlFile.Value::key)
                .collect(Collectors.toSet());
        int line = file.at(0, "route", "from", "uri").map(YamlFile.Value::line).orElse(0);
        for (String required : connector.listAt("spec", "definition", "required")) {
            if (!names.contains(required)) {
                faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), line, "parameter " + required + " is missing"));
            }
        }
        for (YamlFile.Value parameter : given) {
            if (!known.contains(parameter.key())) {
                faults.accept(Fault.of(Problem.ROUTE_INVALID, file.name(), parameter.line(), "no parameter " + parameter.key()));
            }
        }
    }

    /** A required parameter may be there and still be empty: a password nobody has set. */
    private void empties(YamlFile file, YamlFile connector, Consumer<Fault> faults) {
        for (String required : connector.listAt("spec", "definition", "required")) {
            Optional<YamlFile.Value> given = file.at(0, "route", "from", "parameters", required);
            Matcher placeholder = PLACEHOLDER.matcher(given.map(YamlFile.Value::text).orElse(""));
            if (placeholder.matches() && "".equals(setting.apply(placeholder.group(1)))) {
                faults.accept(Fault.of(
                        Problem.SECRET_MISSING, file.name(), given.get().line(), placeholder.group(1)));
            }
        }
    }

    /** A parameter {@code …Setting} gives not a secret but the name of the setting that holds it. */
    private void secrets(YamlFile file, YamlFile connector, Consumer<Fault> faults) {
        for (String required : connector.listAt("spec", "definition", "required")) {
            if (!required.endsWith("Setting")) {
                continue;
            }
            file.at(0, "route", "from", "parameters", required)
                    .filter(named -> isBlank(setting.apply(named.text())))
                    .ifPresent(named -> faults.accept(
                            Fault.of(Problem.SECRET_MISSING, file.name(), named.line(), named.text())));
        }
    }

    /** What the connector's template refers to: beans of the hub, and classes of which it makes its own. */
    private void names(YamlFile connector, Consumer<Fault> faults) {
        for (YamlFile.Value ref : connector.valuesOf("ref")) {
            if (!ref.text().contains("{{") && !beanExists.test(ref.text())) {
                faults.accept(Fault.of(Problem.CONNECTOR_INVALID, connector.name(), ref.line(), "no bean " + ref.text()));
            }
        }
        for (YamlFile.Value type : connector.valuesOf("type")) {
            Matcher named = CLASS.matcher(type.text());
            if (named.find() && !ClassUtils.isPresent(named.group(1), RouteLint.class.getClassLoader())) {
                faults.accept(Fault.of(Problem.CONNECTOR_INVALID, connector.name(), type.line(), "no class " + named.group(1)));
            }
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private void settings(YamlFile file, Consumer<Fault> faults) {
        for (YamlFile.Value value : file.values()) {
            Matcher placeholder = PLACEHOLDER.matcher(value.text());
            while (placeholder.find()) {
                if (setting.apply(placeholder.group(1)) == null) {
                    faults.accept(Fault.of(Problem.SECRET_MISSING, file.name(), value.line(), placeholder.group(1)));
                }
            }
        }
    }
}
