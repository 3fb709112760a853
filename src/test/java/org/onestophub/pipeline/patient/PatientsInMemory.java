package org.onestophub.pipeline.patient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** A directory without a database, for unit tests of rooms that ask it. The questions in SQL are tested on PostgreSQL. */
public final class PatientsInMemory extends PatientSearch {

    private final Map<Sought, List<KnownPatient>> patients = new LinkedHashMap<>();
    private final Map<Long, List<KnownVisit>> visits = new LinkedHashMap<>();
    private int questions;

    /** An empty directory. */
    public PatientsInMemory() {
        super(new JdbcTemplate());
    }

    /** From now on the value leads to that patient too. */
    public void put(String kind, String value, KnownPatient patient) {
        patients.computeIfAbsent(new Sought(kind, value), key -> new ArrayList<>())
                .add(patient);
    }

    /** From now on the patient has that visit too. */
    public void put(long patientId, KnownVisit visit) {
        visits.computeIfAbsent(patientId, key -> new ArrayList<>()).add(visit);
    }

    /** Knows nobody any more. */
    public void forget() {
        patients.clear();
        visits.clear();
    }

    /** How often patients were asked for. */
    public int questions() {
        return questions;
    }

    @Override
    public Map<Sought, List<KnownPatient>> find(List<Sought> sought) {
        questions++;
        Map<Sought, List<KnownPatient>> found = new LinkedHashMap<>(patients);
        found.keySet().retainAll(sought);
        return found;
    }

    @Override
    public List<KnownVisit> visits(long patientId, String number) {
        return visits.getOrDefault(patientId, List.of()).stream()
                .filter(visit -> number.isEmpty()
                        ? visit.endedAt() == null
                        : visit.number().equals(number))
                .limit(2)
                .toList();
    }
}
