package org.onestophub.pipeline.read.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Finds the calls on a complaint line, counts the others, and collects what cannot be read. */
final class FirstPass implements CdrScan.Pass {

    /** Complaint calls in one file; a large hospital has at most a few hundred a day. */
    private static final int MOST_CALLS = 50_000;

    /** Share of unreadable rows, in percent, above which the profile does not fit the file. */
    private static final int MOST_UNREADABLE_PERCENT = 10;

    /** So many unreadable rows are tolerated whatever their share, as long as most rows are readable. */
    private static final int FORGIVEN = 5;

    /** Legs of one call do not arrive further apart; clocks of telephone systems may be wrong by as much. */
    private static final Duration NEAR = Duration.ofDays(31);

    /** Legs remembered of one file: some days of a large hospital. */
    private static final int MOST_NOTED = 200_000;

    private final Receipt receipt;
    private final CdrProfile profile;
    private final UnreadRows unread;
    private final Set<String> complaintCalls = new HashSet<>();
    private final List<CallLegs.Leg> near = new ArrayList<>();
    private final DistinctKeyCount calls = new DistinctKeyCount();
    private long readable;
    private long partial;

    FirstPass(Receipt receipt, CdrProfile profile) {
        this.receipt = receipt;
        this.profile = profile;
        this.unread = new UnreadRows(profile);
    }

    @Override
    public void row(CdrLayout layout, String[] row, boolean isRepaired) {
        readable++;
        String key = layout.keyOf(row);
        calls.add(key);
        boolean isComplaint = layout.isComplaintLine(row);
        if (isComplaint && complaintCalls.add(key) && complaintCalls.size() > MOST_CALLS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "calls");
        }
        if (near.size() < MOST_NOTED && layout.hasKey(row) && isNear(layout, row)) {
            near.add(new CallLegs.Leg(
                    CallFiles.callDigest(receipt, profile, key), CallFiles.legDigest(row), isComplaint));
        }
    }

    private boolean isNear(CdrLayout layout, String[] row) {
        Instant start = layout.time(row, "start").orElse(receipt.receivedAt());
        return Duration.between(start, receipt.receivedAt()).abs().compareTo(NEAR) < 0;
    }

    @Override
    public void unreadable(CdrLayouts layouts, String text, String @Nullable [] cells, long number) {
        unread.add(layouts, text, cells, number);
    }

    @Override
    public void partial() {
        partial++;
    }

    /**
     * Judges the file as a whole.
     * @throws ProblemException RD-103 if there is nothing but a partial row, RD-110 if too many rows cannot be read
     */
    void checkFit() {
        long unreadable = unread.count();
        long rows = readable + unreadable;
        if (rows == 0 && partial > 0) {
            // the file may not come again; if it does, its longer version is read all the
            // same
            throw new ProblemException(Problem.CORRUPT, "rows");
        }
        boolean many = unreadable > FORGIVEN && unreadable * 100 > rows * MOST_UNREADABLE_PERCENT;
        if (many || unreadable * 2 > rows) {
            throw new ProblemException(Problem.COLUMNS_UNEXPECTED, "rows");
        }
    }

    Set<String> complaintCalls() {
        return complaintCalls;
    }

    /** Legs near the arrival, which other files may have more of. */
    List<CallLegs.Leg> near() {
        return near;
    }

    UnreadRows unread() {
        return unread;
    }

    /**
     * What is only counted.
     * @param complaints calls that became candidates
     * @param heldBefore unreadable rows that an earlier version of the file brought
     */
    Map<String, Long> counted(int complaints, long heldBefore) {
        Map<String, Long> counted = new HashMap<>();
        counted.put("call-other-line", (long) Math.max(0, calls.count() - complaints));
        counted.put("row-unreadable", unread.others());
        counted.put("row-held-before", heldBefore);
        counted.put("row-partial", partial);
        counted.values().removeIf(count -> count == 0);
        return counted;
    }
}
