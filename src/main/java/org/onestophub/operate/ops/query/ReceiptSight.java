package org.onestophub.operate.ops.query;

import java.util.Collection;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Who may see what an input says. Source: decisions 0087 and 0088. */
@Component
public class ReceiptSight {

    private final ComplaintLists complaints;
    private final InstitutionOf owners;

    ReceiptSight(ComplaintLists complaints, InstitutionOf owners) {
        this.complaints = complaints;
        this.owners = owners;
    }

    /**
     * Goes on only if nothing of the input is kept back, and it is of these institutions.
     *
     * @param institutions as of {@link #requireBound}
     * @throws ProblemException CK-120 if a complaint of it is restricted, AC-103 as {@link #requireBound}
     */
    public void require(long id, Collection<String> institutions) {
        if (complaints.isRestricted(id)) {
            throw new ProblemException(Problem.CONTENT_RESTRICTED, "id");
        }
        if (institutions.isEmpty()) {
            return;
        }
        boolean isOwn = owners.of(Subject.RECEIPT, Long.toString(id))
                .filter(institutions::contains)
                .isPresent();
        boolean isOwnAlone = complaints.institutionsOf(id).stream()
                .allMatch(institution -> institution != null && institutions.contains(institution));
        if (!isOwn || !isOwnAlone) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
    }

    /**
     * The same for who is bound to institutions. Who is bound to none works on inputs as they came, those kept back too.
     *
     * @param institutions credit codes; empty for who is bound to none
     * @throws ProblemException AC-103 for an input of another institution, or one that led to a complaint of another; CK-120
     */
    public void requireBound(long id, Collection<String> institutions) {
        if (!institutions.isEmpty()) {
            require(id, institutions);
        }
    }
}
