package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.StatusProperties;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of a receipt, without any content of it. */
@RestController
@RequestMapping("/api/status/v1/receipts")
@Tag(name = "status", description = "State of what was sent")
class ReceiptStatusController {

    /** A key with one of these sees every receipt; any other only those of its own account. */
    private static final Set<String> SEES_ALL = Set.of("status", "desk");

    /**
     * State of a receipt, free of personal data.
     *
     * @param receiptNumber what people read out on the phone
     * @param receivedAt when it arrived, UTC
     * @param state received, recorded, needs-attention or refused
     * @param complaintNumber the complaint it became or was added to, absent before
     * @param updatedAt when the state last changed, UTC
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptState", description = "State of a receipt, free of personal data.")
    record ReceiptState(
            @Schema(description = "What people read out on the phone.")
            String receiptNumber,

            @Schema(description = "When it arrived, UTC.") Instant receivedAt,

            @Schema(allowableValues = {"received", "recorded", "needs-attention", "refused"})
            String state,

            @Schema(description = "The complaint it became or was added to; absent before.")
            String complaintNumber,

            @Schema(description = "When the state last changed, UTC.")
            Instant updatedAt) {}

    private final JdbcClient ledger;
    private final Institutions institutions;
    private final StatusProperties statuses;
    private final Clock clock;

    ReceiptStatusController(JdbcClient ledger, Institutions institutions, StatusProperties statuses, Clock clock) {
        this.ledger = ledger;
        this.institutions = institutions;
        this.statuses = statuses;
        this.clock = clock;
    }

    @WithinInstitutions
    @GetMapping("/{number}")
    @Operation(
            summary = "State of one receipt",
            description = "A key with only the role hotline or push-<channel> sees the receipts of its own account.")
    ResponseEntity<ReceiptState> receipt(
            @Parameter(description = "Receipt number as given in the answer.", example = "261122-0000042-7")
                    @PathVariable("number")
                    String number,
            Authentication key) {
        String typed = ReceiptNumber.normalise(number)
                .orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "number"));
        ReceiptState state = stateOf(typed, accountBound(key), institutions.ofKey(key.getName()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(state);
    }

    private static Optional<String> accountBound(Authentication key) {
        boolean seesAll = key.getAuthorities().stream().anyMatch(role -> SEES_ALL.contains(role.getAuthority()));
        return seesAll ? Optional.empty() : Optional.of(key.getName());
    }

    /** An edited copy bears the number of its original and is the newer one: what became of it is what counts. */
    private Optional<ReceiptState> stateOf(String number, Optional<String> account, List<String> bound) {
        return ledger.sql("""
                        select r.number, r.received_at, r.state, o.outcome, v.in_vain,
                               case when v.in_vain then h.until else coalesce(r.finished_at, r.received_at) end as updated_at,
                               (select s.number from receipt_item i join complaint c on c.id = i.complaint_id
                                   join complaint s on s.id = coalesce(c.merged_into, c.id)
                                 where i.receipt_id = r.id and not h.hidden order by i.item limit 1) as complaint_number
                          from receipt r
                          cross join lateral (select coalesce(bool_or(c.discipline and i.document ->> 'eventId' is not null),
                                   false) as hidden, max(i.at) + cast(:waits as interval) as until
                                 from receipt_item i left join complaint c on c.id = i.complaint_id
                                 where i.receipt_id = r.id) h
                          cross join lateral (select case when h.hidden and r.outcome = 'appended' then 'waiting'
                                   else r.outcome end as outcome) o
                          cross join lateral (select coalesce(o.outcome = 'waiting' and h.until <= :now
                                   or r.code = 'ST-107', false) as in_vain) v
                         where r.number = :number
                           and (cast(:account as text) is null or r.transport ->> 'account' = :account)
                           and (:all or coalesce(r.institution, :own) = any(:institutions))
                         order by r.received_at desc, r.id desc limit 1
                        """)
                .param("number", number)
                .param("waits", statuses.waitsFor().toString())
                .param("now", Timestamp.from(clock.instant()))
                .param("account", account.orElse(null))
                .param("all", bound.isEmpty())
                .param("own", institutions.own())
                .param("institutions", bound.toArray(String[]::new))
                .query((row, n) -> new ReceiptState(
                        row.getString("number"),
                        row.getTimestamp("received_at").toInstant(),
                        word(row.getString("state"), row.getString("outcome"), row.getBoolean("in_vain")),
                        row.getString("complaint_number"),
                        row.getTimestamp("updated_at").toInstant()))
                .optional();
    }

    /**
     * A status event that waits for its case is not recorded yet; one that waited in vain needs somebody. One that was added to a
     * case of the discipline route looks the same at all times, and names no case: a sender who may not see the case does not
     * learn of it by adding to it.
     */
    private static String word(String state, @Nullable String outcome, boolean isInVain) {
        return switch (state) {
            case "done" -> !"waiting".equals(outcome) ? "recorded" : isInVain ? "needs-attention" : "received";
            case "parked" -> "needs-attention";
            case "refused" -> "refused";
            default -> "received";
        };
    }
}
