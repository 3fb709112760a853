package org.onestophub.pipeline.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.pipeline.record.CaseDecisions.Decided;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * Files with many items are sent again each day, with what could not be used the day before. The same item with the same fault
 * is held once in 31 days; what an earlier input brought is a repeat. Works in the caller's transaction.
 */
@Component
class HeldBefore {

    private final CallLegTable table;
    private final Mappings mappings;

    HeldBefore(CallLegTable table, Mappings mappings) {
        this.table = table;
        this.mappings = mappings;
    }

    /** The items, with those that an earlier input holds or held as repeats. */
    List<Decided> marked(List<Decided> items, Instant now) {
        SortedMap<Long, Long> receipts = new TreeMap<>();
        List<@Nullable Long> digests = new ArrayList<>();
        for (Decided item : items) {
            Problem fault = faultOf(item);
            Long digest = fault == null ? null : digest(item, fault);
            digests.add(digest);
            if (digest != null) {
                receipts.putIfAbsent(digest, item.thing().receipt().id());
            }
        }
        if (receipts.isEmpty()) {
            return items;
        }
        Map<Long, Long> first = table.firstOf(receipts, now);
        List<Decided> marked = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Decided item = items.get(i);
            Long digest = digests.get(i);
            long receipt = item.thing().receipt().id();
            boolean isRepeat = digest != null && first.getOrDefault(digest, receipt) != receipt;
            marked.add(isRepeat ? new Decided(item.thing(), Outcome.REPEATED, null, item.document(), false) : item);
        }
        return marked;
    }

    /** What stopped an item that is one of many; null of all others. */
    private @Nullable Problem faultOf(Decided item) {
        Problem fault = item.thing().candidate().problem();
        boolean isOneOfMany = fault != null
                && item.outcome() == Outcome.PARKED
                && (item.thing().walk().candidates().stream()
                                        .map(Candidate::view)
                                        .distinct()
                                        .limit(2)
                                        .count()
                                > 1
                        || mappings.named(item.thing().receipt().mapping())
                                .lane()
                                .equals(Lane.BULK.word()));
        return isOneOfMany ? fault : null;
    }

    // where in its file it stands does not count
    private static long digest(Decided item, Problem fault) {
        String thing = String.join(
                "\u0001",
                "fault",
                fault.code(),
                item.thing().receipt().institution(),
                item.thing().alias(),
                HexFormat.of().formatHex(item.thing().digest()));
        return Digest.number(thing);
    }
}
