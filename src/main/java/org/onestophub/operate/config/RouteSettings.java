package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;

/**
 * The settings that a route reads, each with its type. The type comes from the parameter of the connector, the argument of
 * the method or the parameter of the endpoint that gets the value; {@code route-settings.yaml} has those of methods and
 * endpoints.
 */
final class RouteSettings {

    /** A setting of Camel's: with a default behind a colon, or optional with a question mark. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^?{}:!][^{}:]*)(?::([^{}]*))?}}");

    private static final Pattern CALL = Pattern.compile("^\\s*([A-Za-z_$][A-Za-z0-9_$]*)\\s*\\((.*)\\)\\s*$");
    private static final Pattern ARGUMENT = Pattern.compile("(?:[^,'(]|'[^']*'|\\([^)]*\\))+");
    private static final String BY_NAME = "Setting";
    private static final YamlFile TYPES = YamlFile.resource(RouteSettings.class, "route-settings.yaml");

    private final YamlFile route;
    private final Map<String, YamlFile> connectors;
    private final List<Use> uses = new ArrayList<>();
    private final Set<String> typed = new HashSet<>();

    private RouteSettings(YamlFile route, Map<String, YamlFile> connectors) {
        this.route = route;
        this.connectors = connectors;
    }

    /**
     * A value that a route takes.
     *
     * @param setting name of the setting; empty if the value stands in the route itself
     * @param literal what the route says: the value itself, or the default of the setting; null if it has none
     * @param type what the value may be
     * @param parameter who gets it
     * @param description what it means, as the connector or the table says; empty if nothing does
     * @param standard the default of the parameter; null if it has none
     * @param isNeeded whether it must be there and not be empty, which is a fault of its own
     * @param line where the route takes it
     */
    record Use(
            String setting,
            @Nullable String literal,
            SettingType type,
            String parameter,
            String description,
            @Nullable String standard,
            boolean isNeeded,
            int line) {

        boolean isLiteral() {
            return setting.isEmpty();
        }
    }

    /** All values that a route takes, in the order of the file; first the settings that every channel or destination has. */
    static List<Use> of(YamlFile route, Map<String, YamlFile> connectors) {
        RouteSettings found = new RouteSettings(route, connectors);
        RouteFileName stem = RouteFileName.of(route.stem());
        stem.settingsPrefix().ifPresent(prefix -> found.common(stem.isChannel() ? "channel" : "destination", prefix));
        route.objectsWith("uri").forEach(found::endpoint);
        route.objectsWith("method").forEach(found::call);
        found.untyped();
        return found.uses;
    }

    /** The parameters of an endpoint, of which {@code route-settings.yaml} is the description. */
    static List<Use> parametersOf(String scheme) {
        List<Use> found = new ArrayList<>();
        for (YamlFile.Value parameter : TYPES.keysAt("endpoints", scheme)) {
            found.add(use("", null, TYPES, parameter.key(), false, 0, "endpoints", scheme, parameter.key()));
        }
        return found;
    }

    private void common(String kind, String prefix) {
        for (YamlFile.Value name : TYPES.keysAt(kind)) {
            uses.add(use(prefix + name.key(), null, TYPES, name.key(), false, 1, kind, name.key()));
        }
    }

    private void endpoint(YamlFile endpoint) {
        String uri = endpoint.at("uri").map(YamlFile.Value::text).orElse("");
        YamlFile connector = uri.startsWith("kamelet:") ? connectors.get(RouteLint.nameOf(uri)) : null;
        for (YamlFile.Value parameter : endpoint.keysAt("parameters")) {
            if (connector != null) {
                ofConnector(connector, parameter);
            } else {
                ofEndpoint(uri.replaceFirst("[:?].*$", ""), parameter);
            }
        }
    }

    private void ofConnector(YamlFile connector, YamlFile.Value parameter) {
        Object[] place = {"spec", "definition", "properties", parameter.key()};
        if (connector.keysAt(place).isEmpty()) {
            return;
        }
        boolean isRequired = connector.listAt("spec", "definition", "required").contains(parameter.key());
        if (parameter.key().endsWith(BY_NAME)) {
            if (!parameter.text().isBlank()) {
                boolean isNeeded = !mayBeEmpty(connector, parameter.key());
                uses.add(use(parameter.text(), null, connector, parameter.key(), isNeeded, parameter.line(), place));
            }
            return;
        }
        value(parameter.text(), connector, parameter.key(), isRequired, parameter.line(), place);
    }

    /** Whether the connector does without the setting that this parameter names: its {@code minLength} is 0, and says so. */
    static boolean mayBeEmpty(YamlFile connector, String parameter) {
        return textAt(connector, "minLength", "spec", "definition", "properties", parameter)
                .filter("0"::equals)
                .isPresent();
    }

    private void ofEndpoint(String scheme, YamlFile.Value parameter) {
        if (!TYPES.keysAt("endpoints", scheme, parameter.key()).isEmpty()) {
            value(
                    parameter.text(),
                    TYPES,
                    parameter.key(),
                    false,
                    parameter.line(),
                    "endpoints",
                    scheme,
                    parameter.key());
        }
    }

    private void call(YamlFile bean) {
        YamlFile.Value method = bean.at("method").orElse(new YamlFile.Value("", "", 0));
        Matcher call = CALL.matcher(method.text());
        if (!call.matches()) {
            return;
        }
        Matcher argument = ARGUMENT.matcher(call.group(2));
        for (int place = 1; argument.find(); place++) {
            String text = argument.group().strip();
            String key = call.group(1) + "(" + place + ")";
            if (text.length() > 1
                    && text.startsWith("'")
                    && !TYPES.keysAt("arguments", key).isEmpty()) {
                value(text.substring(1, text.length() - 1), TYPES, key, false, method.line(), "arguments", key);
            }
        }
    }

    private void value(String text, YamlFile types, String parameter, boolean isNeeded, int line, Object... place) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.matches()) {
            typed.add(line + " " + placeholder.group(1));
            uses.add(use(placeholder.group(1), placeholder.group(2), types, parameter, isNeeded, line, place));
        } else if (!text.contains("{{") && !text.contains("${")) {
            uses.add(use("", text, types, parameter, isNeeded, line, place));
        }
    }

    /** Settings that are part of a longer text, or go where nothing says a type. */
    private void untyped() {
        for (YamlFile.Value value : route.values()) {
            Matcher placeholder = PLACEHOLDER.matcher(value.text());
            while (placeholder.find()) {
                if (!typed.contains(value.line() + " " + placeholder.group(1))) {
                    uses.add(new Use(
                            placeholder.group(1),
                            placeholder.group(2),
                            SettingType.TEXT,
                            value.key(),
                            "",
                            null,
                            false,
                            value.line()));
                }
            }
        }
    }

    private static Use use(
            String setting,
            @Nullable String literal,
            YamlFile types,
            String parameter,
            boolean isNeeded,
            int line,
            Object... place) {
        return new Use(
                setting,
                literal,
                SettingType.of(types, place),
                parameter,
                textAt(types, "description", place).orElse(""),
                textAt(types, "default", place).orElse(null),
                isNeeded,
                line);
    }

    private static Optional<String> textAt(YamlFile types, String word, Object... place) {
        return types.at(Stream.concat(Stream.of(place), Stream.of(word)).toArray())
                .map(YamlFile.Value::text);
    }
}
