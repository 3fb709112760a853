package org.onestophub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.connector.ConnectorBeans;

/** The shape of the folders and files that a reader relies on. */
class LayoutTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Beside dot-files, and the two that git ignores. */
    private static final Set<String> TOP = Set.of(
            "pom.xml",
            "README.md",
            "README.zh-CN.md",
            "LICENSE",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "mvnw",
            "mvnw.cmd",
            "routes",
            "connectors",
            "mappings",
            "src",
            "docs",
            "target",
            "data");

    private static final Set<String> IGNORED = Set.of("target", "data", ".git", ".idea", ".vscode");

    private static final Pattern ROUTE_NAME = Pattern.compile("(in|flow|out|ops|shared)-[a-z0-9-]+\\.yaml");
    private static final Pattern CONNECTOR_NAME =
            Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+-(source|sink|action)\\.kamelet\\.yaml");
    private static final Pattern COMPONENT = Pattern.compile("@Component\\(\"([^\"]+)\"\\)");
    private static final Pattern MAPPING_ARGUMENT = Pattern.compile("\\$\\{exchange}\\s*,\\s*'([^']*)'");
    private static final Pattern DATUM =
            Pattern.compile("\\$\\{(body|bodyAs|header|exception|exchangeProperty|in\\.|messageHistory)");

    /** Options of Camel's own kamelet endpoint: a parameter of that name never reaches the connector, and no error is raised. */
    private static final Set<String> SWALLOWED = Set.of(
            "templateId",
            "routeId",
            "location",
            "block",
            "timeout",
            "failIfNoConsumers",
            "noErrorHandler",
            "bridgeErrorHandler",
            "exceptionHandler",
            "exchangePattern",
            "lazyStartProducer",
            "uuid");

    /** Beans that connector files of earlier versions name; the component of {@code imap:} does their work now. */
    private static final Set<String> OF_EARLIER_CONNECTORS = Set.of("mail-kept-mark", "mail-poll-uids");

    private static final int ROUTE_LINES = 60;
    private static final int CONNECTOR_LINES = 120;
    private static final int README_LINES = 150;

    /** Connectors above the aim, with the reason. */
    private static final Map<String, String> LONG_CONNECTORS = Map.of(
            "ftp-files-source.kamelet.yaml", "a third of it describes parameters",
            "ftps-files-source.kamelet.yaml", "as ftp, with the server's certificate",
            "sftp-files-source.kamelet.yaml", "as ftp, with host keys",
            "mllp-listener-source.kamelet.yaml", "every parameter has its bounds",
            "imap-mailbox-source.kamelet.yaml", "half of it describes parameters",
            "ftps-files-sink.kamelet.yaml", "every parameter has its bounds",
            "http-api-sink.kamelet.yaml", "each way to log in has its parameters",
            "smtp-mail-sink.kamelet.yaml", "every parameter has its bounds",
            "http-feed-source.kamelet.yaml", "every parameter has its bounds",
            "http-pull-source.kamelet.yaml", "platforms differ in many ways, and each way is a parameter");

    /** Paths of somebody's own machine, and servers that only one network can see. */
    private static final List<Pattern> OF_A_MACHINE = List.of(
            Pattern.compile("(?<![A-Za-z0-9_.}])/(work|root|home|Users|private)/[A-Za-z0-9]"),
            Pattern.compile("[A-Z]:\\\\" + "Users"),
            Pattern.compile("(?i)(arti" + "factory|ne" + "xus|jf" + "rog|mir" + "ror)[a-z0-9.-]*(:\\d+)?/"),
            Pattern.compile("(?i)https?://[a-z0-9.-]+\\.(internal|local|corp|lan|svc)\\b"));

    /** Names of XML schemas; nothing is fetched from there. */
    private static final Set<String> SCHEMA_HOSTS = Set.of("maven.apache.org", "www.w3.org", "www.apache.org");

    /** Where artefacts come from. Only the wrapper says so; a build may be pointed elsewhere by its own settings. */
    private static final Path WRAPPER = Path.of(".mvn/wrapper/maven-wrapper.properties");

    private static final Pattern REGISTRY =
            Pattern.compile("(?i)(repo1?[.]maven[.]|search[.]maven[.]|[.]sonatype[.](org|com)|repo[.]spring[.])");

    private static final Pattern HOST = Pattern.compile("https?://([A-Za-z0-9.-]+)");

    @Test
    void theTopFolderHoldsWhatTheReadmeShows() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""))) {
            Set<String> names = top.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(TOP).containsAll(names);
        }
        assertThat(Path.of(".ci/run")).isExecutable();
    }

    @Test
    void routesAreFlatAndTheirIdIsTheirFileName() {
        List<String> wrong = new ArrayList<>();
        for (Path file : in("routes")) {
            String name = file.getFileName().toString();
            if (!ROUTE_NAME.matcher(name).matches()) {
                wrong.add(name + ": name");
            }
            JsonNode entries = yaml(file);
            for (JsonNode entry : entries) {
                boolean isNamed = entry.at("/route/id").asText().equals(name.replace(".yaml", ""));
                if (!entry.has("routeConfiguration") && (!isNamed || entries.size() != 1)) {
                    wrong.add(name + ": id");
                }
                if (!entry.has("routeConfiguration")
                        && entry.at("/route/description").asText().isBlank()) {
                    wrong.add(name + ": description");
                }
            }
            if (lines(file) > ROUTE_LINES) {
                wrong.add(name + ": longer than " + ROUTE_LINES);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyBeanNamedInARouteOrConnectorIsThere() {
        Set<String> components = components();
        List<String> missing = new ArrayList<>();
        for (Path file : both()) {
            Set<String> known = new HashSet<>(components);
            yaml(file).at("/spec/template/beans").forEach(bean -> {
                known.add("{{" + bean.path("name").asText() + "}}");
                known.add("#bean:{{" + bean.path("name").asText() + "}}");
            });
            yaml(file).findValuesAsText("ref").stream()
                    .filter(ref -> !known.contains(ref))
                    .forEach(ref -> missing.add(file + ": " + ref));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void connectorsNameTheBeansOfTheHubByShortNamesAndAllOfThemAreUsed() throws ClassNotFoundException {
        Set<String> named = new TreeSet<>();
        for (Path file : in("connectors")) {
            for (String type : yaml(file).findValuesAsText("type")) {
                if (type.startsWith("#class:")) {
                    named.add(type.substring("#class:".length()).replaceAll("#.*", ""));
                }
            }
        }
        Set<String> shortNames = new TreeSet<>(ConnectorBeans.all().keySet());
        shortNames.removeIf(name -> name.contains("."));

        shortNames.removeAll(OF_EARLIER_CONNECTORS);
        assertThat(named)
                .filteredOn(name -> !name.startsWith("org.apache.camel."))
                .containsExactlyElementsOf(shortNames);
        for (String type : ConnectorBeans.all().values()) {
            Class.forName(type);
        }
    }

    @Test
    void everyInRouteBeginsAtAConnectorAndEndsWithAMapping() {
        List<String> wrong = new ArrayList<>();
        for (Path file : in("routes")) {
            if (!file.getFileName().toString().startsWith("in-")) {
                continue;
            }
            String from = yaml(file).at("/0/route/from/uri").asText();
            Path connector = Path.of("connectors", from.replace("kamelet:", "") + ".kamelet.yaml");
            if (!from.startsWith("kamelet:") || !Files.exists(connector)) {
                wrong.add(file + ": connector " + from);
            }
            Set<String> mappings = yaml(file).findValuesAsText("method").stream()
                    .map(MAPPING_ARGUMENT::matcher)
                    .filter(Matcher::find)
                    // a mapping set by a setting: its default
                    .map(argument -> argument.group(1).replaceAll("\\{\\{[^:]+:|}}", ""))
                    .collect(Collectors.toSet());
            if (mappings.size() != 1
                    || !Files.exists(Path.of("mappings", mappings.iterator().next(), "mapping.yaml"))) {
                wrong.add(file + ": mapping " + mappings);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void connectorsAreFlatNamedByTheirLawAndOfReadableLength() {
        List<String> wrong = new ArrayList<>();
        for (Path file : in("connectors")) {
            String name = file.getFileName().toString();
            JsonNode connector = yaml(file);
            if (!CONNECTOR_NAME.matcher(name).matches()
                    || !connector.at("/metadata/name").asText().equals(name.replace(".kamelet.yaml", ""))) {
                wrong.add(name + ": name");
            }
            if (!connector.path("apiVersion").asText().equals("camel.apache.org/v1")) {
                wrong.add(name + ": apiVersion");
            }
            if (lines(file) > CONNECTOR_LINES != LONG_CONNECTORS.containsKey(name)) {
                wrong.add(name + ": lines");
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyParameterOfAConnectorIsDescribed() {
        List<String> wrong = new ArrayList<>();
        for (Path file : in("connectors")) {
            JsonNode definition = yaml(file).at("/spec/definition");
            definition.path("properties").fields().forEachRemaining(parameter -> {
                for (String word : List.of("title", "description", "type")) {
                    if (parameter.getValue().path(word).asText().isBlank()) {
                        wrong.add(file + ": " + parameter.getKey() + " has no " + word);
                    }
                }
                if (SWALLOWED.contains(parameter.getKey())) {
                    wrong.add(file + ": " + parameter.getKey() + " is an option of Camel's kamelet endpoint");
                }
                if (!parameter.getValue().has("default")
                        && !parameter.getValue().has("example")) {
                    wrong.add(file + ": " + parameter.getKey() + " has neither default nor example");
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyStepHasAnIdOfItsOwn() {
        List<String> wrong = new ArrayList<>();
        for (Path file : in("routes")) {
            Set<String> ids = new HashSet<>();
            steps(yaml(file))
                    .forEach(step -> step.fields().forEachRemaining(kind -> {
                        if (!kind.getKey().equals("onException")
                                && !ids.add(kind.getValue().path("id").asText())) {
                            wrong.add(file + ": " + kind.getKey() + " "
                                    + kind.getValue().path("id").asText());
                        }
                        if (kind.getValue().path("id").asText().isBlank()) {
                            wrong.add(file + ": " + kind.getKey() + " without id");
                        }
                    }));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noStepLogsADatumOrTheTextOfAnException() {
        List<String> wrong = new ArrayList<>();
        for (Path file : both()) {
            for (JsonNode log : yaml(file).findValues("log")) {
                if (DATUM.matcher(log.toString()).find()) {
                    wrong.add(file + ": " + log);
                }
            }
            yaml(file).findValuesAsText("uri").stream()
                    .filter(uri -> uri.startsWith("log:"))
                    .forEach(uri -> wrong.add(file + ": " + uri));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noFileNamesSomebodysMachineOrNetwork() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(Path.of(""))) {
            walk.filter(LayoutTest::isOurs).filter(Files::isRegularFile).forEach(file -> {
                String text = text(file);
                OF_A_MACHINE.stream()
                        .map(pattern -> pattern.matcher(text))
                        .filter(Matcher::find)
                        .forEach(hit -> found.put(file.toString(), hit.group()));
            });
        }

        assertThat(found).isEmpty();
    }

    @Test
    void theBuildNamesNoServerButThoseOfXmlSchemas() {
        for (String file : List.of("pom.xml", ".ci/run")) {
            Matcher host = HOST.matcher(text(Path.of(file)));
            while (host.find()) {
                assertThat(SCHEMA_HOSTS).as(file).contains(host.group(1));
            }
        }
    }

    @Test
    void theRegistryIsNamedByTheMavenWrapperAlone() throws IOException {
        Set<String> naming = new TreeSet<>();
        try (Stream<Path> walk = Files.walk(Path.of(""))) {
            walk.filter(LayoutTest::isOurs).filter(Files::isRegularFile).forEach(file -> {
                if (REGISTRY.matcher(text(file)).find()) {
                    naming.add(file.toString());
                }
            });
        }

        assertThat(naming).containsExactly(WRAPPER.toString());
    }

    @Test
    void theReadmeStaysShort() {
        assertThat(lines(Path.of("README.md"))).isLessThanOrEqualTo(README_LINES);
        assertThat(lines(Path.of("README.zh-CN.md"))).isLessThanOrEqualTo(README_LINES);
    }

    private static Set<String> components() {
        Set<String> names = new HashSet<>();
        try (Stream<Path> walk = Files.walk(Path.of("src/main/java"))) {
            walk.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                Matcher component = COMPONENT.matcher(text(file));
                while (component.find()) {
                    names.add(component.group(1));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The objects in every list called steps. */
    private static List<JsonNode> steps(JsonNode yaml) {
        List<JsonNode> steps = new ArrayList<>();
        yaml.findValues("steps")
                .forEach(list -> list.forEach(step -> {
                    steps.add(step);
                    steps.addAll(steps(step));
                }));
        return steps;
    }

    private static boolean isOurs(Path path) {
        for (Path part : path) {
            if (IGNORED.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> both() {
        return Stream.of("routes", "connectors")
                .flatMap(folder -> in(folder).stream())
                .toList();
    }

    private static List<Path> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> found = files.sorted().toList();
            assertThat(found).isNotEmpty().allMatch(Files::isRegularFile);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }

    /** Bytes that are no UTF-8 come as replacement characters; samples hold any bytes. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
