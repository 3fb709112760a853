package org.onestophub.operate.config.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.MappingProgram;

/**
 * Which files in the folders of other mappings a mapping stands on: the program it uses, what programs import, and the
 * dialects beside a program that is used. When one of them changes, so does the mapping.
 */
final class MappingUses {

    private static final Pattern MAPPING = Pattern.compile("mappings/([^/]+)/mapping\\.yaml");
    private static final Pattern PROGRAM = Pattern.compile("mappings/(?:[^/]+/)?.*\\.jslt");
    /** Finds more than JSLT imports, for example in comments: a file too many does no harm. */
    private static final Pattern IMPORT = Pattern.compile("\\bimport(?:\\s|//[^\\n]*\\n)+\"([^\"\\n]+)\"");

    private final Map<String, Links> links = new TreeMap<>();

    /**
     * What a file says about other files.
     *
     * @param program the program that a {@code mapping.yaml} names
     * @param imports names of the files that a program imports, relative to the folder of the program that is run
     */
    record Links(MappingProgram program, List<String> imports) {

        private static final Links NONE = new Links(MappingProgram.NONE, List.of());

        /** The links in a file of the configuration. The check of mappings reports bytes that are not UTF-8. */
        static Links in(String file, byte[] bytes) {
            if (MAPPING.matcher(file).matches()) {
                return new Links(MappingProgram.in(new String(bytes, StandardCharsets.UTF_8)), List.of());
            }
            if (!PROGRAM.matcher(file).matches()) {
                return NONE;
            }
            List<String> imports = new ArrayList<>();
            Matcher next = IMPORT.matcher(new String(bytes, StandardCharsets.UTF_8));
            while (next.find()) {
                imports.add(next.group(1));
            }
            return new Links(MappingProgram.NONE, List.copyOf(imports));
        }
    }

    /** There is such a file, with these links. */
    void add(String file, Links found) {
        links.put(file, found);
    }

    /** Paths of the files used, by the names of the mappings that use any. */
    Map<String, Set<String>> all() {
        Map<String, Set<String>> uses = new TreeMap<>();
        links.forEach((file, found) -> {
            Matcher mapping = MAPPING.matcher(file);
            if (mapping.matches()) {
                Set<String> used = usedBy(mapping.group(1), found.program());
                if (!used.isEmpty()) {
                    uses.put(mapping.group(1), used);
                }
            }
        });
        return uses;
    }

    private Set<String> usedBy(String name, MappingProgram named) {
        Set<String> used = new TreeSet<>();
        String lender = named.lender().isEmpty() ? name : named.lender();
        String folder = "mappings/" + lender + "/";
        if (!lender.equals(name)) {
            links.keySet().stream()
                    .filter(file -> file.startsWith(folder + "dialects/") && file.endsWith(".yaml"))
                    .forEach(used::add);
        }
        Links ofLender = links.getOrDefault(folder + "mapping.yaml", Links.NONE);
        used.addAll(imported(folder, ofLender.program().file()));
        used.removeIf(file -> file.startsWith("mappings/" + name + "/"));
        return used;
    }

    /** The program and all that it imports, however far; imports are found from the program's folder. */
    private Set<String> imported(String folder, String program) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(program));
        while (!open.isEmpty()) {
            String file = resolved(folder, open.pop()).orElse("");
            Links found = links.get(file);
            if (found != null && seen.add(file)) {
                found.imports().forEach(open::push);
            }
        }
        return seen;
    }

    private static Optional<String> resolved(String folder, String name) {
        try {
            Path file = Path.of(folder).resolve(name).normalize();
            return Optional.of(file.toString().replace('\\', '/'));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
