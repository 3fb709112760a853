package org.onestophub.complaint;

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
 * @param identifiers numbers of the patient; the first {@code patient-number} is the patient's name in the directory
 * @param formerIdentifiers numbers that a merge gives up (MRG)
 * @param person facts about the person, null if the message is no ADT message
 * @param encounter facts about the visit, null if the message is no ADT message; its number is empty if the message
 *     names no visit
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
        @Nullable Encounter encounter) {

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
     * @param assigner who gave it: the assigning authority, else the sending application; empty for identity cards
     * @param kind {@code patient-number}, {@code id-card}, {@code passport}, {@code health-card} or {@code other}
     * @param value as written, identity cards with a capital X
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Identifier(String assigner, String kind, String value) {}

    /**
     * The person.
     *
     * @param names the first is the name in use, the others are aliases such as the transcription in Latin letters
     * @param sex GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated; empty if the message does not say
     * @param birthDate null if the message gives none or an impossible one
     * @param phones as written
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Person(
            List<String> names, String sex, @Nullable LocalDate birthDate, List<String> phones) {}

    /**
     * The visit. Empty text and null mean: the message does not say.
     *
     * @param assigner who numbers visits
     * @param number visit number, empty if there is none
     * @param kind code list {@code visit-kind}
     * @param department where the patient is, in the words of the hospital system
     * @param bed room and bed
     * @param doctor attending, else admitting, else consulting doctor
     * @param startedAt admission or arrival
     * @param endedAt discharge or departure
     * @param diagnosis the first diagnosis of the message
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
            String diagnosis) {}
}
