package org.onestophub.pipeline.patient;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Encounter;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.pipeline.patient.DirectoryPage.Pair;
import org.onestophub.pipeline.patient.DirectoryPage.Trait;
import org.onestophub.pipeline.patient.DirectoryPage.VisitKey;
import org.springframework.jdbc.core.JdbcTemplate;

/** Loads pages of the directory: a few statements, however many messages. */
final class DirectoryStore {

    private static final String KEYS = """
            select k.* from unnest(?::text[], ?::text[], ?::text[]) as w(kind, assigner, value)
              join patient_key k on k.kind = w.kind and k.assigner = w.assigner and k.value = w.value""";
    /** A number without even an assigner. If many patients have it, a few rows are enough to see that. */
    private static final String KEYS_BY_VALUE = """
            select k.* from unnest(?::text[], ?::text[]) as w(kind, value)
             cross join lateral (select * from patient_key k where k.kind = w.kind and k.value = w.value limit 20) k""";

    private static final String KEYS_OF = "select * from patient_key where patient_id = any(?::bigint[])";
    private static final String VISITS = """
            select v.* from unnest(?::text[], ?::text[]) as w(assigner, number)
              join patient_visit v on v.assigner = w.assigner and v.number = w.number""";
    /** Enough to know where each patient is now. */
    private static final String VISITS_OF = """
            select v.* from unnest(?::bigint[]) as w(id)
             cross join lateral (select * from patient_visit v where v.patient_id = w.id order by v.at desc limit 50) v""";

    private static final int MAX_RENUMBERINGS = 20;
    private static final int IDS_AT_ONCE = 50;

    private final JdbcTemplate jdbc;

    DirectoryStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    DirectoryPage load(List<Admission> admissions) {
        DirectoryPage page = new DirectoryPage(newIds());
        List<Admission> applied = admissions.stream()
                .filter(one -> AdtEvents.applies(one.event()))
                .toList();
        loadKeys(page, applied);
        Set<VisitKey> visits = visitsIn(applied);
        loadVisits(page, visits);
        Set<Long> ids = page.keys.values().stream().map(KeyRow::patientId).collect(Collectors.toSet());
        page.visits.values().forEach(visit -> ids.add(visit.patientId()));
        if (!ids.isEmpty()) {
            loadPatients(page, ids);
            loadStays(page, ids, applied);
        }
        return page;
    }

    private LongSupplier newIds() {
        Deque<Long> free = new ArrayDeque<>();
        return () -> {
            if (free.isEmpty()) {
                free.addAll(jdbc.queryForList(
                        "select nextval('patient_id_seq') from generate_series(1, ?)", Long.class, IDS_AT_ONCE));
            }
            return free.remove();
        };
    }

    private void loadKeys(DirectoryPage page, List<Admission> admissions) {
        Set<Identifier> wanted = new LinkedHashSet<>();
        Set<Identifier> anywhere = new LinkedHashSet<>();
        for (Admission admission : admissions) {
            Stream.concat(admission.identifiers().stream(), admission.formerIdentifiers().stream())
                    .filter(one -> Admission.PATIENT_NUMBER.equals(one.kind()) || Admission.ID_CARD.equals(one.kind()))
                    .forEach(one -> {
                        PatientNumbers.namesOf(one).forEach(wanted::add);
                        PatientNumbers.assumedNamesOf(one, admission).forEach(wanted::add);
                    });
            List<Identifier> untold = admission.formerIdentifiers().stream()
                    .filter(one -> one.assigner().isEmpty() && Admission.PATIENT_NUMBER.equals(one.kind()))
                    .toList();
            anywhere.addAll(untold);
            for (Identifier own : PatientNumbers.keysOf(admission)) {
                untold.forEach(one -> PatientNumbers.namesOf(
                                new Identifier(own.assigner(), one.kind(), one.value(), own.universal()))
                        .forEach(wanted::add));
            }
        }
        jdbc.query(
                KEYS,
                row -> {
                    page.loaded(DirectoryRows.key(row));
                },
                texts(wanted.stream().map(Identifier::kind).toList()),
                texts(wanted.stream().map(Identifier::assigner).toList()),
                texts(wanted.stream().map(Identifier::value).toList()));
        if (!anywhere.isEmpty()) {
            jdbc.query(
                    KEYS_BY_VALUE,
                    row -> {
                        page.loaded(DirectoryRows.key(row));
                    },
                    texts(anywhere.stream().map(Identifier::kind).toList()),
                    texts(anywhere.stream().map(Identifier::value).toList()));
        }
    }

    private void loadPatients(DirectoryPage page, Set<Long> patientIds) {
        Object ids = patientIds.toArray(Long[]::new);
        jdbc.query(
                KEYS_OF,
                row -> {
                    page.loaded(DirectoryRows.key(row));
                },
                ids);
        jdbc.query(
                "select * from patient where id = any(?::bigint[])",
                row -> {
                    page.patients.put(row.getLong("id"), DirectoryRows.patient(row));
                },
                ids);
        jdbc.query(
                "select kind, value, patient_id from patient_trait where patient_id = any(?::bigint[])",
                row -> {
                    page.loaded(new Trait(row.getString(1), row.getString(2), row.getLong(3)));
                },
                ids);
        jdbc.query(
                "select * from patient_link where patient_id = any(?::bigint[]) or other_id = any(?::bigint[])",
                row -> {
                    page.links.put(
                            Pair.of(row.getLong("patient_id"), row.getLong("other_id")),
                            new TimedFact<>(row.getBoolean("is_linked"), DirectoryRows.instant(row, "at")));
                },
                ids,
                ids);
    }

    private static Set<VisitKey> visitsIn(List<Admission> admissions) {
        Set<VisitKey> wanted = new LinkedHashSet<>();
        for (Admission admission : admissions) {
            Encounter visit = VisitFold.encounterOf(admission);
            if (!visit.number().isEmpty()) {
                wanted.add(new VisitKey(visit.assigner(), visit.number()));
                VisitFold.assumedNamesOf(admission).forEach(wanted::add);
            }
            admission.visitChanges().forEach(change -> {
                wanted.add(
                        new VisitKey(change.former().assigner(), change.former().number()));
                wanted.add(new VisitKey(
                        change.current().assigner(), change.current().number()));
            });
        }
        return wanted;
    }

    /** The visits, and those under whose number they go on. */
    private void loadVisits(DirectoryPage page, Set<VisitKey> visits) {
        Set<VisitKey> wanted = visits;
        for (int i = 0; i < MAX_RENUMBERINGS && !wanted.isEmpty(); i++) {
            Set<VisitKey> next = new LinkedHashSet<>();
            jdbc.query(
                    VISITS,
                    row -> {
                        VisitRow visit = DirectoryRows.visit(row);
                        page.visits.put(visit.key(), visit);
                        VisitKey became = visit.life().became();
                        if (became != null && !page.visits.containsKey(became)) {
                            next.add(became);
                        }
                    },
                    texts(wanted.stream().map(VisitKey::assigner).toList()),
                    texts(wanted.stream().map(VisitKey::number).toList()));
            wanted = next;
        }
    }

    /** Stays without a number, and where a message is about one or moves a number, the other visits of those patients. */
    private void loadStays(DirectoryPage page, Set<Long> patientIds, Collection<Admission> admissions) {
        loadVisits(page, patientIds.stream().map(VisitKey::stayOf).collect(Collectors.toSet()));
        boolean needsAll = admissions.stream()
                .anyMatch(one -> VisitFold.encounterOf(one).number().isEmpty() || "A43".equals(one.event()));
        if (!needsAll) {
            return;
        }
        jdbc.query(
                VISITS_OF,
                row -> {
                    VisitRow visit = DirectoryRows.visit(row);
                    page.visits.putIfAbsent(visit.key(), visit);
                },
                (Object) patientIds.toArray(Long[]::new));
    }

    static Object texts(List<String> values) {
        return values.toArray(String[]::new);
    }
}
