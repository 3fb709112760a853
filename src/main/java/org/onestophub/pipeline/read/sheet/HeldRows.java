package org.onestophub.pipeline.read.sheet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;

/** Sheets grow, and bring a row that cannot be read again each day; it is held once in 31 days. */
final class HeldRows {

    private final @Nullable CallLegs seen;

    /** @param seen remembers what was held; null where no hub runs */
    HeldRows(@Nullable CallLegs seen) {
        this.seen = seen;
    }

    /** The candidates without those that an earlier input holds already. */
    List<Candidate> withoutHeldBefore(Receipt receipt, List<Candidate> candidates) {
        Map<String, Long> digests = new HashMap<>();
        candidates.stream()
                .filter(candidate -> !candidate.isSound())
                .forEach(candidate -> digests.put(candidate.key(), digest(receipt, candidate.key())));
        if (seen == null || receipt.isTrial() || digests.isEmpty()) {
            return candidates;
        }
        Set<Long> all = new HashSet<>(digests.values());
        // remembered before others are asked for: of two files read side by side, one sees the other
        seen.note(
                receipt.id(),
                all.stream().map(digest -> new CallLegs.Leg(digest, 0, true)).toList());
        Set<Long> before = seen.ofComplaints(all).stream()
                .filter(known -> known.receiptId() != receipt.id())
                .map(CallLegs.Known::call)
                .collect(Collectors.toSet());
        return candidates.stream()
                .filter(candidate -> candidate.isSound() || !before.contains(digests.get(candidate.key())))
                .toList();
    }

    private static long digest(Receipt receipt, String key) {
        return Digest.number("held\u0001" + receipt.keySpace() + '\u0001' + key);
    }
}
