package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestophub.operate.cli.OfflineRooms;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.platform.access.SecretHash;
import org.onestophub.problem.Fault;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.unit.DataSize;

/**
 * Every setting there is has a type and bounds, and keeps them: the settings are found in the classes, the routes and the
 * connectors, so a new one without bounds fails here.
 */
class SettingBoundsTest {

    private static final ConfigFolder PRODUCT = ConfigFolder.read(Path.of("").toAbsolutePath());
    /** Read once; what is tried stands before it. */
    private static final ConfigurableEnvironment ENVIRONMENT = OfflineRooms.environment(List.of());

    private static final String TRIED = "tried";
    private static final String HUGE = "99999999999";
    private static final List<String> ODD = List.of(
            "0",
            "-1",
            HUGE,
            "99999999d",
            "99999999TB",
            "",
            "viel",
            "1.5",
            " 5",
            "0x10",
            "yes",
            "TRUE",
            "a\u0007b",
            "a\nb",
            "{{x}}",
            "x".repeat(20_000));
    /** No bound reaches into them; a path that is too long leads nowhere. */
    private static final List<String> LISTS_OF_PATHS = List.of("hub.alerts.certificate-files", "hub.drafts.folders");

    private static final List<String> BOOLEANS = List.of("true", "false", "yes", "no", "on", "off", "1", "0");

    @Test
    void everyParameterOfEveryConnectorIsBounded() {
        List<String> open = new ArrayList<>();
        PRODUCT.connectors()
                .forEach((name, connector) -> connector
                        .keysAt("spec", "definition", "properties")
                        .forEach(parameter -> {
                            if (!SettingType.of(connector, "spec", "definition", "properties", parameter.key())
                                    .isBounded()) {
                                open.add(name + "." + parameter.key());
                            }
                        }));

        assertThat(open).as("parameters without type and bounds").isEmpty();
    }

    @Test
    void everySettingOfEveryRouteIsBoundedAndDescribed() {
        List<String> open = new ArrayList<>();
        usesByRoute()
                .forEach((route, uses) -> uses.forEach(use -> {
                    if (!use.type().isBounded() || use.description().isEmpty()) {
                        open.add(route + ": " + use.setting());
                    }
                }));

        assertThat(open).isEmpty();
    }

    @Test
    void everyParameterOfADestinationIsBoundedAndDescribed() {
        assertThat(RouteSettings.parametersOf("delivery"))
                .hasSize(18)
                .allMatch(use -> use.type().isBounded())
                .noneMatch(use -> use.description().isEmpty());
    }

    @Test
    void everyDefaultOfAConnectorKeepsItsBounds() {
        PRODUCT.connectors()
                .values()
                .forEach(connector -> connector
                        .keysAt("spec", "definition", "properties")
                        .forEach(parameter -> {
                            Object[] place = {"spec", "definition", "properties", parameter.key(), "default"};
                            connector
                                    .at(place)
                                    .ifPresent(standard -> assertThat(SettingType.of(connector, Arrays.copyOf(place, 4))
                                                            .takes(standard.text())
                                                    // what is required later may have no default to speak of
                                                    || standard.text().isEmpty())
                                            .as(connector.stem() + "." + parameter.key())
                                            .isTrue());
                        }));
    }

    static Stream<String> routes() {
        return usesByRoute().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everySettingOfARouteRefusesWhatItCannotBeByItsName(String route) {
        YamlFile file = PRODUCT.routes().get(route);
        for (RouteSettings.Use use : usesByRoute().get(route)) {
            for (String value : ODD) {
                List<Fault> faults = RouteLint.wrongSettings(
                        file, PRODUCT.connectors(), name -> name.equals(use.setting()) ? value : null, true);
                boolean isLeftToOthers = use.isNeeded() && value.isEmpty();

                assertThat(faults.size())
                        .as("%s=%s is %s", use.setting(), value, use.type().expectation())
                        .isEqualTo(isLeftToOthers || expected(use.type(), value) ? 0 : 1);
                assertThat(faults)
                        .allMatch(fault -> fault.code().equals("CH-207")
                                && fault.file().equals("routes/" + route + ".yaml")
                                && fault.line() > 0
                                && fault.message().startsWith(use.setting() + ": "));
            }
        }
    }

    /** Said again in other words, as far as that goes. */
    private static boolean expected(SettingType type, String value) {
        if (value.length() > 10_000 || value.contains("\u0007") || value.contains("\n")) {
            return false;
        }
        if (type.isBoolean()) {
            return BOOLEANS.contains(value.toLowerCase(java.util.Locale.ROOT));
        }
        if (type.type().equals("integer")) {
            return switch (value) {
                case "0" -> type.minimum() <= 0;
                case "-1" -> type.minimum() <= -1;
                default -> false;
            };
        }
        return type.takes(value);
    }

    @Test
    void allWrongSettingsOfARouteAreToldAtOnce() {
        usesByRoute().forEach((route, uses) -> {
            List<Fault> faults = RouteLint.wrongSettings(
                    PRODUCT.routes().get(route), PRODUCT.connectors(), name -> "a\u0007b", true);

            assertThat(faults.stream().map(fault -> fault.message().replaceFirst(":.*", "")))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(
                            uses.stream().map(RouteSettings.Use::setting).toList()));
        });
    }

    @Test
    void textsThatLookLikeAHostAreOnlyTakenIfTheyAreOne() {
        SettingType host = new SettingType("string", "host", null, null, 0, 255, "", List.of());

        assertThat(List.of("mail.example.org", "HIS_SERVER", "10.0.0.8", "[::1]", "xn--fiq228c.example", "a"))
                .allMatch(host::takes);
        assertThat(List.of(
                        "0", "-1", "", "10.0.0", "256.1.1.1", "::1", "a b", "a/b", "a:25", "-a", "a..b", "user@host"))
                .noneMatch(host::takes);
    }

    @Test
    void everySettingOfTheHubItselfHasBounds() {
        List<String> open = new ArrayList<>();
        BoundSettings.walk((name, element) -> {
            if (!isBounded(element)) {
                open.add(name);
            }
        });

        assertThat(open).as("settings without bounds").isEmpty();
    }

    private static boolean isBounded(AnnotatedElement element) {
        AnnotatedType type = element instanceof RecordComponent component
                ? component.getAnnotatedType()
                : ((Parameter) element).getAnnotatedType();
        if (type instanceof AnnotatedParameterizedType list) {
            return isBounded(
                    (Class<?>) list.getAnnotatedActualTypeArguments()[0].getType(),
                    list.getAnnotatedActualTypeArguments()[0].getAnnotations());
        }
        Annotation[] written = element instanceof RecordComponent component
                ? fieldOf(component).getAnnotations()
                : element.getAnnotations();
        return isBounded((Class<?>) type.getType(), written);
    }

    /** A constraint has its place at the field, where the validator reads it. */
    private static AnnotatedElement fieldOf(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isBounded(Class<?> type, Annotation... written) {
        List<String> names = Arrays.stream(written)
                .map(each -> each.annotationType().getSimpleName())
                .toList();
        if (type == boolean.class
                || type == ZoneId.class
                || type == LocalTime.class
                || type == Path.class
                || type == SecretHash.class) {
            return true;
        }
        if (type == int.class || type == long.class) {
            return names.containsAll(List.of("Min", "Max"));
        }
        if (type == Duration.class) {
            return names.containsAll(List.of("DurationMin", "DurationMax"));
        }
        if (type == DataSize.class) {
            return names.contains("SizeRange");
        }
        return type == String.class && (names.contains("Size") || names.contains("Pattern"));
    }

    static Stream<String> oddValues() {
        return ODD.stream();
    }

    /** One setting of each room at a time: what is wrong with it is what the check says of its room. */
    @ParameterizedTest
    @MethodSource("oddValues")
    void everySettingOfTheHubItselfIsJudgedByItsName(String value) {
        Map<String, Class<?>> types = new TreeMap<>();
        BoundSettings.walk((name, element) -> types.put(name.replace("*", "some"), BoundSettings.typeOf(element)));
        Map<String, Deque<String>> rooms = new TreeMap<>();
        types.keySet()
                .forEach(name -> rooms.computeIfAbsent(roomOf(name), room -> new ArrayDeque<>())
                        .add(name));
        while (!rooms.isEmpty()) {
            Map<String, Object> tried = new HashMap<>();
            rooms.values().forEach(names -> tried.put(names.remove(), value));
            rooms.values().removeIf(Deque::isEmpty);
            Map<String, List<Fault>> faults =
                    faultsWith(tried).stream().collect(Collectors.groupingBy(fault -> roomOf(fault.file())));

            assertThat(tried.keySet().stream().map(SettingBoundsTest::roomOf))
                    .as("rooms with a fault")
                    .containsAll(faults.keySet());
            tried.keySet()
                    .forEach(name ->
                            assertJudged(name, types.get(name), value, faults.getOrDefault(roomOf(name), List.of())));
        }
    }

    /** The second word of the name. */
    private static String roomOf(String name) {
        return name.split("\\.")[1];
    }

    private static void assertJudged(String name, Class<?> type, String value, List<Fault> faults) {
        // Spring reads a plain number as milliseconds or bytes, and takes blanks and hexadecimal digits
        boolean isPlain = value.equals(HUGE) && (type == Duration.class || type == DataSize.class);
        if (isMeasure(type)
                && !isPlain
                && !List.of("0", "-1", " 5", "0x10").contains(value)
                && !(value.isEmpty() && name.contains(".some."))) {
            assertThat(faults).as(name + "=" + value).isNotEmpty();
        }
        if (type == boolean.class
                && !BOOLEANS.contains(value.toLowerCase(java.util.Locale.ROOT))
                && !(value.isEmpty() && name.contains(".some."))) {
            assertThat(faults).as(name + "=" + value).isNotEmpty();
        }
        if (value.length() > 10_000 && !LISTS_OF_PATHS.contains(name)) {
            assertThat(faults).as(name + " of 20000 characters").isNotEmpty();
        }
        assertThat(faults)
                .as(name + "=" + value)
                .allSatisfy(fault -> assertThat(List.of("CH-207", "CH-204")).contains(fault.code()))
                .allSatisfy(fault -> assertThat(fault.file()).startsWith("hub."));
    }

    @Test
    void settingsAsTheyAreShippedHaveNoFault() {
        assertThat(faultsWith(Map.of())).isEmpty();
    }

    private static boolean isMeasure(Class<?> type) {
        return type == int.class || type == long.class || type == Duration.class || type == DataSize.class;
    }

    @Test
    void institutionsHaveCodesAndNamesThatAPageHasRoomFor() {
        assertThat(faultsWith("hub.institutions.12350200700000001E", "示例市中医院")).isEmpty();
        for (List<String> wrong : List.of(
                List.of("hub.institutions.some", "示例市中医院"),
                List.of("hub.institutions.12350200700000001E", "院".repeat(201)))) {
            assertThat(faultsWith(wrong.get(0), wrong.get(1)))
                    .extracting(Fault::code, Fault::file)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("CH-207", "hub.institutions"));
        }
    }

    @Test
    void faultInAPartHidesNoneOfTheWhole() {
        assertThat(faultsWith("hub.institution.name", "院".repeat(201), "hub.config-dir", "x".repeat(1_001)))
                .extracting(Fault::file)
                .containsExactlyInAnyOrder("hub.institution.name", "hub.config-dir");
    }

    @Test
    void allWrongSettingsOfTheHubAreToldAtOnce() {
        List<Fault> faults = faultsWith(
                "hub.receive.max-size", "0",
                "hub.receive.writers", "viel",
                "hub.receive.patience", "-1s",
                "hub.read.ocr.dpi", "0",
                "hub.read.scan.memory", "much",
                "hub.duty.calendar", "none",
                "hub.access.keys.some.secret", "short",
                "hub.access.keys.some.roles", "ops",
                "hub.broker.destinations.oa.secret", "short",
                "hub.alerts.off", "nothing-of-the-kind",
                "hub.ledger.complaint-workers", "99",
                "hub.retention.raw", "5d",
                "hub.home", "");

        assertThat(faults.stream().map(Fault::file))
                .containsExactlyInAnyOrder(
                        "hub.receive.max-size",
                        "hub.receive.writers",
                        "hub.receive.patience",
                        "hub.read.ocr.dpi",
                        "hub.read.scan.memory",
                        "hub.duty.calendar",
                        "hub.access.keys.some.secret",
                        "hub.broker.destinations.oa.secret",
                        "hub.alerts.off",
                        "hub.ledger.complaint-workers",
                        "hub.retention.raw",
                        "hub.home");
    }

    private static List<Fault> faultsWith(String... namesAndValues) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return faultsWith(given);
    }

    private static List<Fault> faultsWith(Map<String, Object> given) {
        ENVIRONMENT.getPropertySources().remove(TRIED);
        ENVIRONMENT.getPropertySources().addFirst(new MapPropertySource(TRIED, given));
        return BoundSettings.faultsIn(ENVIRONMENT);
    }

    /** Settings of channels and destinations by the stem of their route. */
    private static Map<String, List<RouteSettings.Use>> usesByRoute() {
        Map<String, List<RouteSettings.Use>> uses = new TreeMap<>();
        PRODUCT.routes().forEach((stem, route) -> {
            List<RouteSettings.Use> own = RouteSettings.of(route, PRODUCT.connectors()).stream()
                    .filter(use -> use.setting().matches("hub\\.(channels|destinations)\\..*"))
                    .toList();
            if (!own.isEmpty()) {
                uses.put(stem, own);
            }
        });
        return uses;
    }
}
