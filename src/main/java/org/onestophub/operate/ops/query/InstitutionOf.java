package org.onestophub.operate.ops.query;

import java.util.Map;
import java.util.Optional;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Whose something is that an address names. */
@Component
public class InstitutionOf {

    /** Of {@code receipt r}; an input belongs to the institution of its key or channel, read or not. */
    static final String RECEIPT = "coalesce(r.institution, :own)";

    private final LedgerQueries ledger;
    private final Institutions institutions;

    InstitutionOf(LedgerQueries ledger, Institutions institutions) {
        this.ledger = ledger;
        this.institutions = institutions;
    }

    /**
     * The institution it belongs to; empty if there is no such thing, or it belongs to none.
     * @throws ProblemException AC-104 if its name cannot be one
     */
    public Optional<String> of(Subject subject, String name) {
        if (subject == Subject.CHANNEL) {
            return institutions.ownerOf(RequestParameters.word(name, "name"));
        }
        return ledger.sql(questionOf(subject))
                .params(parameters(subject, name))
                .query(String.class)
                .optional()
                .filter(found -> !found.isEmpty());
    }

    private static String questionOf(Subject subject) {
        return switch (subject) {
            case COMPLAINT -> "select uscc from complaint where number = :name";
            case RECEIPT -> "select " + RECEIPT + " from receipt r where r.id = :id";
            case HELD -> "select " + RECEIPT + " from held h join receipt r on r.id = h.receipt_id where h.id = :id";
            case REJECT ->
                "select c.uscc from feed_reject j join complaint c on c.id = j.complaint_id where j.id = :id";
            case ALARM -> "select c.uscc from case_alarm a join complaint c on c.id = a.complaint_id where a.id = :id";
            case REPORT -> "select institution from report_made where id = :id";
            case WARNING -> "select institution from warning where id = :id";
            case BRIEF -> "select institution from report_brief where id = :id";
            case REGISTER_ENTRY -> "select institution from register_entry where id = :id";
            case NONE, CHANNEL -> throw new IllegalArgumentException("not in the ledger");
        };
    }

    private Map<String, Object> parameters(Subject subject, String name) {
        if (subject == Subject.COMPLAINT) {
            return Map.of("name", RequestParameters.number(name, "number"));
        }
        long id;
        try {
            id = Long.parseLong(name);
        } catch (NumberFormatException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "id");
        }
        boolean isOfReceipt = subject == Subject.RECEIPT || subject == Subject.HELD;
        return isOfReceipt ? Map.of("id", id, "own", institutions.own()) : Map.of("id", id);
    }
}
