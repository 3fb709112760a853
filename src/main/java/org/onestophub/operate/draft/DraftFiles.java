package org.onestophub.operate.draft;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a draft, by their path in a configuration folder. */
final class DraftFiles {

    private DraftFiles() {}

    /** The route, and the lines for {@code settings.yaml} if there are any. */
    static SortedMap<String, byte[]> ofRoute(String id, DraftEntries given, Path configDir) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        String mapping = given.mappingOf(id);
        String route = given.isPush()
                ? RouteText.door(id, mapping, keyField(given))
                : RouteText.source(
                        id, DraftKinds.source(given.kind()), KameletForm.of(configDir, given.kind()), mapping);
        files.put("routes/in-" + id + ".yaml", utf8(route));
        String settings = RouteText.settings(id, given.values());
        if (!settings.isEmpty()) {
            files.put(MergedConfig.SETTINGS, utf8(settings));
        }
        return files;
    }

    /** The mapping; nothing if the draft uses one that is there. */
    static SortedMap<String, byte[]> ofMapping(String id, DraftEntries given, LocalDate day) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (given.mapping().isEmpty() && !given.isPush()) {
            files.put("mappings/" + id + "/mapping.yaml", utf8(new CallText(given.choices()).mapping(id, day)));
        } else if (given.mapping().isEmpty()) {
            DialectText text = new DialectText(given.choices());
            files.put("mappings/" + id + "/mapping.yaml", utf8(text.mapping(id, day)));
            files.put("mappings/" + id + "/" + id + ".jslt", utf8(text.program(id)));
        }
        return files;
    }

    /** The door knows only fields of the order itself; of others the bytes name the input. */
    private static String keyField(DraftEntries given) {
        return given.choices().stream()
                .filter(choice -> choice.target().equals(DialectText.NUMBER))
                .map(choice -> choice.source().substring(1))
                .filter(field -> field.matches("[^\\s,=/{}:?]+"))
                .findFirst()
                .orElse("");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
