package org.onestophub.receive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.onestophub.receive.LetterRule.Kind;

/** The files of one series that belong to no letter yet, in the order of their arrival, and what to do with them. */
record OpenLetter(List<Sheet> sheets) {

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
    record Next(List<Long> close, Instant lookAgainAt) {

        boolean isNobodys() {
            return close.isEmpty() && lookAgainAt == null;
        }
    }

    /**
     * A letter ends before a page whose number it has, since a device that begins anew has begun another letter; when it
     * is as large as a letter may be; when it is quiet; and when it has waited too long. A whole document ends with its
     * sidecar.
     *
     * @param heardSince nobody could have come before, as the hub was not there
     */
    Next next(LetterRule rule, long mostBytes, Instant heardSince, Instant now) {
        List<Long> full = untilFull(rule.mostPages(), mostBytes);
        if (full.size() < sheets.size()) {
            return new Next(full, null);
        }
        Instant quiet = later(last(), heardSince).plus(isDone() ? rule.quietWhenDone() : rule.quiet());
        Instant latest = later(sheets.get(0).receivedAt(), heardSince).plus(rule.longest());
        Instant due = quiet.isBefore(latest) ? quiet : latest;
        boolean complete = isPair() || !now.isBefore(due);
        if (!complete) {
            return new Next(List.of(), due);
        }
        return new Next(hasPages() ? full : List.of(), null);
    }

    private List<Long> untilFull(int mostPages, long mostBytes) {
        List<Long> taken = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        long bytes = 0;
        for (Sheet sheet : sheets) {
            bytes += sheet.sizeBytes();
            boolean further = !numbers.isEmpty();
            if (further && (bytes > mostBytes || sheet.isPage() && numbers.size() >= mostPages)) {
                return taken;
            }
            if (sheet.isPage() && !numbers.add(sheet.page())) {
                return taken;
            }
            taken.add(sheet.receiptId());
        }
        return taken;
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

    private Instant last() {
        return sheets.stream().map(Sheet::receivedAt).max(Instant::compareTo).orElseThrow();
    }
}
