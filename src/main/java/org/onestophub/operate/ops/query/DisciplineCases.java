package org.onestophub.operate.ops.query;

import java.time.LocalDate;
import java.util.List;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Keeps what is named from who has no right to see cases of the discipline route, and records who has it. Source: decision 0100. */
@Component
public class DisciplineCases {

    /** The name as an id; none if it is no number. */
    private static final String ID = "cast(substring(:name from '^[0-9]{1,18}$') as bigint)";

    private static final String NO_NUMBER = ReceiptNumber.of(LocalDate.of(2000, 1, 1), 0);
    private static final String NO_ID = "999999999999999999";

    private static final String OF_RECEIPT = "select i.complaint_id from receipt_item i"
            + " join complaint c on c.id = i.complaint_id and c.discipline where i.receipt_id = ";

    /** What is held, {@code held h}, without parts of cases on the route for who may not see those. */
    static final String HELD_SEEN = "(:discipline or not exists (select from held_on_route o where o.held_id = h.id))";

    /** What a name is the name of, with the cases on the route that it is of. */
    public enum Thing {
        /** A complaint, by its number. */
        COMPLAINT("select id from complaint where discipline and number = upper(:name)"),
        /** A receipt, by its id. */
        RECEIPT(OF_RECEIPT + ID),
        /** A held input as it is shown and corrected, with all that came in it, by the id of what is held. */
        HELD(OF_RECEIPT + "(select receipt_id from held where id = " + ID + ")"),
        /** What is held of an input, by its id: the other parts may be of other people, whose complaints must not wait. */
        HELD_PART("select complaint_id from held_on_route where held_id = " + ID),
        /** A reject of the district, by its id. */
        REJECT("select c.id from feed_reject j join complaint c on c.id = j.complaint_id and c.discipline where j.id = "
                + ID),
        /** An alarm, by its id. */
        ALARM("select c.id from case_alarm a join complaint c on c.id = a.complaint_id and c.discipline where a.id = "
                + ID),
        /** A delivery, by its id. */
        DELIVERY("select c.id from delivery d join complaint c on c.id = d.complaint_id and c.discipline where d.id = "
                + ID);

        private final String question;

        Thing(String question) {
            this.question = question;
        }

        /** A name of the right form that nothing has. */
        public String nameOfNone() {
            return this == COMPLAINT ? NO_NUMBER : NO_ID;
        }
    }

    private final LedgerQueries ledger;
    private final AccessRecord record;

    DisciplineCases(LedgerQueries ledger, AccessRecord record) {
        this.ledger = ledger;
        this.record = record;
    }

    /** True if what is named is of a case on the route, and the caller of this thread may not see that. Who may is recorded. */
    public boolean isHidden(Thing thing, String name) {
        List<Long> cases =
                ledger.sql(thing.question).param("name", name).query(Long.class).list();
        if (!DisciplineSight.isGiven()) {
            return !cases.isEmpty();
        }
        cases.stream()
                .distinct()
                .forEach(id -> record.complaintSeen(DisciplineSight.by(), "discipline-seen", id, null));
        return false;
    }

    /**
     * The same id, of those in a list.
     * @throws ProblemException AC-103 if it is hidden
     */
    public long seen(Thing thing, long id) {
        if (isHidden(thing, Long.toString(id))) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
        return id;
    }
}
