package org.onestophub.complaint.list;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One code list. A value is found by code, Chinese or English name, or alias; case, width and surrounding blanks do not
 * matter. Where two entries have the same word, a code beats a name, a name beats an alias, and the first entry wins.
 */
public final class CodeList {

    /** Longest text that can be a code or a name; longer ones are not looked up. */
    static final int MAX_WORD = 200;

    private static final int MAX_LEVELS = 5;

    private final String name;
    private final Map<String, Entry> byCode = new LinkedHashMap<>();
    private final Map<String, String> byWord = new HashMap<>();

    /**
     * One line of a list.
     *
     * @param code unique in its list
     * @param nameZh Chinese name
     * @param nameEn English name, may be empty
     * @param parent code of the entry above, or empty
     * @param columns all columns by header, for crosswalks
     */
    public record Entry(String code, String nameZh, String nameEn, String parent, Map<String, String> columns) {}

    CodeList(String name, Collection<Entry> entries) {
        this.name = name;
        entries.forEach(entry -> byCode.put(entry.code(), entry));
        entries.forEach(entry -> learn(entry.code(), entry));
        entries.forEach(entry -> {
            learn(entry.nameZh(), entry);
            learn(entry.nameEn(), entry);
        });
        entries.forEach(entry -> {
            for (String alias : entry.columns().getOrDefault("aliases", "").split("\\|")) {
                learn(alias, entry);
            }
        });
    }

    private void learn(String word, Entry entry) {
        String key = keyOf(word);
        if (!key.isEmpty()) {
            byWord.putIfAbsent(key, entry.code());
        }
    }

    /** The list's name, for example {@code channel}. */
    public String name() {
        return name;
    }

    /** The code for a code, name or alias; empty for null. */
    public Optional<String> code(@Nullable String value) {
        if (value == null || value.length() > MAX_WORD) {
            return Optional.empty();
        }
        return Optional.ofNullable(byWord.get(keyOf(value)));
    }

    /** True if {@code code} is exactly one of the list's codes. */
    public boolean contains(String code) {
        return byCode.containsKey(code);
    }

    /** The entry with exactly that code. */
    public Optional<Entry> entry(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The code furthest above that code; itself if nothing is above it, empty if the list has no such code. */
    public Optional<String> top(String code) {
        return entry(code).map(one -> {
            List<String> above = above(code);
            return above.isEmpty() ? code : above.get(above.size() - 1);
        });
    }

    /** The codes above a code, from the nearest on, {@value #MAX_LEVELS} at most. */
    public List<String> above(String code) {
        List<String> above = new ArrayList<>();
        Entry at = byCode.get(code);
        while (at != null && !at.parent().isEmpty() && above.size() < MAX_LEVELS) {
            above.add(at.parent());
            at = byCode.get(at.parent());
        }
        return above;
    }

    /** All entries in the file's order. */
    public Collection<Entry> entries() {
        return Collections.unmodifiableCollection(byCode.values());
    }

    /** The code of each word; words are of Unicode form NFKC, without blanks around them, in small letters. */
    public Map<String, String> codesByWord() {
        return Collections.unmodifiableMap(byWord);
    }

    /** A word in the form in which words are compared. */
    static String keyOf(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
