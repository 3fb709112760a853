package org.onestophub.pipeline.patient;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission;

/**
 * Who somebody is, to compare two: a record of the directory, or what a message says.
 *
 * @param names every name, normalised
 * @param sex code, null if not known
 * @param birth null if not known
 * @param idCard null if not known
 */
record PersonTraits(
        Set<String> names,
        @Nullable String sex,
        @Nullable LocalDate birth,
        @Nullable String idCard) {

    private static final Set<String> SEXES = Set.of("1", "2");

    static PersonTraits of(PatientRow patient, Set<String> names) {
        return new PersonTraits(
                names,
                patient.sex().value(),
                patient.birthDate().value(),
                patient.idCard().value());
    }

    static PersonTraits of(Admission admission) {
        Admission.Person person = PatientFacts.personOf(admission);
        return new PersonTraits(
                normal(person.names()),
                person.sex(),
                person.birthDate(),
                PatientNumbers.cardOf(admission)
                        .map(Admission.Identifier::value)
                        .orElse(null));
    }

    private static Set<String> normal(Collection<String> names) {
        return names.stream()
                .map(PatientName::normal)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** True if name, sex, birth or card say that these are two people. */
    boolean contradicts(PersonTraits other) {
        boolean otherName = !names.isEmpty() && !other.names.isEmpty() && Collections.disjoint(names, other.names);
        boolean otherSex = SEXES.contains(known(sex))
                && SEXES.contains(known(other.sex))
                && !known(sex).equals(known(other.sex));
        return otherName || otherSex || differ(birth, other.birth) || differ(idCard, other.idCard);
    }

    /** True if name, birth or card is the same, and nothing contradicts. */
    boolean agrees(PersonTraits other) {
        boolean same = !Collections.disjoint(names, other.names)
                || birth != null && birth.equals(other.birth)
                || idCard != null && idCard.equals(other.idCard);
        return same && !contradicts(other);
    }

    private static boolean differ(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && !one.equals(other);
    }

    private static String known(@Nullable String code) {
        return code == null ? "" : code;
    }
}
