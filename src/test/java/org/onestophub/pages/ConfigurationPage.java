package org.onestophub.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** docs/configuration.md as the code, the routes, the connectors and application.yaml have it. */
final class ConfigurationPage {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path DEFAULTS = Path.of("src/main/resources/application.yaml");
    private static final String CHANNELS = "hub.channels.";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:]+)(?::([^{}]*))?}}");
    /** A setting's own name, given to a connector that reads the secret past Camel. */
    private static final Pattern NAME_OF_SECRET = Pattern.compile("hub\\.channels\\.[a-z0-9.-]+");

    private static final String HEAD = """
            # Configuration

            Generated from the code, the routes and the connectors; do not edit. After a change:
            `./mvnw test -Dtest=DocsFreshTest -Ddocs.update=true`.

            A setting is given on the command line (`--hub.home=/srv/hub`), in the environment (`HUB_HOME`), in a file
            `application.yaml` or `config/application.yaml` where the hub is started, or, for secrets, in a folder with one file for
            each (`--spring.config.import=configtree:/run/secrets/`). In the environment dots become `_`, dashes go, and letters are
            large: `hub.channels.phone-cdr-sftp.password` is `HUB_CHANNELS_PHONECDRSFTP_PASSWORD`. A secret has no default anywhere.
            Sizes are written `64KB`, `256MB`; durations `15s`, `10m`. `<name>` is any name of yours.
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final YAMLMapper yaml = new YAMLMapper();
    private final Map<String, String> given = new TreeMap<>();
    private final StringBuilder page = new StringBuilder(HEAD);

    private ConfigurationPage() {
        flatten("", yamlOf(DEFAULTS), given);
        // what the launcher of an installation says beforehand; shown is what holds without it
        given.replaceAll((name, value) -> value.replaceFirst("^\\$\\{ONESTOP_HUB_[A-Z]+:(.*)}$", "$1"));
    }

    static String text() {
        ConfigurationPage made = new ConfigurationPage();
        made.hub();
        made.channels();
        made.connectors();
        made.frameworks();
        return made.page.toString();
    }

    private void hub() {
        page.append("\n## The hub\n\n| setting | type | default | meaning |\n|---|---|---|---|\n");
        Map<String, String> rows = new TreeMap<>();
        for (JsonNode property : jsonOf(METADATA).path("properties")) {
            String name = property.path("name").asText();
            String type = property.path("type").asText();
            if (type.startsWith("java.util.Map")) {
                namedThings(name, type, rows);
                continue;
            }
            rows.put(
                    name,
                    Markdown.row(
                            "`" + name + "`",
                            typeOf(type),
                            Markdown.code(given.getOrDefault(name, defaultOf(property))),
                            Markdown.prose(
                                    described(name, property.path("description").asText()))));
        }
        onlyInRoutes().forEach((name, row) -> rows.putIfAbsent(name, row));
        rows.values().forEach(page::append);
    }

    /** A map in the settings: its name, then the components of the record that each name has. */
    private void namedThings(String name, String type, Map<String, String> rows) {
        String record = type.substring(type.indexOf(',') + 1, type.length() - 1);
        JavadocOf.components(record)
                .forEach((component, meaning) -> rows.put(
                        name + "." + component,
                        Markdown.row(
                                "`" + name + ".<name>." + component + "`",
                                component.equals("roles") ? "list" : "text",
                                "–",
                                Markdown.prose(meaning))));
    }

    /** Settings that only routes use; their meaning is the one of the endpoint's own option. */
    private Map<String, String> onlyInRoutes() {
        Map<String, String> rows = new TreeMap<>();
        for (Path file : in("routes")) {
            yamlOf(file)
                    .findValues("parameters")
                    .forEach(parameters -> parameters.fields().forEachRemaining(option -> {
                        Matcher placeholder =
                                PLACEHOLDER.matcher(option.getValue().asText());
                        if (placeholder.matches() && placeholder.group(1).startsWith("hub.ledger.")) {
                            String name = placeholder.group(1);
                            rows.put(
                                    name,
                                    Markdown.row(
                                            "`" + name + "`",
                                            "number",
                                            Markdown.code(given.get(name)),
                                            JavadocOf.method(
                                                            "platform/ledger/LedgerEndpoint.java",
                                                            setterOf(option.getKey()))
                                                    + " Used by `routes/" + file.getFileName() + "`."));
                        }
                    }));
        }
        return rows;
    }

    private void channels() {
        page.append("""

                ## Channels

                Each route `in-<channel>` is a channel; `hub.channels.<channel>.enabled=false` switches it off. `expected-every`,
                `expected-by` and `expected-hours` beside it say what is expected of it (operations.md, A channel is silent). These are the
                settings that the routes hand to their connectors.
                """);
        for (Path file : in("routes")) {
            String stem = file.getFileName().toString().replace(".yaml", "");
            if (stem.startsWith("in-")) {
                channel(stem.substring(3), yamlOf(file).path(0).path("route"));
            }
        }
    }

    private void channel(String channel, JsonNode route) {
        String connector = route.at("/from/uri").asText().replace("kamelet:", "");
        JsonNode definition =
                yamlOf(Path.of("connectors", connector + ".kamelet.yaml")).at("/spec/definition");
        page.append("\n### ")
                .append(channel)
                .append("\n\n")
                .append(route.path("description").asText().strip())
                .append(" Connector `")
                .append(connector)
                .append("`.\n\n")
                .append("| setting | type | default | meaning |\n|---|---|---|---|\n");
        String enabled = CHANNELS + channel + ".enabled";
        page.append(Markdown.row(
                "`" + enabled + "`",
                "true or false",
                Markdown.code(given.getOrDefault(enabled, "true")),
                "Whether the channel is on."));
        route.at("/from/parameters")
                .fields()
                .forEachRemaining(
                        option -> setting(option.getValue().asText(), definition.at("/properties/" + option.getKey())));
    }

    private void setting(String value, JsonNode parameter) {
        if (NAME_OF_SECRET.matcher(value).matches()) {
            boolean isSecret = value.endsWith("password");
            page.append(Markdown.row(
                    "`" + value + "`",
                    isSecret ? "secret" : "text",
                    "–",
                    isSecret ? "Password at the source." : "Login at the source."));
            return;
        }
        Matcher placeholder = PLACEHOLDER.matcher(value);
        if (placeholder.matches() && placeholder.group(1).startsWith(CHANNELS)) {
            String name = placeholder.group(1);
            page.append(Markdown.row(
                    "`" + name + "`",
                    typeOf(parameter.path("type").asText()),
                    Markdown.code(given.getOrDefault(name, placeholder.group(2))),
                    parameter.path("description").asText()));
        }
    }

    private void connectors() {
        page.append("""

                ## Connectors

                What a route may hand to a connector. A channel of your own names these parameters under `from.parameters`, with values or
                with settings of its own.
                """);
        for (Path file : in("connectors")) {
            JsonNode definition = yamlOf(file).at("/spec/definition");
            List<String> required = StreamSupport.stream(
                            definition.path("required").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            page.append("\n### ")
                    .append(file.getFileName().toString().replace(".kamelet.yaml", ""))
                    .append("\n\n")
                    .append(definition
                            .path("description")
                            .asText()
                            .replaceAll("\\s+", " ")
                            .strip())
                    .append("\n\n")
                    .append("| parameter | type | default | meaning |\n|---|---|---|---|\n");
            definition
                    .path("properties")
                    .fields()
                    .forEachRemaining(parameter -> page.append(Markdown.row(
                            "`" + parameter.getKey() + "`",
                            typeOf(parameter.getValue().path("type").asText()),
                            required.contains(parameter.getKey())
                                    ? "required"
                                    : Markdown.code(
                                            parameter.getValue().has("default")
                                                    ? parameter
                                                            .getValue()
                                                            .path("default")
                                                            .asText()
                                                    : null),
                            parameter.getValue().path("description").asText())));
        }
    }

    private void frameworks() {
        page.append("""

                ## Settings of Spring Boot and Camel that the hub chooses

                Any setting of [Spring Boot](https://docs.spring.io/spring-boot/appendix/application-properties/index.html) may be given.
                These differ from its own defaults; `src/main/resources/application.yaml` says why. The log levels keep texts that quote
                data out of the log: do not raise them where patients are real.

                | setting | value |
                |---|---|
                """);
        given.forEach((name, value) -> {
            if (!name.startsWith("hub.")) {
                page.append(Markdown.row("`" + name + "`", Markdown.code(value)));
            }
        });
    }

    private static String described(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalStateException(name + " has no javadoc");
        }
        return text;
    }

    private static String setterOf(String option) {
        return "set" + option.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + option.substring(1);
    }

    private static String defaultOf(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        if (value.isMissingNode()) {
            return null;
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.asText();
    }

    private static String typeOf(String type) {
        String last = type.replaceAll("<.*", "").replaceAll(".*\\.", "");
        return switch (last) {
            case "Integer", "Long", "integer" -> "number";
            case "Boolean", "boolean" -> "true or false";
            case "Duration" -> "duration";
            case "DataSize" -> "size";
            case "List" -> "list";
            case "ZoneId" -> "zone";
            default -> "text";
        };
    }

    private static void flatten(String name, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> flatten(
                            name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), into));
            return;
        }
        into.put(name, node.asText());
    }

    private static List<Path> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode yamlOf(Path file) {
        return tree(yaml, file);
    }

    private JsonNode jsonOf(Path file) {
        return tree(json, file);
    }

    private static JsonNode tree(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
