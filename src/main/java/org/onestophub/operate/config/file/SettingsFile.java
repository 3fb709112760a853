package org.onestophub.operate.config.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/**
 * The file {@code settings.yaml} of a configuration folder: settings of channels and destinations that take effect with an
 * apply. The file need not be there.
 */
public final class SettingsFile {

    /** The file's name in the configuration folder. */
    public static final String NAME = "settings.yaml";

    /** Stands in faults of one line, between its name and what is wrong; other faults concern the file as a whole. */
    public static final String OF_A_LINE = ": ";

    /** Of a folder that has no such file. */
    public static final SettingsFile NONE = new SettingsFile(List.of());
    /** A file of a few hundred channels is far smaller. */
    private static final long MOST_BYTES = 1024 * 1024;

    private final List<YamlFile.Value> entries;
    private final Map<String, String> values = new TreeMap<>();

    private SettingsFile(List<YamlFile.Value> entries) {
        this.entries = entries;
        entries.forEach(entry -> values.put(entry.key(), entry.text()));
    }

    /** The file of that folder, without anything if there is none or it has a fault, which is reported. */
    public static SettingsFile read(Path configDir, Consumer<Fault> faults) {
        Path file = configDir.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        if (file.toFile().length() > MOST_BYTES) {
            faults.accept(Fault.of(Problem.SETTINGS_FILE_INVALID, NAME, 0, "larger than 1MB"));
            return NONE;
        }
        // a file of comments only says nothing, and that is no fault
        Consumer<Fault> others = fault -> {
            if (!fault.message().equals(YamlFile.EMPTY)) {
                faults.accept(fault);
            }
        };
        return YamlFile.parse(file, "", ".yaml", Problem.SETTINGS_FILE_INVALID, others)
                .map(parsed -> new SettingsFile(sound(parsed, faults)))
                .orElse(NONE);
    }

    private static List<YamlFile.Value> sound(YamlFile file, Consumer<Fault> faults) {
        List<YamlFile.Value> sound = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (YamlFile.Value entry : file.leaves()) {
            String fault = faultOf(entry);
            if (!fault.isEmpty()) {
                faults.accept(Fault.of(Problem.SETTINGS_FILE_INVALID, NAME, entry.line(), entry.key() + fault));
            } else if (!seen.add(entry.key())) {
                faults.accept(
                        Fault.of(Problem.SETTINGS_FILE_INVALID, NAME, entry.line(), entry.key() + OF_A_LINE + "twice"));
            } else {
                sound.add(entry);
            }
        }
        return sound;
    }

    private static String faultOf(YamlFile.Value entry) {
        if (entry.key().endsWith("[]")) {
            return OF_A_LINE + "one value, no list";
        }
        return entry.key().matches("hub\\.(channels|destinations)\\.[a-z0-9-]+\\.[a-z0-9-]+")
                ? ""
                : OF_A_LINE + "only settings hub.channels.<channel>.<name> and hub.destinations.<destination>.<name>";
    }

    /** All settings by name, as the file has them: references and not secrets. */
    public Map<String, String> values() {
        return values;
    }

    /** The settings of one channel or destination. */
    public Map<String, String> of(RouteFileName stem) {
        String prefix = stem.settingsPrefix().orElse("\n");
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first, TreeMap::new));
    }

    /** Line of a setting; 0 if it is not in the file. */
    public int lineOf(String name) {
        return entries.stream()
                .filter(entry -> entry.key().equals(name))
                .mapToInt(YamlFile.Value::line)
                .findFirst()
                .orElse(0);
    }
}
