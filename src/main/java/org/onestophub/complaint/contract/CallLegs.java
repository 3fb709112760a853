package org.onestophub.complaint.contract;

import java.util.Collection;
import java.util.List;

/**
 * Remembers in which inputs the legs of calls were, so that a call over several files is one call. Only digests are kept,
 * for 31 days. RECORD provides it; the reader of call records uses it, and that of sheets for rows that it has held before.
 */
public interface CallLegs {

    /**
     * A leg in an input.
     *
     * @param call digest of the call's key
     * @param leg digest of the leg itself
     * @param isOnComplaintLine true if the leg by itself shows a call on a complaint line
     */
    record Leg(long call, long leg, boolean isOnComplaintLine) {}

    /**
     * A leg that is remembered.
     *
     * @param call digest of the call's key
     * @param leg digest of the leg itself
     * @param receiptId the first input that had it
     */
    record Known(long call, long leg, long receiptId) {}

    /**
     * Remembers the legs. They are committed when this returns, so that of two inputs with legs of one call at least one
     * sees the other.
     * @throws org.onestophub.problem.ProblemException RE-301 if the database cannot do it now
     */
    void note(long receiptId, Collection<Leg> legs);

    /**
     * All remembered legs of those of the calls that have a leg on a complaint line, in the order of their inputs; at most
     * 100,000.
     * @throws org.onestophub.problem.ProblemException RE-301 if the database cannot do it now
     */
    List<Known> ofComplaints(Collection<Long> calls);
}
