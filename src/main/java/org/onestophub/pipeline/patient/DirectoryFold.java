package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Encounter;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.Admission.Person;
import org.onestophub.complaint.IdCard;
import org.onestophub.pipeline.patient.DirectoryPage.Trait;
import org.onestophub.pipeline.patient.DirectoryPage.VisitKey;
import org.onestophub.problem.Problem;

/** Applies messages to a page of the directory, in any order: what counts is the time of the event, not of arrival. */
final class DirectoryFold {

    private static final Set<String> EVENTS = Set.of(
            "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A28", "A31",
            "A34", "A40");
    private static final Set<String> MERGES = Set.of("A34", "A40");
    private static final Set<String> BEGINNINGS = Set.of("A01", "A04", "A05");

    private final DirectoryPage page;

    DirectoryFold(DirectoryPage page) {
        this.page = page;
    }

    /** True if the directory keeps events of this kind. */
    static boolean applies(Admission admission) {
        return EVENTS.contains(admission.event());
    }

    /** The number by which the directory knows the patient of a message: the patient number, else a valid identity card. */
    static Optional<Identifier> keyOf(Admission admission) {
        return patientNumberOf(admission).or(() -> idCardOf(admission));
    }

    /** Applies one message. Gives the problem that kept it from being applied, if any: EN-102, EN-103. */
    Optional<Problem> apply(Admission admission, long receiptId) {
        if (!applies(admission)) {
            return Optional.of(Problem.EVENT_UNSUPPORTED);
        }
        Optional<Identifier> key = keyOf(admission);
        if (key.isEmpty()) {
            return Optional.of(Problem.PATIENT_MISSING);
        }
        long patientId = patientOf(admission, key.get(), receiptId);
        PatientRow before = page.patients.get(patientId);
        if (MERGES.contains(admission.event())) {
            admission.formerIdentifiers().forEach(former -> merge(former, patientId, admission.at()));
        }
        tellPerson(patientId, admission);
        tellPhones(patientId, admission);
        if (!before.equals(page.patients.get(patientId))) {
            page.put(page.patients.get(patientId).stamped(admission.at(), receiptId));
        }
        tellVisit(patientId, admission, receiptId);
        return Optional.empty();
    }

    private static Optional<Identifier> patientNumberOf(Admission admission) {
        return admission.identifiers().stream()
                .filter(one -> Admission.PATIENT_NUMBER.equals(one.kind()))
                .findFirst();
    }

    private static Optional<Identifier> idCardOf(Admission admission) {
        return admission.identifiers().stream()
                .filter(one -> Admission.ID_CARD.equals(one.kind()) && IdCard.isValid(one.value()))
                .findFirst();
    }

    private long patientOf(Admission admission, Identifier key, long receiptId) {
        Long known = page.keys.get(key);
        if (known == null) {
            // a card is a key only where the hospital gave no number before; now it has given one
            known = idCardOf(admission).map(page.keys::get).orElse(null);
        }
        if (known == null) {
            known = page.freeIds.remove();
            page.put(PatientRow.begun(known, key.value(), admission.at(), receiptId));
        }
        page.put(key, known);
        return known;
    }

    private void merge(Identifier former, long survivor, Instant at) {
        Long loser = page.keys.get(former);
        if (loser != null && loser != survivor) {
            takeOver(page.patients.get(loser), survivor);
            page.merge(loser, survivor);
        }
        page.put(former, survivor);
        page.add(new Trait(former.kind(), former.value(), survivor));
        page.put(page.patients.get(survivor).settledAt(at));
    }

    /** A survivor nothing is known of has the facts of the one given up. */
    private void takeOver(PatientRow loser, long survivorId) {
        PatientRow survivor = page.patients.get(survivorId);
        if (survivor.personAt() == null && loser.personAt() != null) {
            identify(survivor.told(loser.personAt(), loser.name(), loser.sex(), loser.birthDate(), loser.idCard()));
        }
        if (survivor.phonesAt() == null && loser.phonesAt() != null) {
            reach(survivorId, loser.phones(), loser.phonesAt());
        }
    }

    private void tellPerson(long patientId, Admission admission) {
        Person person = admission.person();
        String name = person.names().isEmpty() ? null : person.names().get(0);
        String sex = person.sex().isEmpty() ? null : person.sex();
        String idCard = idCardOf(admission).map(Identifier::value).orElse(null);
        identify(page.patients.get(patientId).told(admission.at(), name, sex, person.birthDate(), idCard));
        for (Identifier identifier : admission.identifiers()) {
            if (!Admission.ID_CARD.equals(identifier.kind())) {
                page.add(new Trait(identifier.kind(), identifier.value(), patientId));
            }
        }
        for (String each : person.names()) {
            String normal = PatientName.normal(each);
            if (!normal.isEmpty()) {
                page.add(new Trait(Admission.NAME, normal, patientId));
            }
        }
    }

    /** Puts the row, and the card in it in the place of the one known before. */
    private void identify(PatientRow row) {
        String old = page.patients.get(row.id()).idCard();
        if (old != null && !old.equals(row.idCard())) {
            page.remove(new Trait(Admission.ID_CARD, old, row.id()));
        }
        if (row.idCard() != null) {
            page.add(new Trait(Admission.ID_CARD, row.idCard(), row.id()));
        }
        page.put(row);
    }

    private void tellPhones(long patientId, Admission admission) {
        List<String> phones = admission.person().phones().stream()
                .flatMap(raw -> PhoneNumber.e164(raw).stream())
                .distinct()
                .toList();
        PatientRow row = page.patients.get(patientId);
        if (!phones.isEmpty() && FactPrecedence.orSame(admission.at(), row.phonesAt())) {
            reach(patientId, phones, admission.at());
        }
    }

    private void reach(long patientId, List<String> phones, Instant at) {
        PatientRow row = page.patients.get(patientId);
        for (String old : row.phones()) {
            if (!phones.contains(old)) {
                page.remove(new Trait(Admission.PHONE, old, patientId));
            }
        }
        phones.forEach(phone -> page.add(new Trait(Admission.PHONE, phone, patientId)));
        page.put(row.reachedAt(at, phones));
    }

    private void tellVisit(long patientId, Admission admission, long receiptId) {
        Encounter visit = admission.encounter();
        if (visit.number().isEmpty()) {
            return;
        }
        VisitRow known = page.visits.get(new VisitKey(visit.assigner(), visit.number()));
        VisitRow before = known == null ? VisitRow.begun(visit, patientId, admission.at(), receiptId) : known;
        VisitRow after = lived(before.told(visit, patientId, admission.at()), admission);
        if (known == null || !after.equals(known)) {
            page.put(after.stamped(receiptId));
        }
    }

    private static VisitRow lived(VisitRow visit, Admission admission) {
        Instant at = admission.at();
        Instant end = admission.encounter().endedAt();
        if ("A13".equals(admission.event())) {
            return visit.ended(null, at);
        }
        if ("A11".equals(admission.event())) {
            return visit.cancelled(true, at);
        }
        VisitRow begun = BEGINNINGS.contains(admission.event()) ? visit.cancelled(false, at) : visit;
        return end == null ? begun : begun.ended(end, at);
    }
}
