package org.onestophub.complaint.contract;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The kept inputs, readable by every room. */
public interface ReceiptBytes {

    /** The receipts with these ids, in the order of the ids; ids that are gone are left out. */
    List<Receipt> receipts(Collection<Long> ids);

    /** The receipt with this id. */
    default Optional<Receipt> receipt(long id) {
        return receipts(List.of(id)).stream().findFirst();
    }

    /**
     * The bytes as they came.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such receipt
     */
    default Content open(long receiptId) {
        return receipt(receiptId)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "receipt"))
                .content();
    }
}
