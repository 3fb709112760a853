package org.onestophub.complaint.contract.operations;

import java.util.Collection;
import java.util.List;

/** A source of entries for the trace of a complaint. The trace queries all of them. */
public interface ComplaintTrail {

    /**
     * What happened, in any order; the caller sorts by time.
     *
     * @param complaintId the complaint
     * @param receipts its inputs, the originals of edited copies among them
     * @param max most entries wanted; of more, the newest are given
     */
    List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max);
}
