package org.onestophub.operate.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.onestophub.complaint.SizeRange;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;

/** What the generated page says of settings and parameters: taken from where the check takes it. */
public final class SettingRows {

    private static final ConfigFolder PRODUCT = ConfigFolder.read(Path.of("").toAbsolutePath());

    private SettingRows() {}

    /**
     * One line of a table.
     *
     * @param bounds what it may be
     * @param standard the default; null if there is none
     * @param isRequired whether it must be given
     */
    public record Row(String name, String bounds, String standard, String meaning, boolean isRequired) {}

    /** The settings of a channel or destination, with the default that its route gives; of one used twice the first. */
    public static List<Row> ofRoute(String stem) {
        Map<String, Row> rows = new LinkedHashMap<>();
        String prefix = RouteFileName.of(stem).settingsPrefix().orElseThrow();
        for (RouteSettings.Use use : RouteSettings.of(PRODUCT.routes().get(stem), PRODUCT.connectors())) {
            if (use.setting().startsWith(prefix)) {
                boolean isByName = use.parameter().endsWith("Setting");
                String standard = use.literal() == null && isByName ? null : use.literal();
                rows.putIfAbsent(
                        use.setting(),
                        new Row(
                                use.setting(),
                                boundsOf(use.type()),
                                standard == null && !isByName ? use.standard() : standard,
                                meaningOf(use.description(), isByName),
                                use.isNeeded()));
            }
        }
        return List.copyOf(rows.values());
    }

    /** The parameters of a connector. */
    public static List<Row> ofConnector(String name) {
        YamlFile connector = PRODUCT.connectors().get(name);
        List<String> required = connector.listAt("spec", "definition", "required");
        List<Row> rows = new ArrayList<>();
        for (YamlFile.Value parameter : connector.keysAt("spec", "definition", "properties")) {
            String key = parameter.key();
            boolean isByName = key.endsWith("Setting");
            rows.add(new Row(
                    key,
                    isByName
                            ? "name of a setting"
                            : boundsOf(SettingType.of(connector, "spec", "definition", "properties", key)),
                    connector
                            .at("spec", "definition", "properties", key, "default")
                            .map(YamlFile.Value::text)
                            .orElse(null),
                    connector
                            .at("spec", "definition", "properties", key, "description")
                            .map(YamlFile.Value::text)
                            .orElse(""),
                    required.contains(key)));
        }
        return rows;
    }

    /** The parameters of the endpoint of destinations. */
    public static List<Row> ofDestinations() {
        return RouteSettings.parametersOf("delivery").stream()
                .map(use -> new Row(use.parameter(), boundsOf(use.type()), use.standard(), use.description(), false))
                .toList();
    }

    /** Bounds of the settings that the hub binds itself, by name; a name of the operator's own is {@code <name>}. */
    public static Map<String, String> ofTheHub() {
        Map<String, String> bounds = new TreeMap<>();
        BoundSettings.walk((name, element) -> bounds.put(name.replace("*", "<name>"), boundsOf(written(element))));
        return bounds;
    }

    /** The description of a parameter says that it names a setting; of the setting it says what that holds. */
    private static String meaningOf(String description, boolean isByName) {
        String text = isByName ? description.replaceFirst("^Name of the setting that holds ", "") : description;
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String boundsOf(SettingType type) {
        return type.isSecret() ? "secret, " + type.expectation() : type.expectation();
    }

    private static AnnotatedElement written(AnnotatedElement element) {
        try {
            return element instanceof RecordComponent component
                    ? component.getDeclaringRecord().getDeclaredField(component.getName())
                    : element;
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static String boundsOf(AnnotatedElement element) {
        if (element.isAnnotationPresent(Min.class)) {
            return element.getAnnotation(Min.class).value() + " to "
                    + element.getAnnotation(Max.class).value();
        }
        if (element.isAnnotationPresent(SizeRange.class)) {
            SizeRange range = element.getAnnotation(SizeRange.class);
            return range.min() + " to " + range.max();
        }
        if (element.isAnnotationPresent(DurationMin.class)) {
            DurationMin min = element.getAnnotation(DurationMin.class);
            DurationMax max = element.getAnnotation(DurationMax.class);
            return text(Duration.ofDays(min.days()).plusSeconds(min.seconds()).plusMillis(min.millis())) + " to "
                    + text(Duration.ofDays(max.days())
                            .plusHours(max.hours())
                            .plusMinutes(max.minutes())
                            .plusSeconds(max.seconds()));
        }
        if (element.isAnnotationPresent(Size.class)) {
            Size size = element.getAnnotation(Size.class);
            return (size.min() > 0 ? size.min() + " to " : "up to ") + size.max() + " characters";
        }
        if (element.isAnnotationPresent(Pattern.class)) {
            String message = element.getAnnotation(Pattern.class).message();
            return message.startsWith("{")
                    ? ""
                    : message.replaceFirst("^must be ", "").replace("have ", "");
        }
        return "";
    }

    private static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toMillisPart() > 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        return seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
