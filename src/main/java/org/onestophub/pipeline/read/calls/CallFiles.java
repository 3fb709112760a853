package org.onestophub.pipeline.read.calls;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.contract.ReceiptBytes;

/** Files that were read before, and the legs in them. Where no hub runs, there are none. */
final class CallFiles {

    private final @Nullable CallLegs legs;
    private final @Nullable ReceiptBytes receipts;

    CallFiles(@Nullable CallLegs legs, @Nullable ReceiptBytes receipts) {
        this.legs = legs;
        this.receipts = receipts;
    }

    /** Remembers the legs of a file that is kept; a trial leaves nothing behind. */
    void note(Receipt receipt, Collection<CallLegs.Leg> found) {
        if (legs != null && !receipt.isTrial() && !found.isEmpty()) {
            legs.note(receipt.id(), found);
        }
    }

    /** Remembered legs of those of the calls that have one on a complaint line. */
    List<CallLegs.Known> ofComplaints(Receipt receipt, Collection<Long> calls) {
        return legs == null || receipt.isTrial() || calls.isEmpty() ? List.of() : legs.ofComplaints(calls);
    }

    /** An earlier file, empty if it is gone. */
    Optional<Receipt> receipt(long id) {
        return receipts == null ? Optional.empty() : receipts.receipt(id);
    }

    /** Digest of a call's key within its mapping, institution and telephone system. */
    static long callDigest(Receipt receipt, CdrProfile profile, String key) {
        return Digest.number(receipt.keySpace() + '\u0001' + profile.system() + '\u0001' + key);
    }

    /** Digest of a leg. */
    static long legDigest(String[] row) {
        return Digest.number(String.join("\u0001", row));
    }
}
