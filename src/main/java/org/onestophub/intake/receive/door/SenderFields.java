package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Mapping;
import org.onestophub.problem.Problem;

/**
 * From which field of its sender a field of the canonical form comes, as {@code profile.senderFields} of the mapping says:
 * {@code /matter/facts: discription}. A field below a named one comes from the same.
 */
final class SenderFields {

    /** Enough for a person who corrects an input; a hostile one may have thousands. */
    private static final int MOST_NOTES = 50;

    private final Map<String, String> names = new TreeMap<>();

    private SenderFields() {}

    /** Those of a mapping; none if it says nothing, or is not known. */
    static SenderFields of(@Nullable Mapping mapping) {
        SenderFields fields = new SenderFields();
        if (mapping != null) {
            mapping.profile()
                    .path("senderFields")
                    .properties()
                    .forEach(entry ->
                            fields.names.put(entry.getKey(), entry.getValue().asText()));
        }
        return fields;
    }

    /** The sender's name of a field; empty if the mapping names none. */
    String nameOf(String field) {
        for (String at = field; !at.isEmpty(); at = at.substring(0, Math.max(at.lastIndexOf('/'), 0))) {
            String name = names.get(at);
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    /** What was found in a candidate: what stopped it first, then the rest, each once. */
    List<Answer.Note> notesOf(Candidate candidate) {
        List<Answer.Note> notes = new ArrayList<>();
        if (candidate.problem() != null) {
            add(notes, candidate.problem(), candidate.field());
        }
        for (Finding finding : candidate.findings()) {
            add(notes, finding.code(), finding.field());
        }
        if (candidate.document() != null) {
            for (JsonNode finding : candidate.document().path("findings")) {
                add(notes, finding.path("code").asText(), finding.path("field").asText());
            }
        }
        return notes;
    }

    /** The one thing that stopped an input as a whole. */
    List<Answer.Note> noteOf(Problem problem, String field) {
        List<Answer.Note> notes = new ArrayList<>();
        add(notes, problem, field);
        return notes;
    }

    private void add(List<Answer.Note> notes, Problem problem, String field) {
        add(notes, problem.code(), field);
    }

    private void add(List<Answer.Note> notes, String code, String field) {
        Answer.Note note = new Answer.Note(code, field, nameOf(field));
        if (notes.size() < MOST_NOTES && !notes.contains(note)) {
            notes.add(note);
        }
    }
}
