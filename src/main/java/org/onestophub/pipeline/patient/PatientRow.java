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
        Fact<String> name,
        Fact<String> sex,
        Fact<LocalDate> birthDate,
        Fact<String> idCard,
        Fact<List<String>> phones,
        Fact<String> address,
        @Nullable Long mergedInto,
        Instant asOf,
        long receiptId) {

    static PatientRow begun(long id, String number, Instant asOf, long receiptId) {
        return new PatientRow(
                id,
                number,
                Fact.untold(),
                Fact.untold(),
                Fact.untold(),
                Fact.untold(),
                Fact.untold(),
                Fact.untold(),
                null,
                asOf,
                receiptId);
    }

    /** The row with other facts about the person; numbers and phones stay. */
    PatientRow with(
            Fact<String> newName,
            Fact<String> newSex,
            Fact<LocalDate> newBirth,
            Fact<String> newIdCard,
            Fact<String> newAddress) {
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

    PatientRow withPhones(Fact<List<String>> newPhones) {
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
                id, number, name, sex, birthDate, idCard, Fact.untold(), address, survivor, asOf, receiptId);
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
                Fact.newer(asOf, newAsOf),
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
        return Fact.later(Fact.later(name.at(), sex.at()), Fact.later(birthDate.at(), idCard.at()));
    }
}
