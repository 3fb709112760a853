package org.onestophub.loop.duty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.contract.CaseStates;

/** A duty as it leaves the hub. */
final class DutyNews {

    private DutyNews() {}

    /**
     * An object with one field {@code duty}: {@code rule}, {@code name} of it in zh and en, {@code key}, {@code kind} (where the rule comes from: law, policy,
     * practice, hospital or proposal), {@code basis} (the text of it), {@code responsible}, {@code start}, {@code due} and
     * {@code dueDay} if they are known, {@code provisional}, {@code missed}, {@code metAt} if it was met.
     */
    static ObjectNode of(Duty duty, CaseStates.Word name) {
        ObjectNode about = CanonicalJson.MAPPER.createObjectNode();
        ObjectNode shown = about.putObject("duty")
                .put("rule", duty.rule())
                .put("key", duty.key())
                .put("kind", duty.basisKind())
                .put("basis", duty.basisText())
                .put("responsible", duty.responsible())
                .put("start", duty.start().toString())
                .put("provisional", duty.provisional())
                .put("missed", duty.missed());
        shown.putObject("name").put("zh", name.zh()).put("en", name.en());
        if (duty.due() != null && duty.dueDay() != null) {
            shown.put("due", duty.due().toString()).put("dueDay", duty.dueDay().toString());
        }
        if (duty.metAt() != null) {
            shown.put("metAt", duty.metAt().toString());
        }
        return about;
    }
}
