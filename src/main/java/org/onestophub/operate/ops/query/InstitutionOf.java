package org.onestophub.operate.ops.query;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.operations.WithinInstitutions.Subject;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Whose something is that an address names. */
@Component
public class InstitutionOf {

    /** Of {@code receipt r}; an input belongs to the institution of its key or channel, read or not. */
    static final String RECEIPT = "coalesce(r.institution, :own)";

    private static final String COMPLAINT = "c.document #>> '{institution,uscc}'";

    private static final Map<Subject, String> QUESTIONS = new EnumMap<>(Map.of(
            Subject.COMPLAINT, "select " + COMPLAINT + " from complaint c where c.number = :name",
            Subject.RECEIPT, "select " + RECEIPT + " from receipt r where r.id = :id",
            Subject.HELD,
                    "select " + RECEIPT + " from held h join receipt r on r.id = h.receipt_id where h.id = :id",
            Subject.REJECT,
                    "select " + COMPLAINT + " from feed_reject j join complaint c on c.id = j.complaint_id"
                            + " where j.id = :id",
            Subject.REPORT, "select institution from report_made where id = :id"));

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
            return Optional.of(institutions.ofChannel(RequestParameters.word(name, "name")));
        }
        String sql = QUESTIONS.get(subject);
        return ledger.sql(sql)
                .params(parameters(subject, name))
                .query(String.class)
                .optional()
                .filter(found -> !found.isEmpty());
    }

    private Map<String, Object> parameters(Subject subject, String name) {
        if (subject == Subject.COMPLAINT) {
            return Map.of("name", RequestParameters.needed(name, "number", 40).strip().toUpperCase(Locale.ROOT));
        }
        long id;
        try {
            id = Long.parseLong(name);
        } catch (NumberFormatException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "id");
        }
        return QUESTIONS.get(subject).contains(":own")
                ? Map.of("id", id, "own", institutions.own())
                : Map.of("id", id);
    }
}
