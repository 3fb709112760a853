package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A row of {@code patient}; see the migration for the columns. Absent facts are null. */
record PatientRow(
        long id,
        String number,
        String name,
        String sex,
        LocalDate birthDate,
        String idCard,
        List<String> phones,
        Instant personAt,
        Instant phonesAt,
        Long mergedInto,
        Instant asOf,
        long receiptId) {

    static PatientRow begun(long id, String number, Instant asOf, long receiptId) {
        return new PatientRow(id, number, null, null, null, null, List.of(), null, null, null, asOf, receiptId);
    }

    /** The row with facts of an event at {@code at}: a newer event overwrites, an older one only fills what is empty. */
    PatientRow told(Instant at, String newName, String newSex, LocalDate newBirth, String newIdCard) {
        if (newName == null && newSex == null && newBirth == null && newIdCard == null) {
            return this;
        }
        boolean newer = FactPrecedence.orSame(at, personAt);
        return new PatientRow(
                id,
                number,
                FactPrecedence.of(newer, newName, name),
                FactPrecedence.of(newer, newSex, sex),
                FactPrecedence.of(newer, newBirth, birthDate),
                FactPrecedence.of(newer, newIdCard, idCard),
                phones,
                newer ? at : personAt,
                phonesAt,
                mergedInto,
                asOf,
                receiptId);
    }

    PatientRow reachedAt(Instant at, List<String> newPhones) {
        return new PatientRow(
                id, number, name, sex, birthDate, idCard, newPhones, personAt, at, mergedInto, asOf, receiptId);
    }

    /** The row once it is known to be somebody else. */
    PatientRow mergedInto(long survivor) {
        return new PatientRow(
                id, number, name, sex, birthDate, idCard, List.of(), personAt, phonesAt, survivor, asOf, receiptId);
    }

    /** The row after a merge at {@code at}: older facts of the one given up no longer count. */
    PatientRow settledAt(Instant at) {
        Instant later = personAt == null ? null : FactPrecedence.orSame(at, personAt) ? at : personAt;
        return new PatientRow(
                id, number, name, sex, birthDate, idCard, phones, later, phonesAt, mergedInto, asOf, receiptId);
    }

    PatientRow stamped(Instant newAsOf, long newReceiptId) {
        Instant later = FactPrecedence.orSame(newAsOf, asOf) ? newAsOf : asOf;
        return new PatientRow(
                id, number, name, sex, birthDate, idCard, phones, personAt, phonesAt, mergedInto, later, newReceiptId);
    }
}
