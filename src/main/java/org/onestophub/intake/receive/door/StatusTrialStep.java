package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.CaseStatuses.Noted;
import org.onestophub.complaint.contract.CaseStatuses.Result;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Looks whether RECORD can use a status event, after its trial walk: so the sender learns at once that its id is used, or that
 * it waits for its case. If the ledger cannot be asked now, the event is accepted.
 */
@Component("statusTrial")
public class StatusTrialStep {

    private static final String WAITS = "onestop.status.waits";

    private final CaseStatuses statuses;

    StatusTrialStep(CaseStatuses statuses) {
        this.statuses = statuses;
    }

    /** The body, an {@link Inbound}, as refused if its event cannot be taken. */
    public Inbound look(Exchange exchange) throws CamelExchangeException {
        Inbound inbound = exchange.getMessage().getMandatoryBody(Inbound.class);
        Walk walk = exchange.getProperty(PushTrialStep.WALK, Walk.class);
        if (walk == null || inbound.transport().containsKey(Inbound.REFUSE)) {
            return inbound;
        }
        for (Candidate candidate : walk.candidates()) {
            Noted noted = noted(candidate).orElse(null);
            if (noted == null || noted.findings().isEmpty()) {
                continue;
            }
            Finding why = noted.findings().get(0);
            if (noted.result() == Result.REFUSED) {
                return PushTrialStep.refused(inbound, walk.receipt().sha256(), Problem.ofCode(why.code()), why.field());
            }
            if (noted.result() == Result.WAITING) {
                exchange.setProperty(WAITS, Problem.ofCode(why.code()));
            }
        }
        return inbound;
    }

    /** The {@link Answer} in the body, with the reason why the event waits if it does. */
    public Answer answer(Exchange exchange) throws CamelExchangeException {
        Answer answer = exchange.getMessage().getMandatoryBody(Answer.class);
        Problem waits = exchange.getProperty(WAITS, Problem.class);
        return answer.kind() == Answer.Kind.KEPT && waits != null
                ? new Answer(answer.kind(), answer.receiptId(), answer.number(), waits, "/complaint")
                : answer;
    }

    private Optional<Noted> noted(Candidate candidate) {
        if (!candidate.isSound() || candidate.document() == null) {
            return Optional.empty();
        }
        StatusEvent event = eventOf(candidate);
        try {
            return event == null ? Optional.empty() : Optional.of(statuses.look(event));
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    private static @Nullable StatusEvent eventOf(Candidate candidate) {
        try {
            return CanonicalJson.MAPPER.treeToValue(candidate.mapped(), StatusEvent.class);
        } catch (JsonProcessingException e) {
            // CHECK failed for a fault of the hub's; the event waits in quarantine
            return null;
        }
    }
}
