package org.onestophub.intake.receive.letter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.receive.letter.LetterRule.Kind;

/** The files of one series that belong to no letter yet, in the order of their arrival, and what to do with them. */
record OpenLetter(List<Sheet> sheets) {

    /** Pages, sidecars and "done" together: READ opens no more, see RD-107. */
    static final int MOST_FILES = 400;

    /** A file; page is 0 unless it is a numbered page. */
    record Sheet(long receiptId, Kind kind, int page, long sizeBytes, Instant receivedAt) {

        boolean isPage() {
            return kind == Kind.PAGE;
        }
    }

    /**
     * What is to be done.
     *
     * @param close receipts that are a letter now; empty if none is
     * @param lookAgainAt when to look again if nothing is closed; null if no page came in time and none will
     */
    record Next(List<Long> close, @Nullable Instant lookAgainAt) {}

    /** Files that are one letter, by their sizes alone; {@code isFull} if the file after them is not of it. */
    private record Run(List<Sheet> files, boolean isFull) {}

    /**
     * A letter ends before a page whose number it has, since a device that counts from the start again has begun another
     * letter; when it has as many pages, files or bytes as a letter may have, of whatever kind; when it is quiet; and when it
     * has waited too long. A whole document ends with its sidecar. Sidecars that leave no room for their page are not of its
     * letter; in the end they belong to none and are held.
     *
     * @param upSince when the hub started; no file could come in before. It also stands for a time of arrival after
     *     {@code now}, written before the clock was set back
     */
    Next next(LetterRule rule, long mostBytes, Instant upSince, Instant now) {
        Run run = run(rule.mostPages(), mostBytes);
        if (run.isFull()) {
            return new Next(idsOf(run), null);
        }
        Instant quiet = later(last(now), upSince).plus(isDone() ? rule.quietWhenDone() : rule.quiet());
        Instant latest = later(past(sheets.get(0), now), upSince).plus(rule.longest());
        Instant due = quiet.isBefore(latest) ? quiet : latest;
        boolean complete = isPair() || !now.isBefore(due);
        if (!complete) {
            return new Next(List.of(), due);
        }
        return new Next(hasPages() ? idsOf(run) : List.of(), null);
    }

    private Run run(int mostPages, long mostBytes) {
        List<Sheet> taken = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        long bytes = 0;
        for (Sheet sheet : sheets) {
            boolean fits = bytes + sheet.sizeBytes() <= mostBytes && taken.size() < MOST_FILES;
            boolean again = sheet.isPage() && (numbers.contains(sheet.page()) || numbers.size() >= mostPages);
            if (again || !fits && !numbers.isEmpty()) {
                return new Run(taken, true);
            }
            if (!fits) {
                taken.clear();
                bytes = 0;
            }
            if (sheet.isPage()) {
                numbers.add(sheet.page());
            }
            bytes += sheet.sizeBytes();
            taken.add(sheet);
        }
        return new Run(taken, false);
    }

    private static List<Long> idsOf(Run run) {
        return run.files().stream().map(Sheet::receiptId).toList();
    }

    private boolean hasPages() {
        return sheets.stream().anyMatch(Sheet::isPage);
    }

    private boolean isDone() {
        return sheets.stream().anyMatch(sheet -> sheet.kind() == Kind.DONE);
    }

    private boolean isPair() {
        return sheets.stream().anyMatch(sheet -> sheet.isPage() && sheet.page() == 0)
                && sheets.stream().anyMatch(sheet -> sheet.kind() == Kind.SIDECAR);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant last(Instant now) {
        return sheets.stream()
                .map(sheet -> past(sheet, now))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static Instant past(Sheet sheet, Instant now) {
        return sheet.receivedAt().isAfter(now) ? Instant.MIN : sheet.receivedAt();
    }
}
