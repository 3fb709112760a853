package org.onestophub.complaint.contract;

import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;

/** Takes edited copies of inputs into custody. RECEIVE provides it, quarantine uses it. */
public interface EditedCopies {

    /**
     * Keeps the copy as a receipt with channel, mapping, transport facts and number of the original, in the caller's
     * transaction. The same bytes for the same original give the same receipt.
     *
     * @return id of the copy's receipt
     * @throws org.onestophub.problem.ProblemException RC-102 if it is larger than the hub accepts, RC-301 if the store
     *     does not take it
     */
    long keep(Receipt original, Content edited);
}
