package org.onestophub.pipeline.read.calls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Holds the rows of the wanted calls: those of the file that is read, and those that earlier files have of them. */
final class CallRows {

    /** Legs shown of one call; a call that loops through a dial plan can have thousands. */
    private static final int MOST_LEGS = 200;

    /** Characters of complaint rows held at a time. */
    private static final long MOST_HELD = 64L * 1024 * 1024;

    /** Earlier files read for one file, the latest ones. */
    private static final int MOST_FILES = 50;

    private final Receipt receipt;
    private final CdrProfile profile;
    private final CallFiles files;
    private final Set<String> complaintCalls;
    private final Map<Long, Map<Long, Long>> firstReceipts = new LinkedHashMap<>();
    private final Map<String, List<CallLeg>> legs = new LinkedHashMap<>();
    private final Set<Long> ownLegs = new HashSet<>();
    private final Set<String> incomplete = new HashSet<>();
    private long held;

    /**
     * @param complaintCalls keys of the calls that are wanted in any case
     * @param known legs in other files of these calls, and of others that have a leg on a complaint line there
     */
    CallRows(
            Receipt receipt,
            CdrProfile profile,
            CallFiles files,
            Set<String> complaintCalls,
            List<CallLegs.Known> known) {
        this.receipt = receipt;
        this.profile = profile;
        this.files = files;
        this.complaintCalls = complaintCalls;
        known.forEach(leg -> firstReceipts
                .computeIfAbsent(leg.call(), any -> new LinkedHashMap<>())
                .put(leg.leg(), leg.receiptId()));
    }

    /** The calls of the file, each with all its legs that are known. */
    List<Candidate> candidates() {
        if (complaintCalls.isEmpty() && firstReceipts.isEmpty()) {
            return List.of();
        }
        CdrScan.over(UnpackedContent.of(receipt.content()), profile, pass(receipt, this::isWanted));
        addEarlierFiles();
        List<Candidate> all = new ArrayList<>(legs.size());
        legs.forEach((key, ofCall) -> {
            if (complaintCalls.contains(key) || ofCall.stream().anyMatch(CallLeg::isComplaintLine)) {
                Candidate call = CallRecord.candidate(profile, key, ofCall, receipt.transport());
                all.add(
                        incomplete.contains(key)
                                ? call.withFindings(List.of(Finding.of(Problem.BOUNDS_EXCEEDED, "/legs")))
                                : call);
            }
        });
        return all;
    }

    private boolean isWanted(String key, String[] row) {
        boolean wanted =
                complaintCalls.contains(key) || !firstReceipts.isEmpty() && firstReceipts.containsKey(callDigest(key));
        if (wanted) {
            ownLegs.add(CallFiles.legDigest(row));
        }
        return wanted;
    }

    private void addEarlierFiles() {
        Set<Long> missing = new HashSet<>();
        Set<Long> receipts = new TreeSet<>();
        for (String key : legs.keySet()) {
            firstReceipts.getOrDefault(callDigest(key), Map.of()).forEach((leg, first) -> {
                if (!ownLegs.contains(leg)) {
                    missing.add(leg);
                    receipts.add(first);
                }
            });
        }
        receipts.remove(receipt.id());
        List<Long> latest = receipts.stream()
                .skip(Math.max(0, receipts.size() - MOST_FILES))
                .toList();
        Set<String> calls = Set.copyOf(legs.keySet());
        for (long id : latest) {
            files.receipt(id).ifPresent(file -> read(file, calls, missing));
        }
        legs.keySet().stream()
                .filter(key -> firstReceipts.getOrDefault(callDigest(key), Map.of()).keySet().stream()
                        .anyMatch(missing::contains))
                .forEach(incomplete::add);
    }

    /** Adds the missing legs that the file has; one that cannot be read now leaves them missing. */
    private void read(Receipt file, Set<String> calls, Set<Long> missing) {
        try {
            CdrScan.over(
                    UnpackedContent.of(file.content()),
                    profile,
                    pass(file, (key, row) -> calls.contains(key) && missing.remove(CallFiles.legDigest(row))));
        } catch (ProblemException e) {
            if (e.problem().isPassing()) {
                throw e;
            }
        }
    }

    /** Which rows are taken. */
    private interface Wanted {
        boolean test(String key, String[] row);
    }

    private CdrScan.Pass pass(Receipt file, Wanted wanted) {
        return (layout, row, isRepaired) -> {
            String key = layout.keyOf(row);
            if (wanted.test(key, row)) {
                add(key, new CallLeg(layout, row, firstReceiptOf(file, key, row), isRepaired));
            }
        };
    }

    private long firstReceiptOf(Receipt file, String key, String[] row) {
        return firstReceipts.getOrDefault(callDigest(key), Map.of()).getOrDefault(CallFiles.legDigest(row), file.id());
    }

    private void add(String key, CallLeg leg) {
        List<CallLeg> ofCall = legs.computeIfAbsent(key, any -> new ArrayList<>());
        if (ofCall.size() >= MOST_LEGS) {
            incomplete.add(key);
            return;
        }
        for (String cell : leg.cells()) {
            held += cell.length();
        }
        if (held > MOST_HELD) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "rows");
        }
        ofCall.add(leg);
    }

    private long callDigest(String key) {
        return CallFiles.callDigest(receipt, profile, key);
    }
}
