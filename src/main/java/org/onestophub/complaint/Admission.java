package org.onestophub.complaint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one HL7 message says about a patient, in the hub's words. Texts are decoded, without control characters and
 * within the bounds of {@link Complaint}; an identifier is whole or absent, never shortened.
 *
 * @param controlId MSH-10, empty if the sender gave none
 * @param type message type and trigger event as sent, for example {@code ADT^A04}
 * @param event trigger event of an ADT message, for example {@code A04}; empty for any other type
 * @param at when it happened: EVN-2, else MSH-7, else the arrival; never later than the arrival
 * @param identifiers numbers of the patient; every {@code patient-number} names the patient in the directory
 * @param formerIdentifiers numbers that a merge gives up (MRG), or those of the other patient of a link; the assigner is
 *     empty if the message does not say it
 * @param person facts about the person, null if the message is no ADT message
 * @param encounter facts about the visit, null if the message is no ADT message; its number is empty if the message
 *     names no visit
 * @param visitChanges numbers of visits and accounts that the message replaces or moves
 * @param findings what was sent and could not be used
 * @param fault why this message of a batch cannot be read, null if it can; nothing else is filled then
 * @param assumedAssigners who numbers patients where a number does not say it, the first one counts; under the others the
 *     same number may be known from before
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Admission(
        String controlId,
        String type,
        String event,
        Instant at,
        List<Identifier> identifiers,
        List<Identifier> formerIdentifiers,
        @Nullable Person person,
        @Nullable Encounter encounter,
        List<VisitChange> visitChanges,
        List<Finding> findings,
        @Nullable Finding fault,
        @JsonIgnore List<String> assumedAssigners) {

    /** A message that replaces no visit number, with nothing to find fault with. */
    public Admission(
            String controlId,
            String type,
            String event,
            Instant at,
            List<Identifier> identifiers,
            List<Identifier> formerIdentifiers,
            @Nullable Person person,
            @Nullable Encounter encounter) {
        this(
                controlId,
                type,
                event,
                at,
                identifiers,
                formerIdentifiers,
                person,
                encounter,
                List.of(),
                List.of(),
                null,
                List.of());
    }

    /** A message of a batch that cannot be read. */
    public static Admission unreadable(Instant at, Finding fault) {
        return new Admission("", "", "", at, List.of(), List.of(), null, null, List.of(), List.of(), fault, List.of());
    }

    /** The same message with one more finding, behind those that it has. */
    public Admission withFinding(Finding finding) {
        List<Finding> all = new java.util.ArrayList<>(findings);
        all.add(finding);
        return new Admission(
                controlId,
                type,
                event,
                at,
                identifiers,
                formerIdentifiers,
                person,
                encounter,
                visitChanges,
                List.copyOf(all),
                fault,
                assumedAssigners);
    }

    /** Identifier kind of the number that names a patient in the hospital system. */
    public static final String PATIENT_NUMBER = "patient-number";
    /** Identifier kind of a resident identity card, GB 11643. */
    public static final String ID_CARD = "id-card";
    /** Claim kind of a visit's number. */
    public static final String VISIT_NUMBER = "visit-number";
    /** Claim kind of a phone number in E.164. */
    public static final String PHONE = "phone";
    /** Claim kind of a person's name, normalised. */
    public static final String NAME = "name";

    /**
     * A number given to the patient.
     *
     * @param assigner who gave it: the namespace of the assigning authority, else its universal id, else what is assumed
     *     for the sender; empty for identity cards
     * @param kind {@code patient-number}, {@code id-card}, {@code passport}, {@code health-card} or {@code other}
     * @param value as written, identity cards with a capital X
     * @param universal universal id of the assigning authority, empty if the message names none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Identifier(String assigner, String kind, String value, String universal) {

        /** A number whose assigner has no universal id. */
        public Identifier(String assigner, String kind, String value) {
            this(assigner, kind, value, "");
        }

        /** The same number of an assigner that is known by one name only. */
        public Identifier under(String name) {
            return new Identifier(name, kind, value, "");
        }
    }

    /**
     * The person. What the message deletes by {@code ""} is named in {@code cleared}; anything else absent is silence.
     *
     * @param names the first is the name in use, the others are aliases such as the transcription in Latin letters
     * @param sex GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated; empty if the message does not say
     * @param birthDate null if the message gives none or an impossible one
     * @param phones as written
     * @param address as written, its parts separated by blanks; empty if the message is silent
     * @param cleared any of {@code name, sex, birthDate, phones, address}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Person(
            List<String> names,
            String sex,
            @Nullable LocalDate birthDate,
            List<String> phones,
            String address,
            List<String> cleared) {

        /** A person without an address, of whom nothing is deleted. */
        public Person(List<String> names, String sex, @Nullable LocalDate birthDate, List<String> phones) {
            this(names, sex, birthDate, phones, "", List.of());
        }
    }

    /**
     * The visit. Empty text and null mean: the message is silent, unless {@code cleared} names the field. Department and
     * bed are one place (PV1-3): a message that gives one of them gives the other too.
     *
     * @param assigner who numbers visits
     * @param number visit number, empty if there is none
     * @param kind code list {@code visit-kind}
     * @param department where the patient is, in the words of the hospital system
     * @param bed room and bed
     * @param doctor attending, else admitting, else consulting doctor
     * @param startedAt admission or arrival
     * @param endedAt discharge or departure
     * @param diagnosis the first diagnosis stated
     * @param cleared any of {@code place, doctor, startedAt, endedAt, diagnosis}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Encounter(
            String assigner,
            String number,
            String kind,
            String department,
            String bed,
            String doctor,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String diagnosis,
            List<String> cleared) {

        /** A visit of which nothing is deleted. */
        public Encounter(
                String assigner,
                String number,
                String kind,
                String department,
                String bed,
                String doctor,
                @Nullable Instant startedAt,
                @Nullable Instant endedAt,
                String diagnosis) {
            this(assigner, number, kind, department, bed, doctor, startedAt, endedAt, diagnosis, List.of());
        }
    }

    /**
     * A number of a visit or account that goes on under another one, or with another patient.
     *
     * @param former the number so far
     * @param current the number from now on; the same if only the patient changes
     */
    public record VisitChange(VisitNumber former, VisitNumber current) {}

    /**
     * The number of a visit or account.
     *
     * @param assigner who gave it
     * @param number as written, never empty
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record VisitNumber(String assigner, String number) {}
}
