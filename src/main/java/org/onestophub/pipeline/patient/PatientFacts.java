package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.Admission.Person;
import org.onestophub.complaint.contract.PhoneNumbers;
import org.onestophub.pipeline.patient.DirectoryPage.Trait;

/** What a message says of the person. */
final class PatientFacts {

    private final DirectoryPage page;
    private final PhoneNumbers phoneNumbers;

    PatientFacts(DirectoryPage page, PhoneNumbers phoneNumbers) {
        this.page = page;
        this.phoneNumbers = phoneNumbers;
    }

    /** What an applied message says of the person: every ADT message has it. */
    static Person personOf(Admission admission) {
        return Objects.requireNonNull(admission.person(), "an ADT message is about a person");
    }

    void apply(long patientId, Admission admission) {
        Person person = personOf(admission);
        Instant at = admission.at();
        PatientRow row = page.patient(patientId);
        String name = person.names().isEmpty() ? null : person.names().get(0);
        String card = PatientNumbers.cardOf(admission).map(Identifier::value).orElse(null);
        identify(row.with(
                updated(row.name(), name, person, "name", at),
                updated(row.sex(), person.sex().isEmpty() ? null : person.sex(), person, "sex", at),
                updated(row.birthDate(), person.birthDate(), person, "birthDate", at),
                row.idCard().updated(card, at),
                updated(row.address(), person.address().isEmpty() ? null : person.address(), person, "address", at)));
        for (Identifier identifier : admission.identifiers()) {
            if (!DirectoryPage.isCurrentOnly(new Trait(identifier.kind(), "", patientId))
                    && !Admission.PATIENT_NUMBER.equals(identifier.kind())) {
                page.add(new Trait(identifier.kind(), identifier.value(), patientId));
            }
        }
        for (String each : person.names()) {
            String normal = PatientName.normal(each);
            if (!normal.isEmpty()) {
                page.add(new Trait(Admission.NAME, normal, patientId));
            }
        }
        List<String> phones = person.phones().stream()
                .flatMap(raw -> phoneNumbers.e164(raw).stream())
                .distinct()
                .toList();
        TimedFact<List<String>> known = page.patient(patientId).phones();
        reach(patientId, updated(known, phones.isEmpty() ? null : phones, person, "phones", at));
    }

    private static <T> TimedFact<T> updated(
            TimedFact<T> known, @Nullable T stated, Person person, String name, Instant at) {
        return stated == null && person.cleared().contains(name) ? known.set(null, at) : known.updated(stated, at);
    }

    /** The later facts of two that are one. */
    void takeOver(long loserId, long survivorId) {
        PatientRow loser = page.patient(loserId);
        identify(page.patient(survivorId).or(loser));
        reach(survivorId, page.patient(survivorId).phones().or(loser.phones()));
    }

    /** Puts the row, and the card in it in the place of the one known before. */
    private void identify(PatientRow row) {
        String old = page.patient(row.id()).idCard().value();
        String card = row.idCard().value();
        if (old != null && !old.equals(card)) {
            page.remove(new Trait(Admission.ID_CARD, old, row.id()));
        }
        if (card != null) {
            page.add(new Trait(Admission.ID_CARD, card, row.id()));
        }
        page.put(row);
    }

    private void reach(long patientId, TimedFact<List<String>> phones) {
        PatientRow row = page.patient(patientId);
        PatientRow reached = row.withPhones(phones);
        for (String old : row.phoneList()) {
            if (!reached.phoneList().contains(old)) {
                page.remove(new Trait(Admission.PHONE, old, patientId));
            }
        }
        reached.phoneList().forEach(phone -> page.add(new Trait(Admission.PHONE, phone, patientId)));
        page.put(reached);
    }
}
