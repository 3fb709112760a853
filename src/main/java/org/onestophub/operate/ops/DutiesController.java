package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.contract.CaseStates.Cursor;
import org.onestophub.complaint.contract.CaseStates.OpenDuty;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.operate.ops.query.ApiLinks;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What has to be done by when, and what is overdue, for operators. */
@RestController
@RequestMapping("/api/ops/v1/duties")
@Tag(name = "duties", description = "What has to be done by when")
class DutiesController {

    private static final Duration SOON = Duration.ofDays(7);
    private static final String SEPARATOR = "\n";

    /** An open duty. */
    @Schema(name = "OpenDuty", description = "Something that has to be done for a complaint and is not done yet.")
    record DutyRow(
            @Schema(description = "Number of the complaint.")
            String complaint,

            @Schema(description = "Path of the complaint.") String link,

            @Schema(description = "Id of its rule in mappings/duties.")
            String rule,

            @Schema(description = "What the rule is called.")
            CaseStates.Word name,

            @Schema(description = "What started it: received, or the event.")
            String key,

            @Schema(description = "Where the rule comes from: its kind and its text.")
            String basis,

            @Schema(description = "Code of list duty-role.") String responsible,

            @Schema(description = "From when it counts, UTC.")
            Instant start,

            @Schema(description = "Before when it has to be done, UTC.")
            Instant due,

            @Schema(description = "The last day of it, in the hospital's zone.")
            LocalDate dueDay,

            @Schema(description = "True if the calendar of that year is not loaded.")
            boolean provisional,

            boolean overdue) {

        static DutyRow of(OpenDuty duty) {
            return new DutyRow(
                    duty.complaint(),
                    ApiLinks.complaint(duty.complaint()),
                    duty.rule(),
                    duty.name(),
                    duty.key(),
                    duty.basis(),
                    duty.responsible(),
                    duty.start(),
                    duty.due(),
                    duty.dueDay(),
                    duty.provisional(),
                    duty.overdue());
        }
    }

    private final CaseStates states;
    private final Clock clock;
    private final Institutions institutions;

    DutiesController(CaseStates states, Clock clock, Institutions institutions) {
        this.states = states;
        this.clock = clock;
        this.institutions = institutions;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Open duties by due date, soonest first; those that are overdue come first")
    Page<DutyRow> duties(
            @Parameter(description = "Only those due before this time; by default a week from now.")
                    @RequestParam(name = "dueBefore", required = false)
                    @Nullable
                    Instant dueBefore,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        RequestParameters.limit(limit, RequestParameters.MAX_LIMIT);
        Instant asked = RequestParameters.time(dueBefore, "dueBefore");
        Instant before = asked == null ? clock.instant().plus(SOON) : asked;
        List<OpenDuty> found = states.due(before, institutions.ofKey(key.getName()), cursorOf(cursor), limit + 1);
        Page<OpenDuty> page = Page.of(found, limit, DutiesController::textOf);
        return new Page<>(page.items().stream().map(DutyRow::of).toList(), page.next());
    }

    private static String textOf(OpenDuty last) {
        String text = String.join(
                SEPARATOR, last.due().toString(), Long.toString(last.complaintId()), last.rule(), last.key());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Cursor cursorOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 4);
            return new Cursor(
                    RequestParameters.time(Instant.parse(parts[0]), "cursor"),
                    Long.parseLong(parts[1]),
                    parts[2],
                    parts[3]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "cursor");
        }
    }
}
