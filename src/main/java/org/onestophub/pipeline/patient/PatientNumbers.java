package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.IdCard;

/**
 * Which patient of a page a number names. The number of an assigner with two names (namespace and universal id) is known
 * under both; a namespace that two universal ids share names nobody by itself.
 */
final class PatientNumbers {

    private final DirectoryPage page;

    PatientNumbers(DirectoryPage page) {
        this.page = page;
    }

    /** The numbers by which the directory knows the patient of a message: its patient numbers, else a valid identity card. */
    static List<Identifier> keysOf(Admission admission) {
        List<Identifier> numbers = admission.identifiers().stream()
                .filter(one -> Admission.PATIENT_NUMBER.equals(one.kind()))
                .toList();
        return numbers.isEmpty() ? cardOf(admission).stream().toList() : numbers;
    }

    /** The valid identity card of a message. */
    static Optional<Identifier> cardOf(Admission admission) {
        return admission.identifiers().stream()
                .filter(one -> Admission.ID_CARD.equals(one.kind()) && IdCard.isValid(one.value()))
                .findFirst();
    }

    /** The names under which the store may know a number. */
    static Stream<Identifier> namesOf(Identifier number) {
        Stream<Identifier> byName = Stream.of(number.under(number.assigner()));
        return number.universal().isEmpty()
                ? byName
                : Stream.concat(Stream.of(number.under(number.universal())), byName)
                        .distinct();
    }

    /** The names under which the numbers of a message may be known that name no authority. */
    static Stream<Identifier> assumedNamesOf(Identifier number, Admission admission) {
        boolean isAssumed = Admission.PATIENT_NUMBER.equals(number.kind())
                && (number.assigner().isEmpty()
                        || !admission.assumedAssigners().isEmpty()
                                && number.assigner()
                                        .equals(admission.assumedAssigners().get(0)));
        return isAssumed ? admission.assumedAssigners().stream().map(number::under) : Stream.empty();
    }

    /** The patient that has the number of exactly this assigner. */
    Optional<Long> find(Identifier number) {
        if (!number.universal().isEmpty()) {
            KeyRow byUniversal = page.keys.get(number.under(number.universal()));
            if (byUniversal != null) {
                return Optional.of(byUniversal.patientId());
            }
        }
        KeyRow byName = page.keys.get(number.under(number.assigner()));
        if (byName == null || isOfAnother(byName, number) || isAmbiguous(number)) {
            return Optional.empty();
        }
        return Optional.of(byName.patientId());
    }

    /** True if the number names only a namespace, and assigners with two universal ids under it gave that number. */
    boolean isAmbiguous(Identifier number) {
        KeyRow byName = page.keys.get(number.under(number.assigner()));
        return byName != null && byName.isShared() && number.universal().isEmpty();
    }

    private static boolean isOfAnother(KeyRow row, Identifier number) {
        return !row.universal().isEmpty()
                && !number.universal().isEmpty()
                && !row.universal().equals(number.universal());
    }

    /** The patients that have the number of any assigner. */
    Set<Long> findByValue(Identifier number) {
        Set<Long> found = new LinkedHashSet<>();
        for (KeyRow row : page.keys.values()) {
            if (row.key().kind().equals(number.kind()) && row.key().value().equals(number.value())) {
                found.add(row.patientId());
            }
        }
        return found;
    }

    /** The number names the patient from now on. {@code isFirst}: the message at {@code at} listed it first. */
    void learn(Identifier number, long patientId, boolean isFirst, Instant at) {
        for (Identifier name : namesOf(number).toList()) {
            KeyRow known = page.keys.get(name);
            if (known != null && isOfAnother(known, number)) {
                page.put(known.shared());
                continue;
            }
            KeyRow row = known == null ? KeyRow.begun(name, patientId, number.universal()) : known.of(patientId);
            KeyRow named = number.universal().isEmpty() ? row : row.withUniversal(number.universal());
            page.put(isFirst ? named.listedFirst(at) : named);
        }
        if (Admission.PATIENT_NUMBER.equals(number.kind())) {
            page.add(new DirectoryPage.Trait(number.kind(), number.value(), patientId));
        }
    }

    /** A merge at {@code at} gave the number up, or named it as the survivor. */
    void stand(Identifier number, boolean isGivenUp, Instant at) {
        namesOf(number)
                .map(page.keys::get)
                .filter(row -> row != null && !isOfAnother(row, number))
                .forEach(row -> page.put(row.stands(isGivenUp, at)));
    }

    /** True if the patient may have another number. */
    boolean hasRoom(long patientId) {
        return page.keysOf(patientId).size() < DirectoryPage.MAX_KEYS;
    }
}
