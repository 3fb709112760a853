package org.onestophub.pipeline.patient;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.onestophub.pipeline.patient.PatientSearch.Link;
import org.onestophub.pipeline.patient.PatientSearch.Sought;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Questions about many complaints, answered together. A question whose answer is not there yet gets an empty answer and is
 * noted; all that was noted is then answered by a few statements, and the caller begins anew. So the number of statements
 * depends on how many questions follow from each other, and not on how many complaints there are.
 */
public final class PatientQuestions implements PatientLookup {

    private static final String PATIENTS = """
            select s.kind as sought_kind, s.value as sought_value, p.*,
                   array(select t.value from patient_trait t where t.patient_id = p.id and t.kind = 'name') as names,
                   array(select k.value from patient_key k where k.patient_id = p.id and k.given_up) as former
              from unnest(?::text[], ?::text[]) as s(kind, value)
             cross join lateral (
                    select t.patient_id from patient_trait t where t.kind = s.kind and t.value = s.value
                     union
                    select v.patient_id from patient_visit v
                     where s.kind = 'visit-number' and v.number = s.value and not v.cancelled
                     limit %d) hit
              join patient p on p.id = hit.patient_id
             where p.merged_into is null
             order by p.id""".formatted(PatientSearch.MAX_HITS);

    private static final String OPEN_VISITS = """
            select q.patient_id as of_patient, v.*
              from unnest(?::bigint[]) as q(patient_id)
             cross join lateral (
                    select * from patient_visit one
                     where one.patient_id = q.patient_id and not one.cancelled and one.ended_at is null
                       and one.became_number is null
                     order by one.at desc limit 2) v
             order by v.at desc""";

    private static final String VISITS = """
            select q.patient_id as of_patient, q.number as of_number, v.*
              from unnest(?::bigint[], ?::text[]) as q(patient_id, number)
             cross join lateral (
                    with recursive named as (
                      select one.*, 1 as depth from patient_visit one
                       where one.patient_id = q.patient_id and one.number = q.number
                      union all
                      select next.*, n.depth + 1 from named n
                        join patient_visit next on next.assigner = n.became_assigner and next.number = n.became_number
                       where n.depth < 20)
                    select distinct on (assigner, number) * from named
                     where became_number is null and not cancelled limit 2) v""";

    private final PatientSearch search;
    private final JdbcTemplate jdbc;
    private final Map<Sought, List<KnownPatient>> patients = new HashMap<>();
    private final Map<OfVisits, List<KnownVisit>> visits = new HashMap<>();
    private final Set<Link> links = new LinkedHashSet<>();
    private final Set<Sought> newSought = new LinkedHashSet<>();
    private final Set<OfVisits> newVisits = new LinkedHashSet<>();
    private boolean isMissing;

    PatientQuestions(PatientSearch search, JdbcTemplate jdbc) {
        this.search = search;
        this.jdbc = jdbc;
    }

    private record OfVisits(long patientId, String number) {}

    /**
     * What {@code work} gives for each of the things, in their order. It is called again for a thing while answers are
     * missing, so it must do nothing but ask and answer.
     * @throws org.onestophub.problem.ProblemException EN-301 if the database refuses
     */
    public <T, R> List<R> each(List<T> things, BiFunction<T, PatientLookup, R> work) {
        Map<Integer, R> results = new HashMap<>();
        Set<Integer> open = new LinkedHashSet<>();
        for (int i = 0; i < things.size(); i++) {
            open.add(i);
        }
        while (!open.isEmpty()) {
            for (int i : List.copyOf(open)) {
                isMissing = false;
                R result = work.apply(things.get(i), this);
                if (!isMissing) {
                    results.put(i, result);
                    open.remove(i);
                }
            }
            answer();
        }
        List<R> inOrder = new ArrayList<>(things.size());
        for (int i = 0; i < things.size(); i++) {
            inOrder.add(results.get(i));
        }
        return inOrder;
    }

    @Override
    public Map<Sought, List<KnownPatient>> find(List<Sought> sought) {
        Map<Sought, List<KnownPatient>> found = new LinkedHashMap<>();
        Map<Long, KnownPatient> byId = new LinkedHashMap<>();
        for (Sought one : sought) {
            List<KnownPatient> hits = patients.get(one);
            if (hits == null) {
                newSought.add(one);
                isMissing = true;
            } else if (!hits.isEmpty()) {
                found.put(one, hits);
                hits.forEach(hit -> byId.putIfAbsent(hit.id(), hit));
            }
        }
        return byId.size() < 2
                ? found
                : PatientSearch.merged(
                        found,
                        byId,
                        links.stream()
                                .filter(link -> byId.containsKey(link.one()) && byId.containsKey(link.other()))
                                .toList());
    }

    @Override
    public List<KnownVisit> visits(long patientId, String number) {
        OfVisits question = new OfVisits(patientId, number);
        List<KnownVisit> known = visits.get(question);
        if (known == null) {
            newVisits.add(question);
            isMissing = true;
            return List.of();
        }
        return known;
    }

    private void answer() {
        if (!newSought.isEmpty()) {
            findAll(List.copyOf(newSought));
            newSought.clear();
        }
        if (!newVisits.isEmpty()) {
            findVisits(List.copyOf(newVisits));
            newVisits.clear();
        }
    }

    private void findAll(List<Sought> sought) {
        sought.forEach(one -> patients.put(one, new ArrayList<>()));
        String[] kinds = sought.stream().map(Sought::kind).toArray(String[]::new);
        String[] values = sought.stream().map(Sought::value).toArray(String[]::new);
        Set<Long> ids = new HashSet<>();
        ask(
                PATIENTS,
                row -> {
                    KnownPatient patient = PatientSearch.patient(row);
                    ids.add(patient.id());
                    patients.computeIfAbsent(
                                    new Sought(row.getString("sought_kind"), row.getString("sought_value")),
                                    none -> new ArrayList<>())
                            .add(patient);
                },
                kinds,
                values);
        if (!ids.isEmpty()) {
            patients.values().forEach(hits -> hits.forEach(hit -> ids.add(hit.id())));
            links.addAll(search.links(ids));
        }
    }

    private void findVisits(List<OfVisits> questions) {
        questions.forEach(one -> visits.put(one, new ArrayList<>()));
        List<OfVisits> numbered =
                questions.stream().filter(one -> !one.number().isEmpty()).toList();
        List<OfVisits> open =
                questions.stream().filter(one -> one.number().isEmpty()).toList();
        if (!open.isEmpty()) {
            ask(OPEN_VISITS, row -> add(row, ""), idsOf(open));
        }
        if (!numbered.isEmpty()) {
            String[] numbers = numbered.stream().map(OfVisits::number).toArray(String[]::new);
            ask(VISITS, row -> add(row, row.getString("of_number")), idsOf(numbered), numbers);
        }
    }

    private void add(ResultSet row, String number) throws SQLException {
        visits.computeIfAbsent(new OfVisits(row.getLong("of_patient"), number), none -> new ArrayList<>())
                .add(PatientSearch.visit(DirectoryRows.visit(row)));
    }

    private static Long[] idsOf(Collection<OfVisits> questions) {
        return questions.stream().map(OfVisits::patientId).toArray(Long[]::new);
    }

    private void ask(String sql, RowCallbackHandler answer, Object[]... columns) {
        PatientSearch.asking(() -> jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql);
                    for (int i = 0; i < columns.length; i++) {
                        boolean isText = columns[i] instanceof String[];
                        Array array = connection.createArrayOf(isText ? "text" : "bigint", columns[i]);
                        statement.setArray(i + 1, array);
                    }
                    return statement;
                },
                answer));
    }
}
