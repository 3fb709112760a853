package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;

/**
 * The patient that a message is about. All its patient numbers name that patient from then on. If two of them named two
 * patients so far, these become one, unless name, sex, birth or card say that they are two people: then each keeps its
 * numbers.
 */
final class PatientOfMessage {

    private final DirectoryPage page;
    private final PatientNumbers numbers;
    private final PatientFacts facts;

    PatientOfMessage(DirectoryPage page, PatientNumbers numbers, PatientFacts facts) {
        this.page = page;
        this.numbers = numbers;
        this.facts = facts;
    }

    /**
     * A patient.
     *
     * @param isDisputed true if another number of the message stays with another patient
     */
    record Named(long patientId, boolean isDisputed) {}

    /** The patient whom {@code keys} of the message name, a new one if they name nobody. */
    Named of(Admission admission, List<Identifier> keys, long receiptId) {
        PersonTraits stated = PersonTraits.of(admission);
        Set<Long> known = new LinkedHashSet<>();
        for (Identifier key : keys) {
            numbers.find(key)
                    .or(() -> foundUnderAssumedName(key, admission, stated))
                    .ifPresent(known::add);
        }
        if (known.isEmpty()) {
            byCard(admission, stated).ifPresent(known::add);
        }
        long patientId = known.stream()
                .filter(id -> !stated.contradicts(likenessOf(id)))
                .findFirst()
                .or(() -> known.stream().findFirst())
                .orElseGet(() -> begin(keys, admission.at(), receiptId));
        boolean isDisputed = join(known, patientId, stated);
        for (Identifier key : keys) {
            Optional<Long> owner = numbers.find(key);
            if (numbers.isAmbiguous(key) || owner.filter(id -> id != patientId).isPresent()) {
                continue;
            }
            if (owner.isPresent() || numbers.hasRoom(patientId)) {
                numbers.learn(key, patientId, key.equals(keys.get(0)), admission.at());
            } else {
                isDisputed = true;
            }
        }
        return new Named(patientId, isDisputed);
    }

    /** A new patient with these numbers. */
    long begin(List<Identifier> keys, Instant at, long receiptId) {
        long id = page.newId();
        page.put(PatientRow.begun(id, keys.get(0).value(), at, receiptId));
        keys.stream()
                .filter(key -> numbers.find(key).isEmpty() && !numbers.isAmbiguous(key))
                .forEach(key -> numbers.learn(key, id, key.equals(keys.get(0)), at));
        return id;
    }

    /** Makes one patient of those that a message says are one. True if one of them is somebody else. */
    private boolean join(Set<Long> known, long patientId, PersonTraits stated) {
        boolean isDisputed = false;
        for (long other : known) {
            if (other == patientId) {
                continue;
            }
            PersonTraits likeness = likenessOf(other);
            boolean isFull = page.keysOf(patientId).size() + page.keysOf(other).size() > DirectoryPage.MAX_KEYS;
            if (isFull || likeness.contradicts(likenessOf(patientId)) || likeness.contradicts(stated)) {
                isDisputed = true;
                continue;
            }
            facts.takeOver(other, patientId);
            page.merge(other, patientId);
        }
        return isDisputed;
    }

    /** The number as it was kept before the sender had a configured authority or named its facility. */
    private Optional<Long> foundUnderAssumedName(Identifier key, Admission admission, PersonTraits stated) {
        return PatientNumbers.assumedNamesOf(key, admission)
                .flatMap(name -> numbers.find(name).stream())
                .filter(id -> stated.agrees(likenessOf(id)))
                .findFirst();
    }

    /** A card is a key only where the hospital gave no number before; now it has given one. */
    private Optional<Long> byCard(Admission admission, PersonTraits stated) {
        return PatientNumbers.cardOf(admission)
                .flatMap(numbers::find)
                .filter(id -> !stated.contradicts(likenessOf(id)));
    }

    private PersonTraits likenessOf(long patientId) {
        return PersonTraits.of(page.patient(patientId), page.namesOf(patientId));
    }
}
