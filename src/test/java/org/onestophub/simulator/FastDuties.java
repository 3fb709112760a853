package org.onestophub.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The configuration of the demonstration: a copy of the shipped one in which a working day takes some minutes. Rules that count
 * days count minutes, so that one sees them become due, met and overdue; the hub's clock is the real one.
 */
public final class FastDuties {

    private static final List<String> COPIED = List.of("routes", "connectors", "mappings");
    private static final Pattern DAYS = Pattern.compile("\\b(\\d+) (?:working|calendar)-days?\\b");
    private static final Pattern HOURS = Pattern.compile("\\b(\\d+) hours?\\b");
    private static final int HOURS_OF_A_DAY = 8;

    private FastDuties() {}

    /** Copies the configuration in the current folder to {@code target}; a day takes that many minutes. */
    public static Path configuration(Path target, int minutes) throws IOException {
        for (String folder : COPIED) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(file.toString());
                    Files.createDirectories(copy.getParent());
                    if (file.startsWith("mappings/duties")) {
                        Files.writeString(copy, inMinutes(Files.readString(file, StandardCharsets.UTF_8), minutes));
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
        }
        return target;
    }

    /** The rules with minutes in the place of days and hours; what is due on the same day has one day's minutes. */
    static String inMinutes(String rules, int minutes) {
        StringBuilder text = new StringBuilder();
        for (String line : rules.lines().toList()) {
            String stripped = line.strip();
            if (stripped.startsWith("until:")) {
                continue;
            }
            boolean counts =
                    stripped.startsWith("limit:") || stripped.startsWith("by:") || stripped.startsWith("warn:");
            text.append(counts ? converted(line, minutes) : line).append('\n');
        }
        return text.toString();
    }

    private static String converted(String line, int minutes) {
        String days = DAYS.matcher(line)
                .replaceAll(found -> Math.max(1, Integer.parseInt(found.group(1))) * minutes + " minutes");
        Matcher hours = HOURS.matcher(days);
        return hours.replaceAll(
                found -> Math.max(1, Integer.parseInt(found.group(1)) * minutes / HOURS_OF_A_DAY) + " minutes");
    }
}
