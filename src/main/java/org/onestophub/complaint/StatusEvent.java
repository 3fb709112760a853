package org.onestophub.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says that happened to a case, version 1; {@code mappings/status-event.schema.json} says the same for other
 * languages. Instants are UTC. Codes are those of {@code mappings/code-lists}; {@code status-type} says which fields an
 * event of each type needs. The hub fills {@code institution}, {@code source} and {@code receivedAt} from the key of the
 * sender, never from what he says. A component that may be null is absent from the JSON.
 *
 * @param schemaVersion always {@code 1}
 * @param institution whose cases the sender may speak of
 * @param source the system that says it; the event ids are its own
 * @param eventId the source's id of the event; the same id again is a repeat
 * @param complaint the case, by the hub's number or any number that others gave it
 * @param type what happened, code list {@code status-type}
 * @param occurredAt when it happened
 * @param receivedAt when the hub received it
 * @param dueAt the date that it names, such as that of an extension
 * @param round how often the order was handed out
 * @param reason why, for {@code not-handled} by code list {@code not-handled-reason}
 * @param explanation why, in words
 * @param explainedAt when that was explained to the complainant
 * @param text what was said or written
 * @param by who did it
 * @param to to whom it went
 * @param tasks who has to handle it
 * @param classification what the case is about, as the complaint office classified it
 * @param forum where a dispute is settled, code list {@code forum}
 * @param result how it ended, in the codes of the source
 * @param level how severe it is, code list {@code event-level}
 * @param amount paid, or given back by a corrected charge, in yuan
 * @param satisfaction what the complainant said when called back
 * @param rights which rights were explained, code list {@code right}
 * @param seal what was sealed or unsealed
 * @param coreSystems which core systems were violated, code list {@code core-system}
 * @param disciplineRoute to which rule of integrity it belongs, code list {@code discipline-route}; never shown to those
 *     complained of
 * @param track by which procedure it is handled, code list {@code track}
 * @param changedAtOnce what was changed at once, code list {@code immediate-change}
 * @param responsible who is responsible, from the head of the institution to staff
 * @param helpers who helped from outside
 * @param policy number of the document (文号) on which a decision rests
 * @param reference number of a document, a receipt of the police, or the like
 * @param others other cases that it is about, as in a merge
 * @param findings what was noticed and did not stop it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StatusEvent(
        @NotNull @Pattern(regexp = "1") String schemaVersion,
        Complaint.@Valid @Nullable Institution institution,
        @NotBlank @Size(max = 64) String source,
        @NotBlank @Size(max = 200) String eventId,
        @NotEmpty @Size(max = 20) List<Complaint.@Valid @NotNull ExternalId> complaint,
        @NotBlank @Size(max = 40) String type,
        @NotNull Instant occurredAt,
        @Nullable Instant receivedAt,
        @Nullable Instant dueAt,
        @Min(1) @Max(1000) @Nullable Integer round,
        @Size(max = 40) @Nullable String reason,
        @Size(max = 10_000) @Nullable String explanation,
        @Nullable Instant explainedAt,
        @Size(max = 20_000) @Nullable String text,
        @Valid @Nullable Actor by,
        @Valid @Nullable Actor to,
        @Size(max = 50) @Nullable List<@Valid @NotNull Task> tasks,
        @Valid @Nullable Classification classification,
        @Size(max = 40) @Nullable String forum,
        @Size(max = 100) @Nullable String result,
        @Size(max = 40) @Nullable String level,
        @PositiveOrZero @Nullable BigDecimal amount,
        @Valid @Nullable Satisfaction satisfaction,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 40) String> rights,
        @Valid @Nullable Seal seal,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 40) String> coreSystems,
        @Size(max = 40) @Nullable String disciplineRoute,
        @Size(max = 16) @Nullable String track,
        @Size(max = 10) @Nullable List<@NotBlank @Size(max = 16) String> changedAtOnce,
        @Size(max = 20) @Nullable List<@Valid @NotNull Responsible> responsible,
        @Size(max = 20) @Nullable List<Complaint.@Valid @NotNull Support> helpers,
        @Size(max = 200) @Nullable String policy,
        @Size(max = 200) @Nullable String reference,
        @Size(max = 50) @Nullable List<Complaint.@Valid @NotNull ExternalId> others,
        @Size(max = 200) @Nullable List<Complaint.@Valid @NotNull FindingNote> findings) {

    /** A person or a body: {@code role} by code list {@code duty-role}, {@code departmentCode} by {@code department}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Actor(
            @Size(max = 200) @Nullable String name,
            @Size(max = 40) @Nullable String role,
            @Size(max = 16) @Nullable String departmentCode,
            @Size(max = 200) @Nullable String departmentName) {}

    /** A department that handles the case, as the lead or beside it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Task(
            @NotNull @Pattern(regexp = "lead|assist") String part,
            @Size(max = 16) @Nullable String departmentCode,
            @Size(max = 200) @Nullable String departmentName) {}

    /**
     * What a case is about; what is null was not said. What it names replaces what the mapping found, as in
     * {@link Complaint.Matter}.
     *
     * @param type code list {@code matter-type}
     * @param categories code list {@code category}
     * @param severity 0 to 3
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Classification(
            @Size(max = 32) @Nullable String type,
            @Size(max = 50) @Nullable List<@NotBlank @Size(max = 16) String> categories,
            @Size(max = 50) @Nullable List<Complaint.@Valid @NotNull Department> departments,
            @Size(max = 50) @Nullable List<Complaint.@Valid @NotNull StaffMember> staff,
            @Min(0) @Max(3) @Nullable Integer severity) {}

    /**
     * One rung of the ladder of responsibility: {@code level} by code list {@code responsibility}, {@code role} by
     * {@code duty-role}, of staff by {@code staff-role}.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Responsible(
            @NotBlank @Size(max = 16) String level,
            @Size(max = 200) @Nullable String name,
            @Size(max = 40) @Nullable String role,
            @Size(max = 16) @Nullable String departmentCode,
            @Size(max = 200) @Nullable String departmentName) {}

    /** Satisfaction with speed, manner and outcome, each by code list {@code satisfaction}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Satisfaction(
            @Size(max = 40) @Nullable String efficiency,
            @Size(max = 40) @Nullable String attitude,
            @Size(max = 40) @Nullable String outcome,
            @Size(max = 2000) @Nullable String reason) {}

    /** A record or an object under seal: its number in the register, what it is, and who holds it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Seal(
            @NotNull @Pattern(regexp = "record|object") String kind,
            @Size(max = 100) @Nullable String number,
            @Size(max = 500) @Nullable String what,
            @Size(max = 200) @Nullable String holder) {}
}
