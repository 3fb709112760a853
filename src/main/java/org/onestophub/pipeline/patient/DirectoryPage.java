package org.onestophub.pipeline.patient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Who numbers a visit, and the number. */
    record VisitKey(String assigner, String number) {}

    /** One patient that turned out to be another. */
    record Merge(long loser, long survivor) {}

    final Map<Identifier, Long> keys = new HashMap<>();
    final Map<Long, PatientRow> patients = new HashMap<>();
    final Map<VisitKey, VisitRow> visits = new HashMap<>();
    final Set<Trait> traits = new LinkedHashSet<>();
    private final Map<Long, Integer> traitCounts = new HashMap<>();
    final Deque<Long> freeIds = new ArrayDeque<>();

    final Map<Identifier, Long> changedKeys = new LinkedHashMap<>();
    final Map<Long, PatientRow> changedPatients = new LinkedHashMap<>();
    final Map<VisitKey, VisitRow> changedVisits = new LinkedHashMap<>();
    final Set<Trait> newTraits = new LinkedHashSet<>();
    final Set<Trait> goneTraits = new LinkedHashSet<>();
    final List<Merge> merges = new ArrayList<>();
    final Set<Long> touched = new LinkedHashSet<>();

    void put(Identifier key, long patientId) {
        if (!Long.valueOf(patientId).equals(keys.put(key, patientId))) {
            changedKeys.put(key, patientId);
        }
    }

    void put(PatientRow row) {
        if (!row.equals(patients.put(row.id(), row))) {
            changedPatients.put(row.id(), row);
            touched.add(row.id());
        }
    }

    void put(VisitRow row) {
        VisitKey key = new VisitKey(row.assigner(), row.number());
        if (!row.equals(visits.put(key, row))) {
            changedVisits.put(key, row);
            touched.add(row.patientId());
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

    /** Phones and identity cards stand for one person at a time; names and numbers given up still find the patient. */
    private static boolean isCurrentOnly(Trait trait) {
        return Admission.PHONE.equals(trait.kind()) || Admission.ID_CARD.equals(trait.kind());
    }

    /** What {@code loser} is found by moves to {@code survivor}, except phones and card: the survivor has its own. */
    void merge(long loser, long survivor) {
        merges.add(new Merge(loser, survivor));
        keys.replaceAll((key, id) -> id == loser ? survivor : id);
        changedKeys.replaceAll((key, id) -> id == loser ? survivor : id);
        for (Trait trait : List.copyOf(traits)) {
            if (trait.patientId() == loser) {
                remove(trait);
                if (!isCurrentOnly(trait)) {
                    add(new Trait(trait.kind(), trait.value(), survivor));
                }
            }
        }
        for (VisitRow visit : List.copyOf(visits.values())) {
            if (visit.patientId() == loser) {
                put(visit.of(survivor));
            }
        }
        put(patients.get(loser).mergedInto(survivor));
        touched.remove(loser);
        touched.add(survivor);
    }
}
