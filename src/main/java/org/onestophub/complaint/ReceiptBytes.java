package org.onestophub.complaint;

/** The kept bytes of receipts. */
public interface ReceiptBytes {

    /**
     * The bytes as they came.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such receipt, RC-301 if they cannot be read
     */
    Content open(long receiptId);
}
