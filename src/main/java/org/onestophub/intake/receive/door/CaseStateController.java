package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.CaseStates.Asker;
import org.onestophub.complaint.contract.CaseStates.CaseState;
import org.onestophub.complaint.contract.StatusSenders;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a complaint stands, in the words of the code lists and without anything about people. */
@RestController
@RequestMapping("/api/status/v1/complaints")
@Tag(name = "status", description = "State of what was sent, and of cases")
class CaseStateController {

    /** A key with one of these sees every case of its institutions; any other only those it sent an input of. */
    private static final Set<String> SEES_ALL = Set.of("status", "desk", "cases");

    private static final int MAX_NUMBER_LENGTH = 200;
    private static final int MAX_SYSTEM_LENGTH = 64;

    /** A word of a code list. */
    @Schema(name = "ListWord", description = "A word of a code list.")
    record Word(String code, String zh, String en) {
        static Word of(CaseStates.Word word) {
            return new Word(word.code(), word.zh(), word.en());
        }
    }

    /** Something that happened. */
    @Schema(name = "CaseEvent", description = "Something that happened to the case, and when, UTC.")
    record Event(Word type, Instant at) {}

    /** An open duty. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CaseDuty", description = "Something that has to be done for the case.")
    record Duty(
            @Schema(description = "Id of its rule in mappings/duties.")
            String rule,

            @Schema(description = "What the rule is called.")
            Word name,

            Word responsible,

            @Schema(description = "Before when, UTC; absent while a pause lasts.") @Nullable
            Instant due,

            @Schema(description = "The last day of it, in the hospital's zone.") @Nullable
            LocalDate dueDay,

            @Schema(description = "True if the calendar of that year is not loaded.")
            boolean provisional,

            boolean overdue) {}

    /** The answer. */
    @Schema(name = "CaseState", description = "How a complaint stands, without anything about people.")
    record State(
            @Schema(description = "The hub's number of the complaint.")
            String number,

            @Schema(description = "When the hospital received it, UTC.")
            Instant receivedAt,

            @Schema(description = "Word of list case-state.")
            Word state,

            @Schema(description = "What lasts, such as forum or seal.")
            List<String> marks,

            @Schema(description = "What happened and counts, in order; words of list status-type.")
            List<Event> events,

            @Schema(description = "What has to be done, soonest first.")
            List<Duty> duties) {}

    private final CaseStates states;
    private final StatusSenders senders;

    CaseStateController(CaseStates states, StatusSenders senders) {
        this.states = states;
        this.senders = senders;
    }

    @WithinInstitutions
    @GetMapping("/{number}")
    @Operation(
            summary = "How a complaint stands",
            description =
                    "By receipt number, or by the number that the asker's own system gave it. A key with only the role "
                            + "hotline or push-<channel> sees the complaints that it sent something of.")
    ResponseEntity<State> state(
            @Parameter(description = "Receipt number, or number of the work order.", example = "261122-0000042-7")
                    @PathVariable("number")
                    String number,
            @Parameter(description = "Whose number it is; by default that of the key's own system.")
                    @RequestParam(name = "system", required = false)
                    @Nullable
                    String system,
            Authentication key) {
        if (number.isBlank() || number.length() > MAX_NUMBER_LENGTH) {
            throw new ProblemException(Problem.REQUEST_INVALID, "number");
        }
        if (system != null && (system.isBlank() || system.length() > MAX_SYSTEM_LENGTH)) {
            throw new ProblemException(Problem.REQUEST_INVALID, "system");
        }
        boolean seesAll = key.getAuthorities().stream().anyMatch(role -> SEES_ALL.contains(role.getAuthority()));
        Asker asker = new Asker(senders.scopeOf(key.getName()).institution(), seesAll ? null : key.getName());
        CaseState found = states.state(number.strip(), system == null ? key.getName() : system, asker);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(shown(found));
    }

    private static State shown(CaseState found) {
        return new State(
                found.number(),
                found.receivedAt(),
                Word.of(found.state()),
                found.marks(),
                found.events().stream()
                        .map(event -> new Event(Word.of(event.type()), event.at()))
                        .toList(),
                found.duties().stream()
                        .map(duty -> new Duty(
                                duty.rule(),
                                Word.of(duty.name()),
                                Word.of(duty.responsible()),
                                duty.due(),
                                duty.dueDay(),
                                duty.provisional(),
                                duty.overdue()))
                        .toList());
    }
}
