package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;

/**
 * Checks coded fields against their code lists. An unknown code is no reason to lose a complaint: it moves to
 * {@code matter.sourceCategories} under the list's name, with a CK-103 finding. Only {@code channel} is different; it
 * comes from the mapping, and {@link CheckStep} stops a complaint with a wrong one.
 */
final class CodeCheck {

    private static final Map<String, String> FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry("/kind", "complaint-kind"),
            Map.entry("/matter/type", "matter-type"),
            Map.entry("/matter/stageOfCare", "stage-of-care"),
            Map.entry("/complainant/sex", "sex"),
            Map.entry("/complainant/relation", "relation"),
            Map.entry("/complainant/idDocument/type", "id-type"),
            Map.entry("/patient/sex", "sex"),
            Map.entry("/patient/idDocument/type", "id-type"),
            Map.entry("/visit/kind", "visit-kind"),
            Map.entry("/visit/departmentCode", "department"),
            Map.entry("/call/disposition", "call-disposition"),
            Map.entry("/reception/track", "track"),
            Map.entry("/handling/hotline/approach", "hotline-approach"),
            Map.entry("/handling/hotline/again/approach", "hotline-approach"),
            Map.entry("/handling/hotline/result", "hotline-result"),
            Map.entry("/handling/hotline/satisfaction", "satisfaction"),
            Map.entry("/handling/hotline/emergencyLevel", "emergency-level"),
            Map.entry("/handling/hotline/operation", "status-type")));

    private final CodeLists lists;

    CodeCheck(CodeLists lists) {
        this.lists = lists;
    }

    boolean isChannel(JsonNode code) {
        return code.isTextual() && lists.contains("channel", code.textValue());
    }

    void apply(ComplaintDraft draft) {
        FIELDS.forEach((pointer, list) -> checkField(draft, pointer, list));
        checkElements(draft, "/matter/categories", "", "category");
        checkElements(draft, "/matter/departments", "/code", "department");
        checkElements(draft, "/matter/staff", "/role", "staff-role");
        checkElements(draft, "/reception/changedAtOnce", "", "immediate-change");
        checkElements(draft, "/reception/helpers", "/kind", "helper");
    }

    private void checkElements(ComplaintDraft draft, String array, String inside, String list) {
        for (int i = draft.at(array).size() - 1; i >= 0; i--) {
            String element = array + "/" + i;
            if (!inside.isEmpty()) {
                checkField(draft, element + inside, list);
                if (draft.at(element).isEmpty()) {
                    draft.removeElement(array, i);
                }
            } else if (isUnknown(draft.at(element), list)) {
                keepAside(draft, element, list);
                draft.removeElement(array, i);
            }
        }
    }

    private void checkField(ComplaintDraft draft, String pointer, String list) {
        if (isUnknown(draft.at(pointer), list)) {
            keepAside(draft, pointer, list);
            draft.remove(pointer);
        }
    }

    private boolean isUnknown(JsonNode code, String list) {
        return code.isValueNode() && !lists.contains(list, code.asText());
    }

    private static void keepAside(ComplaintDraft draft, String pointer, String list) {
        draft.note(Problem.CODE_UNKNOWN, pointer);
        ObjectNode matter = draft.document().withObject("/matter");
        matter.withArray("sourceCategories")
                .addObject()
                .put("list", list)
                .put("value", draft.at(pointer).asText());
    }
}
