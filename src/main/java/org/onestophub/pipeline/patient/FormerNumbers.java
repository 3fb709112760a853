package org.onestophub.pipeline.patient;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;

/**
 * The numbers that a merge gives up, and whose they are. A number that does not name its authority has that of the
 * numbers of the patient who stays; if nobody is known under it, that under which numbers of the sender are kept; else it
 * names the one patient of any authority who is like the one that stays. More than one is no answer.
 */
final class FormerNumbers {

    private final DirectoryPage page;
    private final PatientNumbers numbers;
    private final Admission admission;
    private final List<Identifier> own;
    private final Set<Long> survivors;

    FormerNumbers(DirectoryPage page, PatientNumbers numbers, Admission admission) {
        this.page = page;
        this.numbers = numbers;
        this.admission = admission;
        this.own = PatientNumbers.keysOf(admission);
        this.survivors = own.stream()
                .flatMap(key -> numbers.find(key).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * A number given up.
     *
     * @param number with its authority
     * @param patientId whom it names so far, null if nobody
     * @param isKept true if the message lists it for the patient who stays too: it moves, it is not given up
     */
    record Former(Identifier number, @Nullable Long patientId, boolean isKept) {}

    /** True if both are the same number; an authority that is not named is any. */
    static boolean isSame(Identifier former, Identifier key) {
        if (!former.value().equals(key.value()) || !former.kind().equals(key.kind())) {
            return false;
        }
        return former.assigner().isEmpty()
                || PatientNumbers.namesOf(former)
                        .anyMatch(name -> PatientNumbers.namesOf(key).anyMatch(name::equals));
    }

    /** The numbers given up, nothing if it cannot be said whose one of them is. */
    Optional<List<Former>> resolved() {
        List<Former> all = new ArrayList<>();
        for (Identifier former : admission.formerIdentifiers()) {
            Optional<Identifier> kept =
                    own.stream().filter(key -> isSame(former, key)).findFirst();
            Optional<Former> one = kept.isPresent()
                    ? kept.map(key -> new Former(key, numbers.find(key).orElse(null), true))
                    : former.assigner().isEmpty() ? withoutAuthority(former) : withAuthority(former);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(all);
    }

    private Optional<Former> withAuthority(Identifier former) {
        if (numbers.isAmbiguous(former)) {
            return Optional.empty();
        }
        Long known = numbers.find(former).orElseGet(() -> assumed(former).orElse(null));
        return Optional.of(new Former(former, known, false));
    }

    private Optional<Former> withoutAuthority(Identifier former) {
        List<Identifier> candidates = own.stream()
                .filter(key -> !key.assigner().isEmpty())
                .map(key -> new Identifier(key.assigner(), former.kind(), former.value(), key.universal()))
                .distinct()
                .toList();
        List<Identifier> known = candidates.stream()
                .filter(one -> numbers.find(one).isPresent() || numbers.isAmbiguous(one))
                .toList();
        if (known.size() == 1 && !numbers.isAmbiguous(known.get(0))) {
            return Optional.of(
                    new Former(known.get(0), numbers.find(known.get(0)).orElseThrow(), false));
        }
        if (!known.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> assumed = assumed(former);
        Set<Long> anywhere = numbers.findByValue(former);
        if (assumed.isEmpty() && !anywhere.isEmpty()) {
            Long only = anywhere.size() == 1 ? anywhere.iterator().next() : null;
            return only != null && isLikely(only)
                    ? Optional.of(new Former(keyOf(former, only), only, false))
                    : Optional.empty();
        }
        // nobody is known by it: it can be kept for later messages if there is one authority it can be of
        return candidates.size() == 1
                ? Optional.of(new Former(candidates.get(0), assumed.orElse(null), false))
                : assumed.map(id -> new Former(keyOf(former, id), id, false));
    }

    private Optional<Long> assumed(Identifier former) {
        return PatientNumbers.assumedNamesOf(former, admission)
                .flatMap(name -> numbers.find(name).stream())
                .filter(this::isLikely)
                .findFirst();
    }

    private Identifier keyOf(Identifier former, long patientId) {
        return page.keysOf(patientId).stream()
                .map(KeyRow::key)
                .filter(key -> key.kind().equals(former.kind()) && key.value().equals(former.value()))
                .findFirst()
                .orElse(former);
    }

    /** True if the patient is the one who stays, or like that one. */
    private boolean isLikely(long patientId) {
        if (survivors.contains(patientId)) {
            return true;
        }
        PersonTraits likeness = PersonTraits.of(page.patient(patientId), page.namesOf(patientId));
        PersonTraits stated = PersonTraits.of(admission);
        List<PersonTraits> known = survivors.stream()
                .map(id -> PersonTraits.of(page.patient(id), page.namesOf(id)))
                .toList();
        List<PersonTraits> all =
                Stream.concat(Stream.of(stated), known.stream()).toList();
        return all.stream().noneMatch(likeness::contradicts) && all.stream().anyMatch(likeness::agrees);
    }
}
