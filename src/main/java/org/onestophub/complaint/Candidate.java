package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/**
 * One thing found in a receipt that may be a complaint: a mail, a work order, one call of many in a CDR file.
 * Each room returns a copy with its own part filled in. A problem stops this candidate and no other.
 *
 * @param key the thing's own key within its mapping, for example a call's linkedid or the order number and round; two
 *     candidates with one key are the same thing
 * @param view what READ found, as JSON the mapping works on
 * @param parts attachments
 * @param document the canonical complaint as JSON, once MAP has made it; null before
 * @param findings what is worth reporting
 * @param problem what stopped it, null if nothing did
 * @param field the field at fault, or empty
 * @param isStatus whether the document is a status event: what happened to a case, and no complaint
 */
public record Candidate(
        String key,
        JsonNode view,
        List<Part> parts,
        @Nullable ObjectNode document,
        List<Finding> findings,
        @Nullable Problem problem,
        String field,
        boolean isStatus) {

    /** A candidate that is no status event. */
    public Candidate(
            String key,
            JsonNode view,
            List<Part> parts,
            @Nullable ObjectNode document,
            List<Finding> findings,
            @Nullable Problem problem,
            String field) {
        this(key, view, parts, document, findings, problem, field, false);
    }

    /** A candidate as READ finds it. */
    public static Candidate found(String key, JsonNode view, List<Part> parts) {
        return new Candidate(key, view, List.copyOf(parts), null, List.of(), null, "");
    }

    /** True while no problem has stopped it. */
    public boolean isSound() {
        return problem == null;
    }

    /**
     * The canonical complaint.
     * @throws IllegalStateException before MAP has made it
     */
    public ObjectNode mapped() {
        if (document == null) {
            throw new IllegalStateException("no document before MAP");
        }
        return document;
    }

    /** The same candidate with its canonical document. */
    public Candidate with(ObjectNode newDocument) {
        return new Candidate(key, view, parts, newDocument, findings, problem, field, isStatus);
    }

    /** The status event that MAP made of the same view. */
    public Candidate withStatus(String itsKey, ObjectNode event) {
        return new Candidate(itsKey, view, parts, event, findings, problem, field, true);
    }

    /** The same candidate with more findings. */
    public Candidate withFindings(List<Finding> more) {
        List<Finding> all = new java.util.ArrayList<>(findings);
        all.addAll(more);
        return new Candidate(key, view, parts, document, List.copyOf(all), problem, field, isStatus);
    }

    /** The same candidate, stopped. */
    public Candidate stopped(Problem newProblem, String newField) {
        return new Candidate(key, view, parts, document, findings, newProblem, newField, isStatus);
    }
}
