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
import org.onestophub.operate.config.SettingRows;

/** docs/configuration.md as the code, the routes, the connectors and application.yaml have it. */
final class ConfigurationPage {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path DEFAULTS = Path.of("src/main/resources/application.yaml");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:]+)(?::([^{}]*))?}}");

    private static final String HEAD = """
            # Configuration

            Generated from the code, the routes and the connectors; do not edit. After a change:
            `./mvnw test -Dtest=DocsFreshTest -Ddocs.update=true`.

            Every value has a type and bounds. A wrong one, and a name under `hub.` that nothing reads (CH-213), is reported with the
            setting's name: at the start all at once, and by `onestop-hub check`. A boolean is `true`, `yes`, `on` or `1`, or `false`,
            `no`, `off` or `0`. Settings of channels and destinations may also stand in `settings.yaml` beside `routes/`; an apply
            puts them to use without a restart (operations.md, Change settings while the hub runs).

            A setting is given on the command line (`--hub.home=/srv/hub`), in the environment (`HUB_HOME`), in a file
            `application.yaml` or `config/application.yaml` where the hub is started, or, for secrets, in a folder with one file for
            each (`--spring.config.import=configtree:/run/secrets/`). In the environment dots become `_`, dashes go, and letters are
            large: `hub.channels.phone-cdr-sftp.password` is `HUB_CHANNELS_PHONECDRSFTP_PASSWORD`. A secret has no default anywhere.
            Sizes are written `64KB`, `256MB`; durations `15s`, `10m`. `<name>` is any name of yours.
            """;

    /** Components of named things that are lists. */
    private static final java.util.Set<String> LISTS = java.util.Set.of("roles", "institutions", "mails", "mobiles");

    private final ObjectMapper json = new ObjectMapper();
    private final YAMLMapper yaml = new YAMLMapper();
    private final Map<String, String> given = new TreeMap<>();
    private final Map<String, String> bounds = SettingRows.ofTheHub();
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
        made.destinations();
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
            if (type.startsWith("java.util.Map") && type.contains("$")) {
                namedThings(name, type, rows);
                continue;
            }
            if (type.startsWith("java.util.Map")) {
                rows.put(
                        name,
                        Markdown.row(
                                "`" + name + ".<code>`",
                                "text",
                                "–",
                                Markdown.prose(described(
                                        name, property.path("description").asText()))));
                continue;
            }
            rows.put(
                    name,
                    Markdown.row(
                            "`" + name + "`",
                            (typeOf(type) + " " + bounds.getOrDefault(name, "")).strip(),
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
                                ((LISTS.contains(component) ? "list" : "text") + " "
                                                + bounds.getOrDefault(name + ".<name>." + component, ""))
                                        .strip(),
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
                                            "number " + bounds.get(name),
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
                `expected-by` and `expected-hours` say what is expected of it (operations.md, A channel is silent). `kind` keeps matters of
                staff and safety reports apart. A value of another type or out of its bounds is CH-207, and only its channel is down. Where
                the column of the default says "required", an empty value is CH-204.
                """);
        routes("in-");
    }

    private void destinations() {
        page.append("""

                ## Destinations

                Each route `out-<destination>` is a destination; those shipped are off until `hub.destinations.<destination>.enabled=true`.

                ### Parameters of every destination

                A route gives them to `delivery:<destination>` under `from.parameters`, as values or as settings of its own.
                [Destinations](destinations.md) describes what they do.

                | parameter | value | default | meaning |
                |---|---|---|---|
                """);
        SettingRows.ofDestinations()
                .forEach(row -> page.append(Markdown.row(
                        "`" + row.name() + "`", bounds(row.bounds()), Markdown.code(row.standard()), row.meaning())));
        routes("out-");
    }

    private void routes(String prefix) {
        for (Path file : in("routes")) {
            String stem = file.getFileName().toString().replace(".yaml", "");
            if (stem.startsWith(prefix)) {
                route(
                        stem,
                        stem.substring(prefix.length()),
                        yamlOf(file).path(0).path("route"));
            }
        }
    }

    private void route(String stem, String name, JsonNode route) {
        String connector = route.findValuesAsText("uri").stream()
                .filter(uri -> uri.startsWith("kamelet:"))
                .map(uri -> uri.replace("kamelet:", ""))
                .findFirst()
                .orElse("");
        page.append("\n### ")
                .append(name)
                .append("\n\n")
                .append(route.path("description").asText().strip())
                .append(" Connector `")
                .append(connector)
                .append("`.\n\n")
                .append("| setting | value | default | meaning |\n|---|---|---|---|\n");
        for (SettingRows.Row row : SettingRows.ofRoute(stem)) {
            String standard = given.getOrDefault(row.name(), row.standard());
            boolean isMissing = standard == null || standard.isEmpty();
            page.append(Markdown.row(
                    "`" + row.name() + "`",
                    bounds(row.bounds()),
                    row.isRequired() && isMissing ? "required" : Markdown.code(standard),
                    row.meaning()));
        }
    }

    /** A bar would end the column of the table. */
    private static String bounds(String text) {
        return text.startsWith("text of the form ") || text.contains(" of the form ")
                ? text.replaceFirst("of the form (.*)$", "of the form `$1`").replace("|", "\\|")
                : text;
    }

    private void connectors() {
        page.append("""

                ## Connectors

                What a route may hand to a connector. A channel or destination of your own names these parameters under `parameters`, with
                values or with settings of its own. A parameter `…Setting` takes the name of a setting, whose value passes through no
                address.
                """);
        for (Path file : in("connectors")) {
            String name = file.getFileName().toString().replace(".kamelet.yaml", "");
            page.append("\n### ")
                    .append(name)
                    .append("\n\n")
                    .append(yamlOf(file)
                            .at("/spec/definition/description")
                            .asText()
                            .replaceAll("\\s+", " ")
                            .strip())
                    .append("\n\n")
                    .append("| parameter | value | default | meaning |\n|---|---|---|---|\n");
            SettingRows.ofConnector(name)
                    .forEach(row -> page.append(Markdown.row(
                            "`" + row.name() + "`",
                            bounds(row.bounds()),
                            row.isRequired() ? "required" : Markdown.code(row.standard()),
                            row.meaning())));
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
