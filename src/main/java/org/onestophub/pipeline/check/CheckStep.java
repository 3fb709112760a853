package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Handler;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * The CHECK room. It repairs what can be repaired, adds findings, and stops only what is no complaint: one without
 * a channel of the code list, one without any content (no title, no facts, no call, no attachment), one received at
 * no possible time, or a document that breaks the schema.
 */
@Component("check")
public class CheckStep {

    private static final List<String> SUBSTANCE = List.of("/matter/facts", "/matter/title", "/call", "/evidence");

    private final ComplaintSchema schema;
    private final CodeCheck codes;
    private final PersonCheck persons;
    private final LengthCheck lengths;
    private final ConstraintCheck records;
    private final StatusCheck statuses;

    /** A check room with this schema, these lists, and the record's constraints. */
    public CheckStep(
            ComplaintSchema schema,
            StatusSchema statusSchema,
            CodeLists lists,
            CheckProperties settings,
            Validator validator) {
        this.schema = schema;
        this.codes = new CodeCheck(lists);
        this.persons = new PersonCheck(new PhoneTexts(settings));
        this.lengths = new LengthCheck(schema);
        this.records = new ConstraintCheck(validator);
        this.statuses = new StatusCheck(statusSchema, records);
    }

    /**
     * Every sound candidate checked: its document in canonical form with the findings in it, or stopped with CK-101
     * (missing), CK-102 (of the wrong form), CK-103 (channel unknown), CK-106 or CK-110 (received before 1900, or in the
     * future) and the JSON pointer of the first fault; the
     * further faults are among its findings. Of a status event only the form counts here (CK-101, CK-102); whether it is
     * possible depends on its case.
     * @throws org.onestophub.problem.ProblemException CH-203 if the schema did not load
     */
    @Handler
    public Walk check(Walk walk) {
        return walk.in(
                "check",
                mapped -> mapped.mapSound(candidate ->
                        candidate.isStatus() ? statuses.checked(candidate) : checked(mapped.receipt(), candidate)));
    }

    private Candidate checked(Receipt receipt, Candidate candidate) {
        ComplaintDraft draft = new ComplaintDraft(candidate.mapped(), candidate.findings());
        if (draft.at("/channel").isMissingNode()) {
            return candidate.stopped(Problem.FIELD_MISSING, "/channel");
        }
        if (!codes.isChannel(draft.at("/channel"))) {
            return candidate.stopped(Problem.CODE_UNKNOWN, "/channel");
        }
        if (SUBSTANCE.stream().allMatch(pointer -> isEmpty(draft, pointer))) {
            return candidate.stopped(Problem.FIELD_MISSING, "/matter/facts");
        }
        Optional<Problem> notReceived = ReceivedCheck.apply(draft, receipt.receivedAt());
        if (notReceived.isPresent()) {
            return candidate.stopped(notReceived.get(), "/receivedAt");
        }
        DateCheck.apply(draft, receipt.receivedAt());
        codes.apply(draft);
        persons.apply(draft);
        lengths.apply(draft);
        draft.close();
        return judged(receipt, candidate, draft);
    }

    private Candidate judged(Receipt receipt, Candidate candidate, ComplaintDraft draft) {
        List<Finding> violations = schema.violations(draft.document());
        if (!violations.isEmpty()) {
            return stopped(candidate, violations);
        }
        if (receipt.isTrial()) {
            // the schema rejects all that the record rejects, and this document is not used
            return candidate.withFindings(draft.added());
        }
        ConstraintCheck.Bound bound = records.bind(draft.document());
        if (!bound.violations().isEmpty()) {
            return stopped(candidate, bound.violations());
        }
        return candidate.with(draft.withProvenance(bound.document())).withFindings(draft.added());
    }

    private static Candidate stopped(Candidate candidate, List<Finding> violations) {
        Finding first = violations.get(0);
        return candidate
                .withFindings(violations.subList(1, violations.size()))
                .stopped(Problem.ofCode(first.code()), first.field());
    }

    private static boolean isEmpty(ComplaintDraft draft, String pointer) {
        JsonNode value = draft.at(pointer);
        return value.isValueNode() ? value.asText().isBlank() : value.isEmpty();
    }
}
