package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.loop.duty.CaseDuties;
import org.onestophub.loop.duty.DutyEvent;

/** Cases as the rules of duties look at them. */
final class DutyCases {

    private DutyCases() {}

    /** A case as the rules of duties look at it. */
    static CaseDuties.Case of(long id, JsonNode complaint, CaseHistory history, boolean isNew) {
        return new CaseDuties.Case(
                id,
                complaint,
                history.events().stream()
                        .filter(CaseHistory.Placed::movesDuties)
                        .map(DutyCases::dutyEvent)
                        .toList(),
                isNew);
    }

    private static DutyEvent dutyEvent(CaseHistory.Placed placed) {
        StatusEvent event = placed.event();
        return new DutyEvent(
                event.source() + "|" + event.eventId(),
                event.type(),
                placed.at(),
                event.dueAt(),
                CanonicalJson.MAPPER.valueToTree(event));
    }
}
