package org.onestophub.pipeline.read.scan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An order to the decoder for the files of one letter.
 *
 * @param files the files in the order of their pages; they do not change meanwhile
 * @param folder private folder for everything the decoder writes
 * @param dpi resolution at which PDF pages are drawn, 72–600
 * @param maxDrawn pages drawn at most, 0–200
 * @param drawTime no page is drawn after this time
 * @param only index of the one page that a person wants to look at, from 0; -1 for all pages and their texts
 * @param timeLimit the decoder ends itself after this time, even if the hub that started it is gone
 */
record DecodeOrder(
        List<Path> files, Path folder, int dpi, int maxDrawn, int only, Duration drawTime, Duration timeLimit) {

    /** All pages and their texts. */
    static final int ALL = -1;

    /** A page may take a quarter of the whole time, so that one alone does not use it up; never less than this. */
    private static final Duration MIN_PAGE_TIME = Duration.ofSeconds(10);

    /** Longest time for one page. */
    Duration pageLimit() {
        Duration quarter = timeLimit.dividedBy(4);
        return quarter.compareTo(MIN_PAGE_TIME) < 0 ? MIN_PAGE_TIME : quarter;
    }

    /** The same order with the time that is left after {@code used}. */
    DecodeOrder after(Duration used) {
        return new DecodeOrder(files, folder, dpi, maxDrawn, only, left(drawTime, used), left(timeLimit, used));
    }

    private static Duration left(Duration time, Duration used) {
        return time.compareTo(used) < 0 ? Duration.ZERO : time.minus(used);
    }

    /** The order as arguments of a program. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                folder.toString(),
                Integer.toString(dpi),
                Integer.toString(maxDrawn),
                Integer.toString(only),
                Long.toString(drawTime.toMillis()),
                Long.toString(timeLimit.toMillis())));
        files.forEach(file -> arguments.add(file.toString()));
        return arguments;
    }

    /** The order in the arguments that {@link #arguments} gave. */
    static DecodeOrder of(String[] arguments) {
        return new DecodeOrder(
                List.of(arguments).subList(6, arguments.length).stream()
                        .map(Path::of)
                        .toList(),
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Duration.ofMillis(Long.parseLong(arguments[4])),
                Duration.ofMillis(Long.parseLong(arguments[5])));
    }
}
