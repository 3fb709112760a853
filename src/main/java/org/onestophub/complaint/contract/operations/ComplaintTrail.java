package org.onestophub.complaint.contract.operations;

import java.util.Collection;
import java.util.List;

/** Somebody who knows part of what happened to a complaint. The trace of a complaint asks every one there is. */
public interface ComplaintTrail {

    /**
     * What happened, in any order; who asks sorts it by time.
     *
     * @param complaintId the complaint
     * @param receipts its inputs, the originals of edited copies among them
     * @param max most entries wanted; whoever has more gives the newest
     */
    List<TraceEntry> entries(long complaintId, Collection<Long> receipts, int max);
}
