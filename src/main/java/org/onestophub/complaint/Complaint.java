package org.onestophub.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical complaint, version 1; {@code mappings/complaint.schema.json} says the same for other languages.
 * Instants are UTC, {@code zone} is the hospital's. Codes are those of {@code mappings/code-lists}. A mapping fills
 * {@code channel}, {@code kind}, {@code externalIds}, {@code references}, {@code sentAt}, {@code complainant}, {@code patient},
 * {@code visit}, {@code matter}, {@code call}, {@code reception}, {@code flags} and what the sender says about the {@code handling}; the hub
 * fills the rest. A component that may be null is absent from the JSON.
 *
 * @param schemaVersion always {@code 1}
 * @param number what people read out on the phone; the complaint's name for life
 * @param mergedInto number of the complaint that stands for it, if it was merged
 * @param institution whose complaint it is
 * @param zone IANA zone of the hospital
 * @param channel how it came, code list {@code channel}
 * @param kind whose matter it is, code list {@code complaint-kind}; see {@link ComplaintKind}
 * @param language BCP 47, of the complainant's words
 * @param receivedAt when the hospital received it, by a person's first arrival if there is one; legal clocks run from here
 * @param sentAt when the sender says it was sent or taken, if it does
 * @param arrivals every time it, or more of it, came in
 * @param externalIds numbers others know it by
 * @param references things it refers to, such as a mail it answers
 * @param complainant who complains
 * @param patient whom it is about
 * @param visit the encounter it is about
 * @param matter what is complained of
 * @param call facts of a phone call
 * @param reception what was done when it was received, and with whose help
 * @param evidence attachments, found again in the receipt by part number
 * @param flags what needs special care
 * @param handling what was done: at intake only what the sender says ({@code onSpot}, {@code hotline}), later what the case
 *     system reports back
 * @param findings what was noticed and did not stop it
 * @param provenance where each value came from
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Complaint(
        @NotNull @Pattern(regexp = "1") String schemaVersion,
        @Size(max = 32) @Nullable String number,
        @Size(max = 32) @Nullable String mergedInto,
        @Valid @Nullable Institution institution,
        @NotBlank @Size(max = 64) String zone,
        @NotBlank @Size(max = 32) String channel,
        @Size(max = 16) @Nullable String kind,
        @Size(max = 35) @Nullable String language,
        @NotNull Instant receivedAt,
        @Nullable Instant sentAt,
        @NotEmpty @Size(max = 1000) List<@Valid @NotNull Arrival> arrivals,
        @Size(max = 100) @Nullable List<@Valid @NotNull ExternalId> externalIds,
        @Size(max = 200) @Nullable List<@Valid @NotNull ExternalId> references,
        @NotNull @Valid Complainant complainant,
        @Valid @Nullable Patient patient,
        @Valid @Nullable Visit visit,
        @NotNull @Valid Matter matter,
        @Valid @Nullable Call call,
        @Valid @Nullable Reception reception,
        @Size(max = 500) @Nullable List<@Valid @NotNull Evidence> evidence,
        @Valid @Nullable Flags flags,
        @Nullable JsonNode handling,
        @Size(max = 200) @Nullable List<@Valid @NotNull FindingNote> findings,
        @Size(max = 2000) @Nullable List<@NotNull Origin> provenance) {

    /** The hospital; {@code uscc} is its unified social credit code. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Institution(
            @Size(max = 18) @Nullable String uscc,
            @Size(max = 200) @Nullable String name) {}

    /**
     * One time the complaint, or more of it, came in. {@code author} is the mail address of the one person who wrote it, if
     * it is a mail and names exactly one; {@code automated} is true if a machine sent it; {@code title} and {@code text} are
     * what this arrival said, where the case shows something else.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Arrival(
            @PositiveOrZero long receiptId,
            @Size(max = 32) @Nullable String receiptNumber,
            @NotBlank @Size(max = 64) String channel,
            @NotBlank @Size(max = 500) String sourceKey,
            @NotBlank @Pattern(regexp = "[0-9a-f]{64}") String sha256,
            @NotNull Instant receivedAt,
            @Nullable Instant sentAt,
            @Size(max = 320) @Nullable String author,
            @Nullable Boolean automated,
            @Size(max = 500) @Nullable String title,
            @Size(max = 100_000) @Nullable String text) {}

    /**
     * A number or id given by others. {@code kind} is {@code work-order}, {@code message-id}, {@code call-id},
     * {@code desk-entry}, {@code receipt-number} …; {@code system} names the giver.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ExternalId(
            @Size(max = 100) @Nullable String system,
            @NotBlank @Size(max = 40) String kind,
            @NotBlank @Size(max = 500) String value) {}

    /** Who complains. Everything is what was claimed; {@code claims} says by which part of which input. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Complainant(
            @Size(max = 200) @Nullable String name,
            @Size(max = 8) @Nullable String sex,
            @Nullable LocalDate birthDate,
            @Valid @Nullable IdDocument idDocument,
            @Size(max = 20) @Nullable List<@Valid @NotNull Phone> phones,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 320) String> emails,
            @Size(max = 500) @Nullable String address,
            @Size(max = 12) @Nullable String divisionCode,
            @Size(max = 8) @Nullable String relation,
            @Size(max = 200) @Nullable String representativeProof,
            @Min(1) @Max(100_000) @Nullable Integer groupSize,
            @Valid @Nullable IdentityVerified identityVerified,
            @Size(max = 100) @Nullable List<@Valid @NotNull Claim> claims) {}

    /**
     * A statement about who somebody is. {@code kind}: {@code name}, {@code mail}, {@code phone}, {@code id-card},
     * {@code visit-number}, {@code patient-number} …; {@code source}: which field of the input said so.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Claim(
            @NotBlank @Size(max = 40) String kind,
            @NotBlank @Size(max = 500) String value,
            @NotBlank @Size(max = 200) String source) {}

    /** An identity document; {@code checked} is the hub's verdict on the check character: valid, invalid, unknown. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record IdDocument(
            @Size(max = 8) @Nullable String type,
            @NotBlank @Size(max = 40) String number,

            @Pattern(regexp = "valid|invalid|unknown") @Nullable
            String checked) {}

    /** Who verified the identity, how and when. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record IdentityVerified(
            @Size(max = 100) @Nullable String method,
            @Size(max = 200) @Nullable String by,
            @Nullable Instant at) {}

    /** A phone number as given, its E.164 form if it has one, and how sure that is: known, maybe, none. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Phone(
            @NotBlank @Size(max = 100) String raw,

            @Pattern(regexp = "\\+[1-9][0-9]{4,14}") @Nullable
            String e164,

            @Pattern(regexp = "known|maybe|none") @Nullable String confidence) {}

    /** Whom the complaint is about. {@code link} says how the hub knows. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Patient(
            @Size(max = 200) @Nullable String name,
            @Size(max = 8) @Nullable String sex,
            @Nullable LocalDate birthDate,
            @Valid @Nullable IdDocument idDocument,
            @Size(max = 64) @Nullable String patientNumber,
            @Size(max = 20) @Nullable List<@Valid @NotNull Phone> phones,
            @Size(max = 200) @Nullable String insurance,
            @Valid @Nullable Link link) {}

    /**
     * How the patient was found. {@code state}: {@code linked} (sure), {@code suggested} (a person decides),
     * {@code none}. {@code confidence} is 0–1, {@code evidence} names the claims that agreed, {@code asOf} is the time
     * of the context used, {@code said} is what the complaint said where the hospital has another number now.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Link(
            @NotNull @Pattern(regexp = "linked|suggested|none")
            String state,

            @Min(0) @Max(1) @Nullable BigDecimal confidence,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 100) String> evidence,
            @Nullable Instant asOf,
            @Valid @Nullable Said said,
            @Size(max = 20) @Nullable List<@Valid @NotNull Suggestion> suggestions) {}

    /** What the complaint said before the hospital merged the patient, or the visit, into another. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Said(
            @Size(max = 64) @Nullable String patientNumber,
            @Size(max = 200) @Nullable String name,
            @Size(max = 64) @Nullable String visitNumber) {}

    /** A patient it might be; never more than a suggestion. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Suggestion(
            @NotBlank @Size(max = 64) String patientNumber,
            @Min(0) @Max(1) @Nullable BigDecimal confidence,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 100) String> evidence) {}

    /** The encounter; {@code kind} by code list {@code visit-kind}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Visit(
            @Size(max = 64) @Nullable String visitNumber,
            @Size(max = 16) @Nullable String kind,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Size(max = 16) @Nullable String departmentCode,
            @Size(max = 200) @Nullable String departmentName,
            @Size(max = 200) @Nullable String doctor,
            @Size(max = 100) @Nullable String bed,
            @Size(max = 500) @Nullable String diagnosis) {}

    /**
     * What is complained of. {@code type} and {@code categories} by code lists {@code matter-type} and
     * {@code category}; {@code severity} 0–3, {@code harm} 0–5 (HCAT); {@code amountClaimed} in yuan;
     * {@code disciplineRoute} by code list {@code discipline-route}, see {@link DisciplineRoute}.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Matter(
            @Size(max = 32) @Nullable String type,
            @Size(max = 50) @Nullable List<@NotBlank @Size(max = 16) String> categories,
            @Size(max = 500) @Nullable String title,
            @Size(max = 100_000) @Nullable String facts,
            @Size(max = 10_000) @Nullable String request,
            @Size(max = 50) @Nullable List<@Valid @NotNull Department> departments,
            @Size(max = 50) @Nullable List<@Valid @NotNull StaffMember> staff,
            @Nullable Instant occurredAt,
            @Size(max = 500) @Nullable String place,
            @PositiveOrZero @Nullable BigDecimal amountClaimed,
            @Min(0) @Max(3) @Nullable Integer severity,
            @Min(0) @Max(5) @Nullable Integer harm,
            @Size(max = 32) @Nullable String stageOfCare,
            @Size(max = 200) @Nullable List<@Valid @NotNull SourceCategory> sourceCategories,
            @Size(max = 40) @Nullable String disciplineRoute) {}

    /** A department by code list {@code department}; {@code name} as the source wrote it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Department(
            @Size(max = 16) @Nullable String code,
            @Size(max = 200) @Nullable String name) {}

    /** Staff complained of, {@code role} by code list {@code staff-role}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record StaffMember(
            @Size(max = 200) @Nullable String name,
            @Size(max = 16) @Nullable String role) {}

    /** A category in the words of the source, kept beside the hub's own. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record SourceCategory(
            @Size(max = 100) @Nullable String list,
            @NotBlank @Size(max = 200) String value) {}

    /** Facts of a phone call; {@code disposition} by code list {@code call-disposition}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Call(
            @Pattern(regexp = "inbound|outbound|internal") @Nullable
            String direction,

            @Size(max = 100) @Nullable String calledNumber,
            @Size(max = 100) @Nullable String queue,
            @Nullable Instant startedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            @PositiveOrZero @Nullable Integer durationSeconds,
            @PositiveOrZero @Nullable Integer talkSeconds,
            @Size(max = 32) @Nullable String disposition,
            @Nullable Boolean missed,
            @Nullable Boolean callerWithheld,
            @Size(max = 50) @Nullable List<@NotBlank @Size(max = 100) String> transferChain,
            @Size(max = 500) @Nullable String recording) {}

    /**
     * What was done when the complaint was received. {@code track} by code list {@code track}; {@code recording} is the
     * reference of the reception room's recording; {@code changedAtOnce} by code list {@code immediate-change};
     * {@code priceCorrected} is what a corrected charge gave back, in yuan.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Reception(
            @Size(max = 16) @Nullable String track,
            @Size(max = 500) @Nullable String recording,
            @Size(max = 10) @Nullable List<@NotBlank @Size(max = 16) String> changedAtOnce,
            @PositiveOrZero @Nullable BigDecimal priceCorrected,
            @Size(max = 20) @Nullable List<@Valid @NotNull Support> helpers) {}

    /** Somebody from outside who helps with a complaint; {@code kind} by code list {@code helper}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Support(
            @Size(max = 16) @Nullable String kind,
            @Size(max = 200) @Nullable String name,
            @Size(max = 200) @Nullable String organisation) {}

    /** An attachment: {@code part} finds it in the bytes of receipt {@code receiptId}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Evidence(
            @PositiveOrZero long receiptId,
            @NotBlank @Size(max = 40) String part,
            @Size(max = 500) @Nullable String name,
            @Size(max = 200) @Nullable String mediaType,
            @PositiveOrZero long sizeBytes,
            @NotBlank @Pattern(regexp = "[0-9a-f]{64}") String sha256) {}

    /**
     * What needs special care; absent means false. {@code automatedMail}: every arrival was sent by a machine;
     * {@code solvedOnSpot}: the person who spoke last says so; {@code restricted}: set by the hub, see {@link Restriction};
     * {@code discipline}: see {@link DisciplineRoute}; all others: said by any arrival.
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Flags(
            @Nullable Boolean anonymous,
            @Nullable Boolean confidential,
            @Nullable Boolean privacy,
            @Nullable Boolean safety,
            @Nullable Boolean dispute,
            @Nullable Boolean major,
            @Nullable Boolean publicOpinion,
            @Nullable Boolean police,
            @Nullable Boolean staffInternal,
            @Nullable Boolean solvedOnSpot,
            @Nullable Boolean automatedMail,
            @Nullable Boolean imageOnly,
            @Nullable Boolean possibleDuplicate,
            @Nullable Boolean restricted,
            @Nullable Boolean discipline) {}

    /** Something noticed: a code of {@code docs/errors.md} and the field it concerns. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record FindingNote(
            @NotBlank @Size(max = 16) String code,
            @Size(max = 200) @Nullable String field) {}

    /**
     * Where a value came from. {@code field}: JSON pointer into this complaint; {@code source}: JSON pointer into what
     * READ saw in receipt {@code receiptId}; {@code kind}: copied, derived, or constant (written in the mapping).
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Origin(
            @NotBlank @Size(max = 300) String field,
            @PositiveOrZero long receiptId,
            @Size(max = 300) @Nullable String source,

            @NotNull @Pattern(regexp = "copied|derived|constant|directory")
            String kind) {}
}
