package org.onestophub.pipeline.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.IdCard;
import org.onestophub.problem.Problem;

/** Phones and identity documents of complainant and patient; what does not fit becomes a finding and is never refused. */
final class PersonCheck {

    /** Code of the identity card in code list id-type, CV02.01.101. */
    private static final String ID_CARD = "01";
    /** The hub's own code for a unified social credit code, where an organisation complains. */
    private static final String CREDIT_CODE = "91";

    /** Phones of one person after several in a field were divided. */
    private static final int MAX_PHONES = 20;

    private final PhoneTexts phoneTexts;

    PersonCheck(PhoneTexts phoneTexts) {
        this.phoneTexts = phoneTexts;
    }

    void apply(ComplaintDraft draft) {
        for (String person : List.of("/complainant", "/patient")) {
            checkPhones(draft, person + "/phones");
            if (draft.at(person + "/idDocument") instanceof ObjectNode document) {
                checkDocument(draft, document, person + "/idDocument/number");
            }
        }
        JsonNode uscc = draft.at("/institution/uscc");
        if (uscc.isTextual() && CreditCode.verdict(uscc.textValue()).equals("invalid")) {
            draft.note(Problem.CREDIT_CODE_CHECK, "/institution/uscc");
        }
    }

    private void checkPhones(ComplaintDraft draft, String pointer) {
        int index = 0;
        List<ObjectNode> more = new ArrayList<>();
        for (JsonNode entry : draft.at(pointer)) {
            String place = pointer + "/" + index++ + "/raw";
            if (!(entry instanceof ObjectNode phone) || !phone.path("raw").isTextual()) {
                continue;
            }
            List<PhoneForm.Form> forms = phoneTexts.forms(phone.get("raw").textValue());
            phone.remove("e164");
            if (forms.isEmpty()) {
                draft.note(Problem.PHONE_UNREADABLE, place);
                phone.put("confidence", PhoneForm.Form.NONE.confidence());
                continue;
            }
            forms.stream().skip(1).forEach(form -> more.add(inForm(phone.deepCopy(), form)));
            inForm(phone, forms.get(0));
        }
        // several numbers in one field: each has an entry with the same text
        if (draft.at(pointer) instanceof ArrayNode phones) {
            more.stream().filter(phone -> phones.size() < MAX_PHONES).forEach(phones::add);
        }
    }

    private static ObjectNode inForm(ObjectNode phone, PhoneForm.Form form) {
        return phone.put("e164", form.e164()).put("confidence", form.confidence());
    }

    private static void checkDocument(ComplaintDraft draft, ObjectNode document, String pointer) {
        if (!document.path("number").isTextual()) {
            return;
        }
        String type = document.path("type").asText("");
        String number = document.get("number").textValue();
        String card = IdCard.normal(number);
        if (type.isEmpty() && IdCard.isValid(card)) {
            document.put("type", ID_CARD).put("number", card).put("checked", "valid");
            return;
        }
        switch (type) {
            case ID_CARD -> verdict(draft, document, card, IdCard.verdict(card), Problem.ID_CARD_CHECK, pointer);
            case CREDIT_CODE -> {
                String code = CreditCode.normalised(number);
                verdict(draft, document, code, CreditCode.verdict(code), Problem.CREDIT_CODE_CHECK, pointer);
            }
            default -> document.put("checked", "unknown");
        }
    }

    private static void verdict(
            ComplaintDraft draft, ObjectNode document, String number, String verdict, Problem problem, String pointer) {
        document.put("number", number).put("checked", verdict);
        if (verdict.equals("invalid")) {
            draft.note(problem, pointer);
        }
    }
}
