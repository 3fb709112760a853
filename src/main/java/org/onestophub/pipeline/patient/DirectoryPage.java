package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;

/**
 * The part of the directory that a batch of messages speaks of, in memory: loaded once, changed by every message, written
 * once. It knows what was changed, so that only that is written.
 */
final class DirectoryPage {

    /** What a patient is found by. */
    record Trait(String kind, String value, long patientId) {}

    /** A patient has a handful of traits; a number that is used for everybody must not gather thousands of names. */
    private static final int MAX_TRAITS = 200;

    /** A patient has a handful of numbers; more are the work of a faulty sender. */
    static final int MAX_KEYS = 100;

    /** Begins the assigner of a row for a patient's stay that has no number; no real assigner is followed by no number. */
    private static final String STAY = "@";

    /** Who numbers a visit, and the number; see {@link #stayOf} for a stay without one. */
    record VisitKey(String assigner, String number) {

        /** The one stay of a patient that has no number. */
        static VisitKey stayOf(long patientId) {
            return new VisitKey(STAY + patientId, "");
        }

        boolean isNumbered() {
            return !number.isEmpty();
        }
    }

    /** One patient that turned out to be another. */
    record Merge(long loser, long survivor) {}

    /** Two patients, the smaller id first. */
    record Pair(long first, long second) {

        static Pair of(long one, long other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }

        boolean has(long patientId) {
            return first == patientId || second == patientId;
        }
    }

    private final LongSupplier ids;

    final Map<Identifier, KeyRow> keys = new HashMap<>();
    private final Map<Long, Set<Identifier>> keysOf = new HashMap<>();
    final Map<Long, PatientRow> patients = new HashMap<>();
    final Map<VisitKey, VisitRow> visits = new HashMap<>();
    final Map<Pair, TimedFact<Boolean>> links = new HashMap<>();
    final Set<Trait> traits = new LinkedHashSet<>();
    private final Map<Long, Integer> traitCounts = new HashMap<>();

    final Set<Identifier> changedKeys = new LinkedHashSet<>();
    final Map<Long, PatientRow> changedPatients = new LinkedHashMap<>();
    final Set<VisitKey> changedVisits = new LinkedHashSet<>();
    final Set<VisitKey> goneVisits = new LinkedHashSet<>();
    final Set<Pair> changedLinks = new LinkedHashSet<>();
    final Set<Trait> newTraits = new LinkedHashSet<>();
    final Set<Trait> goneTraits = new LinkedHashSet<>();
    final List<Merge> merges = new java.util.ArrayList<>();
    final Set<Long> touched = new LinkedHashSet<>();

    /** @param ids gives ids for new patients */
    DirectoryPage(LongSupplier ids) {
        this.ids = ids;
    }

    long newId() {
        return ids.getAsLong();
    }

    /** The row of a patient who is on the page, as everyone is whom a key of the page names. */
    PatientRow patient(long patientId) {
        return Objects.requireNonNull(patients.get(patientId), "a patient named on the page has a row there");
    }

    /** A key as it is in the store. */
    void loaded(KeyRow row) {
        keys.put(row.key(), row);
        keysOf.computeIfAbsent(row.patientId(), id -> new LinkedHashSet<>()).add(row.key());
    }

    void put(KeyRow row) {
        KeyRow before = keys.put(row.key(), row);
        if (row.equals(before)) {
            return;
        }
        changedKeys.add(row.key());
        if (before == null || before.patientId() != row.patientId()) {
            if (before != null) {
                Objects.requireNonNull(keysOf.get(before.patientId()), "every key is listed under its patient")
                        .remove(row.key());
            }
            keysOf.computeIfAbsent(row.patientId(), id -> new LinkedHashSet<>()).add(row.key());
            touched.add(row.patientId());
        }
    }

    /** The keys of a patient. */
    List<KeyRow> keysOf(long patientId) {
        return keysOf.getOrDefault(patientId, Set.of()).stream().map(keys::get).toList();
    }

    /**
     * The number by which the patient goes: of those not given up the one a merge named last, else the one that was the
     * first to be listed first.
     */
    String numberOf(PatientRow patient) {
        Comparator<KeyRow> order = Comparator.comparing((KeyRow key) ->
                        !Admission.PATIENT_NUMBER.equals(key.key().kind()))
                .thenComparing(KeyRow::isGivenUp)
                .thenComparing(KeyRow::standingAt, Comparator.nullsLast(Comparator.reverseOrder()))
                // rows of earlier versions have no times; their patient has a number
                .thenComparing(key -> firstAt(key, patient.number()))
                .thenComparing(key -> key.key().value())
                .thenComparing(key -> key.key().assigner());
        return keysOf(patient.id()).stream()
                .min(order)
                .map(key -> key.key().value())
                .orElse(patient.number());
    }

    private static Instant firstAt(KeyRow key, String number) {
        Instant listed = key.firstAt();
        if (listed != null) {
            return listed;
        }
        return key.key().value().equals(number) && key.standingAt() == null ? Instant.MIN : Instant.MAX;
    }

    void put(PatientRow row) {
        if (!row.equals(patients.put(row.id(), row))) {
            changedPatients.put(row.id(), row);
            touched.add(row.id());
        }
    }

    void put(VisitRow row) {
        if (!row.equals(visits.put(row.key(), row))) {
            changedVisits.add(row.key());
            goneVisits.remove(row.key());
            touched.add(row.patientId());
        }
    }

    /** Puts the row under another key, in the place of the one it had. */
    void rename(VisitRow row, VisitKey key) {
        visits.remove(row.key());
        changedVisits.remove(row.key());
        goneVisits.add(row.key());
        put(row.at(key));
    }

    void put(Pair pair, TimedFact<Boolean> link) {
        if (pair.first() != pair.second() && !link.equals(links.put(pair, link))) {
            changedLinks.add(pair);
            touched.add(pair.first());
            touched.add(pair.second());
        }
    }

    /** A trait as it is in the store. */
    void loaded(Trait trait) {
        traits.add(trait);
        traitCounts.merge(trait.patientId(), 1, Integer::sum);
    }

    void add(Trait trait) {
        if (!isCurrentOnly(trait) && traitCounts.getOrDefault(trait.patientId(), 0) >= MAX_TRAITS) {
            return;
        }
        if (traits.add(trait)) {
            traitCounts.merge(trait.patientId(), 1, Integer::sum);
            goneTraits.remove(trait);
            newTraits.add(trait);
            touched.add(trait.patientId());
        }
    }

    void remove(Trait trait) {
        newTraits.remove(trait);
        if (traits.remove(trait)) {
            traitCounts.merge(trait.patientId(), -1, Integer::sum);
            goneTraits.add(trait);
        }
    }

    /** Names a patient goes by, normalised. */
    Set<String> namesOf(long patientId) {
        Set<String> names = new LinkedHashSet<>();
        for (Trait trait : traits) {
            if (trait.patientId() == patientId && Admission.NAME.equals(trait.kind())) {
                names.add(trait.value());
            }
        }
        return names;
    }

    /** Phones and identity cards stand for one person at a time; names and numbers given up still find the patient. */
    static boolean isCurrentOnly(Trait trait) {
        return Admission.PHONE.equals(trait.kind()) || Admission.ID_CARD.equals(trait.kind());
    }

    /** Keys, names, numbers, links and visits of {@code loser} move to {@code survivor}. Facts, phones and card do not. */
    void merge(long loser, long survivor) {
        merges.add(new Merge(loser, survivor));
        keysOf(loser).forEach(key -> put(key.of(survivor)));
        for (Trait trait : List.copyOf(traits)) {
            if (trait.patientId() == loser) {
                remove(trait);
                if (!isCurrentOnly(trait)) {
                    add(new Trait(trait.kind(), trait.value(), survivor));
                }
            }
        }
        for (Map.Entry<Pair, TimedFact<Boolean>> link : List.copyOf(links.entrySet())) {
            Pair pair = link.getKey();
            if (pair.has(loser)) {
                long other = pair.first() == loser ? pair.second() : pair.first();
                Pair moved = Pair.of(survivor, other);
                put(moved, links.getOrDefault(moved, TimedFact.untold()).or(link.getValue()));
            }
        }
        for (VisitRow visit : List.copyOf(visits.values())) {
            if (visit.patientId() == loser) {
                moveVisit(visit, loser, survivor);
            }
        }
        put(patient(loser).mergedInto(survivor));
        touched.remove(loser);
        touched.add(survivor);
    }

    private void moveVisit(VisitRow visit, long loser, long survivor) {
        if (!visit.key().equals(VisitKey.stayOf(loser))) {
            put(visit.of(survivor));
            return;
        }
        VisitRow own = visits.get(VisitKey.stayOf(survivor));
        VisitRow moved = visit.of(survivor);
        rename(own == null ? moved : moved.at(visit.key()), VisitKey.stayOf(survivor));
        if (own != null) {
            put(own.or(moved));
        }
    }
}
