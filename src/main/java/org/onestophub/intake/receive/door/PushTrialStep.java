package org.onestophub.intake.receive.door;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.ObjectHelper;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * A trial walk for senders that wait: the input goes through READ, MAP and CHECK before it is accepted, so that the sender
 * learns at once what is wrong with it. Only the sender's own faults (first digit 1) refuse it; if the hub is at fault the
 * input is accepted and waits in quarantine.
 */
@Component("trial")
public class PushTrialStep {

    private static final String INBOUND = "onestop.trial.inbound";
    private static final String NOTES = "onestop.trial.notes";
    /** Property of the exchange: the walk that was judged. */
    static final String WALK = "onestop.trial.walk";

    private final Clock clock;

    PushTrialStep(Clock clock) {
        this.clock = clock;
    }

    /** The body, an {@link Inbound}, as a walk with a receipt that does not exist yet. */
    public Walk begin(Exchange exchange, String mapping) throws CamelExchangeException {
        Inbound inbound = exchange.getMessage().getMandatoryBody(Inbound.class);
        exchange.setProperty(INBOUND, inbound);
        return Walk.of(new Receipt(
                0,
                "",
                mapping,
                mapping,
                inbound.keys().get(0),
                Digest.sha256(inbound.content()),
                clock.instant(),
                inbound.transport(),
                inbound.content()));
    }

    /** The inbound again, marked as refused if the walk in the body met a problem of the sender's. */
    public Inbound judge(Exchange exchange) throws CamelExchangeException {
        Walk walk = exchange.getMessage().getMandatoryBody(Walk.class);
        Inbound inbound = ExchangeHelper.getMandatoryProperty(exchange, INBOUND, Inbound.class);
        exchange.setProperty(WALK, walk);
        if (isRefused(inbound)) {
            return inbound;
        }
        SenderFields names = SenderFields.of(walk.mapping());
        exchange.setProperty(
                NOTES,
                walk.candidates().stream()
                        .flatMap(candidate -> names.notesOf(candidate).stream())
                        .toList());
        for (Candidate candidate : walk.candidates()) {
            Problem problem = candidate.problem();
            if (problem != null && isSenders(problem)) {
                exchange.setProperty(NOTES, names.notesOf(candidate));
                return refused(inbound, walk.receipt().sha256(), problem, candidate.field());
            }
        }
        return inbound;
    }

    /** The same when a room stopped the walk with an exception; anything but a problem of the sender's passes. */
    public Inbound stopped(Exchange exchange) throws CamelExchangeException {
        Inbound inbound = ExchangeHelper.getMandatoryProperty(exchange, INBOUND, Inbound.class);
        ProblemException fault = ObjectHelper.getException(
                ProblemException.class, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        if (isRefused(inbound) || fault == null || !isSenders(fault.problem())) {
            return inbound;
        }
        exchange.setProperty(NOTES, SenderFields.of(null).noteOf(fault.problem(), fault.field()));
        return refused(inbound, Digest.sha256(inbound.content()), fault.problem(), fault.field());
    }

    /** The answer of RECEIVE with what the trial found, in the sender's own words. */
    public void explain(Exchange exchange) throws CamelExchangeException {
        Answer answer = exchange.getMessage().getMandatoryBody(Answer.class);
        List<?> notes = Objects.requireNonNullElse(exchange.getProperty(NOTES, List.class), List.of());
        exchange.getMessage()
                .setBody(answer.noting(
                        notes.stream().map(Answer.Note.class::cast).toList()));
    }

    /** The door has refused it already; what a trial finds in a part of it says nothing. */
    private static boolean isRefused(Inbound inbound) {
        return inbound.transport().containsKey(Inbound.REFUSE);
    }

    private static boolean isSenders(Problem problem) {
        return problem.code().charAt(3) == '1';
    }

    /** The refused bytes go under a key of their own, so that the corrected input may use the right one. */
    static Inbound refused(Inbound inbound, String sha256, Problem problem, String field) {
        Map<String, String> transport = new HashMap<>(inbound.transport());
        transport.put(Inbound.REFUSE, problem.code());
        transport.put(Inbound.REFUSE_FIELD, field);
        String key = "refused:" + inbound.keys().get(0) + ":sha256:" + sha256;
        return new Inbound(inbound.content(), List.of(key), transport, inbound.sameKey());
    }
}
