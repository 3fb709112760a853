package org.onestophub.pipeline.patient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds patients and their visits in the directory. */
@Component
public class PatientSearch {

    /** Patients looked at for one claim; the number of a call centre belongs to thousands and says nothing. */
    private static final int MAX_HITS = 20;
    /** One value a question: PostgreSQL plans a list of unknown length anew each time, which costs ten times the look. */
    private static final String BY_TRAIT = """
            select p.*,
                   array(select t.value from patient_trait t where t.patient_id = p.id and t.kind = 'name') as names
              from (select t.patient_id from patient_trait t where t.kind = ? and t.value = ?
                     union
                    select v.patient_id from patient_visit v
                     where ? = 'visit-number' and v.number = ? and not v.cancelled
                     limit %d) hit
              join patient p on p.id = hit.patient_id
             where p.merged_into is null
             order by p.id""".formatted(MAX_HITS);

    private static final String VISITS = """
            select * from patient_visit where patient_id = ? and not cancelled and (number = ? or ? = '' and ended_at is null)
             order by at desc limit 2""";

    private final JdbcTemplate jdbc;

    PatientSearch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A kind and a normalised value, as in {@code complaint_claim}.
     *
     * @param kind visit-number, patient-number, id-card or phone
     * @param value the value
     */
    public record Sought(String kind, String value) {}

    /**
     * A patient as the directory knows it; absent facts are null.
     *
     * @param names every name it goes by, normalised
     * @param asOf time of the newest event that changed it
     * @param receiptId receipt of that event's message
     */
    public record KnownPatient(
            long id,
            String number,
            String name,
            String sex,
            LocalDate birthDate,
            String idCard,
            Set<String> names,
            Instant asOf,
            long receiptId) {

        /** True if {@code name}, in any spelling, is one of the patient's. */
        public boolean isCalled(String name) {
            return names.contains(PatientName.normal(name));
        }
    }

    /**
     * A visit as the directory knows it; absent facts are null.
     *
     * @param kind code list {@code visit-kind}
     * @param department in the words of the hospital system
     */
    public record KnownVisit(
            String number,
            String kind,
            String department,
            String bed,
            String doctor,
            String diagnosis,
            Instant startedAt,
            Instant endedAt,
            long receiptId) {}

    /**
     * The patients found by each of the given values, at most 20 for each; a value nobody has is absent.
     * @throws ProblemException EN-301 if the database refuses
     */
    public Map<Sought, List<KnownPatient>> find(List<Sought> sought) {
        Map<Sought, List<KnownPatient>> found = new LinkedHashMap<>();
        Map<Long, KnownPatient> byId = new HashMap<>();
        for (Sought one : sought) {
            asking(() -> jdbc.query(
                    BY_TRAIT,
                    row -> {
                        KnownPatient patient = patient(row);
                        found.computeIfAbsent(one, key -> new ArrayList<>())
                                .add(byId.computeIfAbsent(patient.id(), id -> patient));
                    },
                    one.kind(),
                    one.value(),
                    one.kind(),
                    one.value()));
        }
        return found;
    }

    /**
     * The patient's visits of that number, or, without a number, those that have not ended; at most two, the newest first.
     * @throws ProblemException EN-301 if the database refuses
     */
    public List<KnownVisit> visits(long patientId, String number) {
        List<KnownVisit> visits = new ArrayList<>();
        asking(() -> jdbc.query(
                VISITS,
                row -> {
                    VisitRow visit = DirectoryStore.visit(row);
                    visits.add(new KnownVisit(
                            visit.number(),
                            visit.kind(),
                            visit.department(),
                            visit.bed(),
                            visit.doctor(),
                            visit.diagnosis(),
                            visit.startedAt(),
                            visit.endedAt(),
                            visit.receiptId()));
                },
                patientId,
                number,
                number));
        return visits;
    }

    private static KnownPatient patient(ResultSet row) throws SQLException {
        return new KnownPatient(
                row.getLong("id"),
                row.getString("number"),
                row.getString("name"),
                row.getString("sex"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("id_card"),
                Set.copyOf(DirectoryStore.list(row.getArray("names"))),
                DirectoryStore.instant(row, "as_of"),
                row.getLong("receipt_id"));
    }

    private static void asking(Runnable question) {
        try {
            question.run();
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.CONTEXT_UNAVAILABLE);
        }
    }
}
