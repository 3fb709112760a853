package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.SettingsFile;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The names that settings of the hub have, to find those that somebody mistyped: a wrong name would silently leave a
 * default in force. A star in a name stands for any word.
 */
final class SettingNames {

    private static final String PREFIX = "hub.";
    private static final String VARIABLE_PREFIX = "HUB_";
    private static final String PACKAGED = "class path resource";
    /** What Kubernetes and Docker put into the environment of every container beside a service named hub. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("HUB_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT_[0-9]+_(TCP|UDP)(_(PORT|PROTO|ADDR))?)");

    private static final Pattern ADDRESS_OF_A_SERVICE = Pattern.compile("(tcp|udp)://.*");

    private final Set<String> names = new TreeSet<>();
    private final Set<String> forms = new TreeSet<>();
    private final List<Pattern> openForms = new ArrayList<>();

    private SettingNames() {}

    /** The names that the hub, its program's defaults and the routes of the folder know. */
    static SettingNames of(ConfigurableEnvironment environment, ConfigFolder folder) {
        SettingNames known = new SettingNames();
        BoundSettings.names().forEach(known::add);
        for (RouteFileName stem : folder.stems()) {
            stem.settingsPrefix().ifPresent(prefix -> {
                YamlFile route = folder.routes().get(stem.text());
                if (route == null) {
                    known.add(prefix + "*");
                }
            });
        }
        folder.routes()
                .values()
                .forEach(
                        route -> RouteSettings.of(route, folder.connectors()).forEach(use -> known.add(use.setting())));
        folder.connectors()
                .values()
                .forEach(connector ->
                        RouteSettings.of(connector, folder.connectors()).forEach(use -> known.add(use.setting())));
        environment.getPropertySources().stream()
                .filter(source -> source.getName().contains(PACKAGED))
                .forEach(source -> namesIn(source).forEach(known::add));
        return known;
    }

    private void add(String name) {
        if (!name.startsWith(PREFIX) || !names.add(name)) {
            return;
        }
        if (name.contains("*")) {
            openForms.add(Pattern.compile(Pattern.quote(uniform(name)).replace("*", "\\E[^.]+\\Q") + "(\\.[0-9]+)?"));
            openForms.add(
                    Pattern.compile(Pattern.quote(variable(name)).replace("*", "\\E[A-Z0-9_]+\\Q") + "(_[0-9]+)?"));
            return;
        }
        forms.add(uniform(name));
        forms.add(variable(name));
        // the form with a line for each dash is read too
        forms.add(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
    }

    /** True if the name at fault is one of a channel or destination that has a route file. */
    static boolean isOfARoute(Fault fault, ConfigFolder folder) {
        return folder.stems().stream()
                .flatMap(stem -> stem.settingsPrefix().stream())
                .anyMatch(prefix -> isBelow(fault.file(), prefix));
    }

    /** True if a name, in whatever form, is one of those that begin so. */
    static boolean isBelow(String name, String prefix) {
        return name.startsWith(VARIABLE_PREFIX)
                ? name.startsWith(variable(prefix))
                        || name.startsWith(prefix.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                : name.startsWith(PREFIX) && uniform(name).startsWith(uniform(prefix));
    }

    /** Dashes and the case of letters make no difference to Spring. */
    private static String uniform(String name) {
        return name.replaceAll("\\[([^]]*)]", ".$1").replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Settings under {@code hub.} that nothing reads, wherever they were given. */
    List<Fault> unknownIn(ConfigurableEnvironment environment) {
        Set<String> unknown = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source.getName().contains(PACKAGED) || source.getName().equals(AppliedSettings.NAME)) {
                continue;
            }
            boolean isVariables =
                    source.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
            for (String name : namesIn(source)) {
                if (isVariables ? isUnknownVariable(name, source) : name.startsWith(PREFIX) && !isKnown(name)) {
                    unknown.add(name);
                }
            }
        }
        return unknown.stream()
                .map(name -> Fault.of(Problem.SETTING_UNKNOWN, name, 0, hint(name)))
                .toList();
    }

    /** Settings in the settings file that nothing reads. */
    List<Fault> unknownIn(SettingsFile file) {
        return file.values().keySet().stream()
                .filter(name -> !isKnown(name))
                .map(name -> Fault.of(
                        Problem.SETTING_UNKNOWN,
                        SettingsFile.NAME,
                        file.lineOf(name),
                        (name + "; " + hint(name)).replaceFirst("; $", "")))
                .toList();
    }

    private boolean isUnknownVariable(String name, PropertySource<?> source) {
        return name.startsWith(VARIABLE_PREFIX)
                && !isKnownForm(name)
                && !isKnownForm(name.replaceFirst("_[0-9]+_?$", ""))
                && !SERVICE_LINK.matcher(name).matches()
                && !ADDRESS_OF_A_SERVICE
                        .matcher(String.valueOf(source.getProperty(name)))
                        .matches();
    }

    private boolean isKnown(String name) {
        String form = uniform(name);
        return isKnownForm(form) || isKnownForm(form.replaceFirst("\\.[0-9]+$", ""));
    }

    private boolean isKnownForm(String form) {
        return forms.contains(form)
                || openForms.stream().anyMatch(open -> open.matcher(form).matches());
    }

    private static List<String> namesIn(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> named
                ? Arrays.asList(named.getPropertyNames())
                : List.of();
    }

    /** The name that was probably meant; empty if none is near. */
    private String hint(String name) {
        boolean isVariable = name.startsWith(VARIABLE_PREFIX);
        Optional<String> nearest = names.stream()
                .map(known -> isVariable ? variable(known) : known)
                .collect(Collectors.toMap(known -> known, known -> distance(name, known)))
                .entrySet()
                .stream()
                .filter(known -> known.getValue() <= Math.max(2, name.length() / 5))
                .min(java.util.Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(java.util.Map.Entry.comparingByKey()))
                .map(java.util.Map.Entry::getKey);
        return nearest.map(known -> "perhaps " + known).orElse("");
    }

    /** Fewest letters to change, add or leave out. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
