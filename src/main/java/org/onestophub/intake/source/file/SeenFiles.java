package org.onestophub.intake.source.file;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.onestophub.intake.source.FileRetries;

/** What an inbox knows of its files from look to look: which are complete, and which are to be tried again when. */
final class SeenFiles {

    private static final int MARK_DIGITS = 36;

    /** Before names in the book of retries that were never claimed; no name of a file begins so. */
    private static final String UNTAKEN = "/";

    private final Clock clock;
    private final FileCompleteness completeness;
    private final FileRetries retries;

    SeenFiles(Clock clock, FileInboxSettings settings) {
        this.clock = clock;
        this.completeness =
                new FileCompleteness(clock, settings.getObservations(), Duration.ofSeconds(settings.getQuietSeconds()));
        this.retries = new FileRetries(clock);
    }

    /** What was seen of files that are not claimed yet. */
    FileCompleteness completeness() {
        return completeness;
    }

    /** True if the file's time for another attempt has come. */
    boolean isDue(String name) {
        return retries.isDue(name);
    }

    /** True once in a while for a file that stays where it is, and not in every look. */
    boolean isNews(String name) {
        boolean due = retries.isDue(UNTAKEN + name);
        if (due) {
            retries.begin(UNTAKEN + name);
        }
        return due;
    }

    /** An attempt begins; gives its number. */
    int begun(String name) {
        return retries.begin(name);
    }

    /** The file is claimed, under another name. */
    void claimed(String name) {
        completeness.forget(name);
        retries.succeeded(name);
    }

    /** The file is done with. */
    void over(String name) {
        retries.succeeded(name);
    }

    /** What makes a claimed file's name unique. */
    String mark() {
        return Long.toString(clock.millis(), MARK_DIGITS) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The day as folders are named. */
    String day() {
        return DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
