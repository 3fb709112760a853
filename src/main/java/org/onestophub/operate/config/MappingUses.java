package org.onestophub.operate.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files in the folders of other mappings a mapping stands on: the program it uses, what programs import, and the
 * dialects beside a program that is used. When one of them changes, so does the mapping.
 */
final class MappingUses {

    private static final Pattern NEEDED =
            Pattern.compile("mappings/[^/]+/(mapping\\.yaml|.*\\.jslt)|mappings/[^/]+\\.jslt");
    private static final Pattern MAPPING = Pattern.compile("mappings/([^/]+)/mapping\\.yaml");
    private static final Pattern PROGRAM_OF = Pattern.compile("(?m)^program-of:\\s*[\"']?([a-z0-9][a-z0-9-]*)");
    private static final Pattern PROGRAM = Pattern.compile("(?m)^program:\\s*[\"']?([^\"'#\\s]+)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\s+\"([^\"]+)\"");

    private final Map<String, String> texts = new TreeMap<>();

    /** The text of a file where it is needed here, else empty. The check of mappings reports bytes that are not UTF-8. */
    static String textOf(String file, byte[] bytes) {
        return NEEDED.matcher(file).matches() ? new String(bytes, StandardCharsets.UTF_8) : "";
    }

    /** There is such a file, with its {@link #textOf}. */
    void add(String file, String text) {
        texts.put(file, text);
    }

    /** Paths of the files used, by the names of the mappings that use any. */
    Map<String, Set<String>> all() {
        Map<String, Set<String>> uses = new TreeMap<>();
        texts.forEach((file, text) -> {
            Matcher mapping = MAPPING.matcher(file);
            if (mapping.matches()) {
                Set<String> used = usedBy(mapping.group(1), text);
                if (!used.isEmpty()) {
                    uses.put(mapping.group(1), used);
                }
            }
        });
        return uses;
    }

    private Set<String> usedBy(String name, String yaml) {
        Set<String> used = new TreeSet<>();
        Matcher borrowed = PROGRAM_OF.matcher(yaml);
        String lender = borrowed.find() ? borrowed.group(1) : name;
        String folder = "mappings/" + lender + "/";
        if (!lender.equals(name)) {
            texts.keySet().stream()
                    .filter(file -> file.startsWith(folder + "dialects/") && file.endsWith(".yaml"))
                    .forEach(used::add);
        }
        Matcher program = PROGRAM.matcher(texts.getOrDefault(folder + "mapping.yaml", ""));
        if (program.find()) {
            used.addAll(imported(folder, folder + program.group(1)));
        }
        used.removeIf(file -> file.startsWith("mappings/" + name + "/"));
        return used;
    }

    /** The program and all that it imports, however far; imports are found from the program's folder. */
    private Set<String> imported(String folder, String program) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(program));
        while (!open.isEmpty()) {
            String file = open.pop();
            if (texts.containsKey(file) && seen.add(file)) {
                Matcher next = IMPORT.matcher(texts.get(file));
                while (next.find()) {
                    open.push(Path.of(folder)
                            .resolve(next.group(1))
                            .normalize()
                            .toString()
                            .replace('\\', '/'));
                }
            }
        }
        return seen;
    }
}
