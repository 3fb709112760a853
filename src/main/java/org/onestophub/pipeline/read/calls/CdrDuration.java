package org.onestophub.pipeline.read.calls;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as telephone systems write them: seconds or {@code hh:mm:ss}. */
final class CdrDuration {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,5}):(\\d{1,2}):(\\d{1,2})(?:\\.\\d{1,9})?");

    private CdrDuration() {}

    /** Whole seconds, empty if the text is no duration. */
    static Optional<Long> seconds(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Long.parseLong(text));
        }
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(clock.group(1)) * 3600
                + Long.parseLong(clock.group(2)) * 60
                + Long.parseLong(clock.group(3)));
    }
}
