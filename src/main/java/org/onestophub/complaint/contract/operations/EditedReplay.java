package org.onestophub.complaint.contract.operations;

import org.onestophub.complaint.Content;

/** Sends held inputs through the rooms with the bytes that a person corrected. {@code by} is the name of the key that asked. */
public interface EditedReplay {

    /**
     * The corrected bytes become a receipt of their own, linked with the original, and are processed; the original keeps
     * its bytes and waits no longer. A second call with the same bytes gives the same receipt.
     *
     * @param reason what was corrected and why
     * @throws org.onestophub.problem.ProblemException AC-103 if the input is not held any more, AC-104 if the bytes are
     *     those of the original, RC-102 if they are too many
     */
    Copy replay(long heldId, Content edited, String reason, String by);

    /**
     * The receipt of an edited copy.
     *
     * @param receiptId the copy
     * @param number its number, that of the original; empty if that has none
     * @param editedFrom the original
     * @param repeated true if it was made before
     */
    record Copy(long receiptId, String number, long editedFrom, boolean repeated) {}
}
