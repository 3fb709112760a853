package org.onestophub.pipeline.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.Finding;
import org.onestophub.problem.Problem;

/** A complaint while it is being checked: the document, its findings, and the origins of its fields. */
final class ComplaintDraft {

    /** Bound of the canonical complaint. */
    private static final int MAX_FINDINGS = 200;

    private static final int MAX_ORIGINS = 2_000;
    private static final String PROVENANCE = "provenance";

    private static final int MAX_POINTERS = 2_000;
    private static final Map<String, JsonPointer> POINTERS = new ConcurrentHashMap<>();

    /** Without the origins: they are the hub's own, and most of the document. */
    private final ObjectNode document;

    private final ArrayNode origins;
    private final List<Finding> findings;
    private final int before;

    ComplaintDraft(ObjectNode document, List<Finding> earlier) {
        this.document = document.objectNode();
        this.origins = document.arrayNode();
        document.properties().forEach(field -> {
            if (!field.getKey().equals(PROVENANCE)) {
                this.document.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        document.path(PROVENANCE).forEach(origins::add);
        this.findings = new ArrayList<>(earlier.subList(0, Math.min(earlier.size(), MAX_FINDINGS)));
        this.before = findings.size();
    }

    /** The complaint without its provenance. */
    ObjectNode document() {
        return document;
    }

    /** Gives the complaint, in canonical form, its provenance back. It is the last field of the record. */
    ObjectNode withProvenance(ObjectNode canonical) {
        if (!origins.isEmpty()) {
            canonical.set(PROVENANCE, origins);
        }
        return canonical;
    }

    /** The findings of this room, without those of earlier rooms. */
    List<Finding> added() {
        return List.copyOf(findings.subList(before, findings.size()));
    }

    JsonNode at(String pointer) {
        return document.at(compiled(pointer));
    }

    /** The checks ask for the same few fields of every complaint, and mappings fill the same few. */
    private static JsonPointer compiled(String pointer) {
        JsonPointer known = POINTERS.get(pointer);
        if (known == null) {
            known = JsonPointer.compile(pointer);
            if (POINTERS.size() < MAX_POINTERS) {
                POINTERS.put(pointer, known);
            }
        }
        return known;
    }

    void note(Problem problem, String pointer) {
        Finding finding = Finding.of(problem, pointer);
        if (findings.size() < MAX_FINDINGS && !findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Removes a field; its parents stay. */
    void remove(String pointer) {
        JsonPointer path = compiled(pointer);
        if (document.at(path.head()) instanceof ObjectNode parent) {
            parent.remove(path.last().getMatchingProperty());
        }
    }

    /** Removes an element of an array and adjusts the origins of those after it. */
    void removeElement(String arrayPointer, int index) {
        if (!(document.at(arrayPointer) instanceof ArrayNode array)) {
            return;
        }
        array.remove(index);
        String prefix = arrayPointer + "/";
        for (int i = origins.size() - 1; i >= 0; i--) {
            String field = origins.get(i).path("field").asText();
            if (!field.startsWith(prefix)) {
                continue;
            }
            String rest = field.substring(prefix.length());
            int end = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
            int place = Integer.parseInt(rest, 0, end, 10);
            if (place == index) {
                origins.remove(i);
            } else if (place > index) {
                // a copy: the document as it came keeps its own
                ObjectNode moved = origins.get(i).deepCopy();
                origins.set(i, moved.put("field", prefix + (place - 1) + rest.substring(end)));
            }
        }
    }

    /** Writes the findings into the document and drops the origins of fields that are gone. */
    void close() {
        for (int i = origins.size() - 1; i >= 0; i--) {
            if (at(origins.get(i).path("field").asText()).isMissingNode()) {
                origins.remove(i);
            }
        }
        while (origins.size() > MAX_ORIGINS) {
            origins.remove(origins.size() - 1);
            note(Problem.TEXT_CUT, "/" + PROVENANCE);
        }
        ArrayNode notes = document.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode note = notes.addObject().put("code", finding.code());
            if (!finding.field().isEmpty()) {
                note.put(
                        "field",
                        finding.field()
                                .substring(0, Math.min(200, finding.field().length())));
            }
        }
    }
}
