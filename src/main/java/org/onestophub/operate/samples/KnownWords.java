package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.list.CodeLists;

/**
 * Words that mean something to a mapping and nothing of a person: what its program compares with, what its profile names,
 * what schemas enumerate, what code lists hold, what the format itself says. A sample keeps them.
 */
final class KnownWords {

    private static final Pattern LITERAL = Pattern.compile("\"([^\"\\\\\n]*(?:\\\\.[^\"\\\\\n]*)*)\"");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*|\\p{N}{2,}");
    private static final Pattern COMMENT = Pattern.compile("(?m)//.*$");
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Set<String> words = new HashSet<>();
    private final CodeLists lists;

    private KnownWords(CodeLists lists) {
        this.lists = lists;
    }

    static KnownWords of(Mapping mapping, String formatWords, CodeLists lists) {
        KnownWords known = new KnownWords(lists);
        known.addText(formatWords);
        known.addValues(mapping.profile());
        try {
            known.addFiles(mapping.folder());
            if (!mapping.program().isEmpty()) {
                known.addFile(mapping.folder().resolve(mapping.program()));
            }
            known.addFile(mapping.folder().resolveSibling("complaint.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    /** True if the whole value is a word the mapping knows. */
    boolean holds(String value) {
        return words.contains(value)
                || words.contains(value.toLowerCase(Locale.ROOT))
                || !lists.codesOf(value).isEmpty();
    }

    /** Chinese words to be kept inside longer texts. */
    Stream<String> chinese() {
        return words.stream()
                .filter(word -> word.length() > 1 && word.codePoints().allMatch(Character::isIdeographic));
    }

    private void addFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                addFile(file);
            }
        }
    }

    private void addFile(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".jslt")) {
            // names of fields and of functions as well; a program holds nothing of a person
            String program = COMMENT.matcher(Files.readString(file)).replaceAll("");
            addText(program);
            Matcher literals = LITERAL.matcher(program);
            while (literals.find()) {
                addText(literals.group(1));
            }
        }
        if (name.endsWith(".schema.json") && Files.isRegularFile(file)) {
            JsonNode schema = YAML.readTree(Files.readString(file));
            schema.findValues("enum").forEach(this::addValues);
            schema.findValues("const").forEach(this::addValues);
            schema.findValues("properties").forEach(this::addNames);
        }
    }

    private void addValues(JsonNode node) {
        addNames(node);
        node.forEach(this::addValues);
        if (node.isValueNode()) {
            addText(node.asText());
        }
    }

    private void addNames(JsonNode node) {
        node.fieldNames().forEachRemaining(this::addText);
    }

    private void addText(String text) {
        words.add(text);
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            words.add(found.group());
        }
    }
}
