package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code patient}; see the migrations for the columns.
 *
 * @param mergedInto id of the patient this one turned out to be, null unless it was merged
 */
record PatientRow(
        long id,
        String number,
        TimedFact<String> name,
        TimedFact<String> sex,
        TimedFact<LocalDate> birthDate,
        TimedFact<String> idCard,
        TimedFact<List<String>> phones,
        TimedFact<String> address,
        @Nullable Long mergedInto,
        Instant asOf,
        long receiptId) {

    static PatientRow begun(long id, String number, Instant asOf, long receiptId) {
        return new PatientRow(
                id,
                number,
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                null,
                asOf,
                receiptId);
    }

    /** The row with other facts about the person; numbers and phones stay. */
    PatientRow with(
            TimedFact<String> newName,
            TimedFact<String> newSex,
            TimedFact<LocalDate> newBirth,
            TimedFact<String> newIdCard,
            TimedFact<String> newAddress) {
        return new PatientRow(
                id, number, newName, newSex, newBirth, newIdCard, phones, newAddress, mergedInto, asOf, receiptId);
    }

    /** The row with the later telling of each fact, phones apart. */
    PatientRow or(PatientRow other) {
        return with(
                name.or(other.name),
                sex.or(other.sex),
                birthDate.or(other.birthDate),
                idCard.or(other.idCard),
                address.or(other.address));
    }

    PatientRow withPhones(TimedFact<List<String>> newPhones) {
        return new PatientRow(
                id, number, name, sex, birthDate, idCard, newPhones, address, mergedInto, asOf, receiptId);
    }

    PatientRow numbered(String newNumber) {
        return new PatientRow(
                id, newNumber, name, sex, birthDate, idCard, phones, address, mergedInto, asOf, receiptId);
    }

    /** The row once it is known to be somebody else. */
    PatientRow mergedInto(long survivor) {
        return new PatientRow(
                id, number, name, sex, birthDate, idCard, TimedFact.untold(), address, survivor, asOf, receiptId);
    }

    PatientRow stamped(Instant newAsOf, long newReceiptId) {
        return new PatientRow(
                id,
                number,
                name,
                sex,
                birthDate,
                idCard,
                phones,
                address,
                mergedInto,
                TimedFact.newer(asOf, newAsOf),
                newReceiptId);
    }

    /** Phones that count now. */
    List<String> phoneList() {
        List<String> known = phones.value();
        return known == null ? List.of() : known;
    }

    /** Time of the newest event that stated who the person is, null if none did. */
    @Nullable
    Instant personAt() {
        return TimedFact.later(TimedFact.later(name.at(), sex.at()), TimedFact.later(birthDate.at(), idCard.at()));
    }
}
