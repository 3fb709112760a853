package org.onestophub.pipeline.patient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds patients and their visits in the directory. */
@Component
public class PatientSearch implements PatientLookup {

    /** Patients looked at for one claim; the number of a call centre belongs to thousands and says nothing. */
    static final int MAX_HITS = 20;
    /** One value a question: PostgreSQL plans a list of unknown length anew each time, which costs ten times the look. */
    private static final String BY_TRAIT = """
            select p.*,
                   array(select t.value from patient_trait t where t.patient_id = p.id and t.kind = 'name') as names,
                   array(select k.value from patient_key k where k.patient_id = p.id and k.given_up) as former
              from (select t.patient_id from patient_trait t where t.kind = ? and t.value = ?
                     union
                    select v.patient_id from patient_visit v
                     where ? = 'visit-number' and v.number = ? and not v.cancelled
                     limit %d) hit
              join patient p on p.id = hit.patient_id
             where p.merged_into is null
             order by p.id""".formatted(MAX_HITS);

    private static final String OPEN_VISITS = """
            select * from patient_visit
             where patient_id = ? and not cancelled and ended_at is null and became_number is null
             order by at desc limit 2""";

    /** The visits of a number, or those under whose number they go on. */
    private static final String VISITS = """
            with recursive named as (
              select v.*, 1 as depth from patient_visit v where v.patient_id = ? and v.number = ?
              union all
              select v.*, n.depth + 1 from named n
                join patient_visit v on v.assigner = n.became_assigner and v.number = n.became_number
               where n.depth < 20)
            select distinct on (assigner, number) * from named where became_number is null and not cancelled limit 2""";

    private static final String LINKS = """
            select patient_id, other_id from patient_link
             where is_linked and patient_id = any(?::bigint[]) and other_id = any(?::bigint[])""";

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
     * @param formerNumbers patient numbers that a merge gave up
     * @param asOf time of the newest event that changed it
     * @param receiptId receipt of that event's message
     */
    public record KnownPatient(
            long id,
            String number,
            @Nullable String name,
            @Nullable String sex,
            @Nullable LocalDate birthDate,
            @Nullable String idCard,
            Set<String> names,
            Set<String> formerNumbers,
            Instant asOf,
            long receiptId) {

        /** A patient whom no merge gave another number. */
        public KnownPatient(
                long id,
                String number,
                @Nullable String name,
                @Nullable String sex,
                @Nullable LocalDate birthDate,
                @Nullable String idCard,
                Set<String> names,
                Instant asOf,
                long receiptId) {
            this(id, number, name, sex, birthDate, idCard, names, Set.of(), asOf, receiptId);
        }

        /** True if {@code name}, in any spelling, is one of the patient's. */
        public boolean isCalled(String name) {
            return names.contains(PatientName.normal(name));
        }
    }

    /**
     * A visit as the directory knows it; absent facts are null.
     *
     * @param number empty if no message named one
     * @param kind code list {@code visit-kind}
     * @param department in the words of the hospital system
     */
    public record KnownVisit(
            String number,
            @Nullable String kind,
            @Nullable String department,
            @Nullable String bed,
            @Nullable String doctor,
            @Nullable String diagnosis,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            long receiptId) {}

    @Override
    public Map<Sought, List<KnownPatient>> find(List<Sought> sought) {
        Map<Sought, List<KnownPatient>> found = new LinkedHashMap<>();
        Map<Long, KnownPatient> byId = new LinkedHashMap<>();
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
        return byId.size() < 2 ? found : merged(found, byId, links(byId.keySet()));
    }

    /** Asks about many complaints together; see {@link PatientQuestions}. */
    public PatientQuestions together() {
        return new PatientQuestions(this, jdbc);
    }

    /** Two patients that the hospital linked as one person. */
    record Link(long one, long other) {}

    /** The links between these patients. */
    List<Link> links(Collection<Long> patients) {
        List<Link> links = new ArrayList<>();
        Object ids = patients.toArray(Long[]::new);
        asking(() -> jdbc.query(
                LINKS,
                row -> {
                    links.add(new Link(row.getLong(1), row.getLong(2)));
                },
                ids,
                ids));
        return links;
    }

    /** @param byId the patients found, in the order in which they were found */
    static Map<Sought, List<KnownPatient>> merged(
            Map<Sought, List<KnownPatient>> found, Map<Long, KnownPatient> byId, List<Link> links) {
        if (links.isEmpty()) {
            return found;
        }
        List<Long> order = List.copyOf(byId.keySet());
        Map<Long, Long> standsFor = new HashMap<>();
        for (Link link : links) {
            long one = first(link.one(), standsFor);
            long other = first(link.other(), standsFor);
            boolean isInOrder = order.indexOf(one) < order.indexOf(other);
            standsFor.put(isInOrder ? other : one, isInOrder ? one : other);
        }
        Map<Sought, List<KnownPatient>> merged = new LinkedHashMap<>();
        found.forEach((sought, patients) -> merged.put(
                sought,
                patients.stream()
                        .map(one -> byId.get(first(one.id(), standsFor)))
                        .distinct()
                        .toList()));
        return merged;
    }

    private static long first(long id, Map<Long, Long> standsFor) {
        long at = id;
        while (standsFor.containsKey(at) && standsFor.get(at) != at) {
            at = standsFor.get(at);
        }
        return at;
    }

    @Override
    public List<KnownVisit> visits(long patientId, String number) {
        List<KnownVisit> visits = new ArrayList<>();
        Object[] arguments = number.isEmpty() ? new Object[] {patientId} : new Object[] {patientId, number};
        asking(() -> jdbc.query(
                number.isEmpty() ? OPEN_VISITS : VISITS,
                row -> {
                    visits.add(visit(DirectoryRows.visit(row)));
                },
                arguments));
        return visits;
    }

    static KnownVisit visit(VisitRow visit) {
        VisitRow.Place place = visit.place().value();
        return new KnownVisit(
                visit.key().number(),
                visit.kind().value(),
                place == null ? null : place.department(),
                place == null ? null : place.bed(),
                visit.doctor().value(),
                visit.diagnosis().value(),
                visit.startedAt().value(),
                visit.ended().value(),
                visit.receiptId());
    }

    static KnownPatient patient(ResultSet row) throws SQLException {
        return new KnownPatient(
                row.getLong("id"),
                row.getString("number"),
                row.getString("name"),
                row.getString("sex"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("id_card"),
                Set.copyOf(DirectoryRows.list(row.getArray("names"))),
                Set.copyOf(DirectoryRows.list(row.getArray("former"))),
                DirectoryRows.known(row, "as_of"),
                row.getLong("receipt_id"));
    }

    static void asking(Runnable question) {
        try {
            question.run();
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.CONTEXT_UNAVAILABLE);
        }
    }
}
