package org.onestophub.pipeline.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.pipeline.patient.DirectoryPage.Merge;
import org.onestophub.pipeline.patient.DirectoryPage.Trait;
import org.onestophub.pipeline.patient.DirectoryPage.VisitKey;
import org.springframework.jdbc.core.JdbcTemplate;

/** Loads and writes pages of the directory: one statement for each table, however many messages. */
final class DirectoryStore {

    private static final String KEYS = """
            select k.kind, k.assigner, k.value, k.patient_id
              from unnest(?::text[], ?::text[], ?::text[]) as w(kind, assigner, value)
              join patient_key k on k.kind = w.kind and k.assigner = w.assigner and k.value = w.value""";
    private static final String VISITS = """
            select v.* from unnest(?::text[], ?::text[]) as w(assigner, number)
              join patient_visit v on v.assigner = w.assigner and v.number = w.number""";
    private static final String PUT_PATIENTS = """
            insert into patient (id, number, name, sex, birth_date, id_card, phones, person_at, phones_at, merged_into,
                                 as_of, receipt_id)
            select r."id", r."number", r."name", r."sex", r."birthDate", r."idCard", r."phones", r."personAt",
                   r."phonesAt", r."mergedInto", r."asOf", r."receiptId"
              from jsonb_to_recordset(?::jsonb) as r(
                   "id" bigint, "number" text, "name" text, "sex" text, "birthDate" date, "idCard" text, "phones" text[],
                   "personAt" timestamptz, "phonesAt" timestamptz, "mergedInto" bigint, "asOf" timestamptz,
                   "receiptId" bigint)
            on conflict (id) do update set name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date,
                   id_card = excluded.id_card, phones = excluded.phones, person_at = excluded.person_at,
                   phones_at = excluded.phones_at, merged_into = excluded.merged_into, as_of = excluded.as_of,
                   receipt_id = excluded.receipt_id""";
    private static final String PUT_KEYS = """
            insert into patient_key (kind, assigner, value, patient_id)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
            on conflict (kind, assigner, value) do update set patient_id = excluded.patient_id""";
    private static final String PUT_TRAITS = """
            insert into patient_trait (kind, value, patient_id) select * from unnest(?::text[], ?::text[], ?::bigint[])
            on conflict do nothing""";
    private static final String DROP_TRAITS = """
            delete from patient_trait t using unnest(?::text[], ?::text[], ?::bigint[]) as w(kind, value, patient_id)
             where t.kind = w.kind and t.value = w.value and t.patient_id = w.patient_id""";
    private static final String PUT_VISITS = """
            insert into patient_visit (assigner, number, patient_id, kind, department, bed, doctor, diagnosis, started_at,
                                       ended_at, cancelled, at, end_told_at, cancel_told_at, receipt_id)
            select r."assigner", r."number", r."patientId", r."kind", r."department", r."bed", r."doctor", r."diagnosis",
                   r."startedAt", r."endedAt", r."cancelled", r."at", r."endToldAt", r."cancelToldAt", r."receiptId"
              from jsonb_to_recordset(?::jsonb) as r(
                   "assigner" text, "number" text, "patientId" bigint, "kind" text, "department" text, "bed" text,
                   "doctor" text, "diagnosis" text, "startedAt" timestamptz, "endedAt" timestamptz, "cancelled" boolean,
                   "at" timestamptz, "endToldAt" timestamptz, "cancelToldAt" timestamptz, "receiptId" bigint)
            on conflict (assigner, number) do update set patient_id = excluded.patient_id, kind = excluded.kind,
                   department = excluded.department, bed = excluded.bed, doctor = excluded.doctor,
                   diagnosis = excluded.diagnosis, started_at = excluded.started_at, ended_at = excluded.ended_at,
                   cancelled = excluded.cancelled, at = excluded.at, end_told_at = excluded.end_told_at,
                   cancel_told_at = excluded.cancel_told_at, receipt_id = excluded.receipt_id""";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    DirectoryStore(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    DirectoryPage load(List<Admission> admissions) {
        DirectoryPage page = new DirectoryPage();
        List<Admission> applied =
                admissions.stream().filter(DirectoryFold::applies).toList();
        loadKeys(page, applied);
        loadPatients(page);
        loadVisits(page, applied);
        page.freeIds.addAll(jdbc.queryForList(
                "select nextval('patient_id_seq') from generate_series(1, ?)", Long.class, unknown(page, applied)));
        return page;
    }

    void write(DirectoryPage page) {
        for (Merge merge : page.merges) {
            jdbc.update("update patient_key set patient_id = ? where patient_id = ?", merge.survivor(), merge.loser());
            jdbc.update(
                    "update patient_visit set patient_id = ? where patient_id = ?", merge.survivor(), merge.loser());
        }
        if (!page.changedPatients.isEmpty()) {
            jdbc.update(PUT_PATIENTS, jsonOf(page.changedPatients.values()));
        }
        if (!page.changedKeys.isEmpty()) {
            List<Identifier> keys = List.copyOf(page.changedKeys.keySet());
            jdbc.update(
                    PUT_KEYS,
                    texts(keys.stream().map(Identifier::kind).toList()),
                    texts(keys.stream().map(Identifier::assigner).toList()),
                    texts(keys.stream().map(Identifier::value).toList()),
                    keys.stream().map(page.changedKeys::get).toArray(Long[]::new));
        }
        update(DROP_TRAITS, page.goneTraits);
        update(PUT_TRAITS, page.newTraits);
        if (!page.changedVisits.isEmpty()) {
            jdbc.update(PUT_VISITS, jsonOf(page.changedVisits.values()));
        }
    }

    private void update(String statement, Collection<Trait> traits) {
        if (!traits.isEmpty()) {
            jdbc.update(
                    statement,
                    texts(traits.stream().map(Trait::kind).toList()),
                    texts(traits.stream().map(Trait::value).toList()),
                    traits.stream().map(Trait::patientId).toArray(Long[]::new));
        }
    }

    private void loadKeys(DirectoryPage page, List<Admission> admissions) {
        Set<Identifier> wanted = new LinkedHashSet<>();
        for (Admission admission : admissions) {
            DirectoryFold.keyOf(admission).ifPresent(wanted::add);
            wanted.addAll(admission.formerIdentifiers());
            admission.identifiers().stream()
                    .filter(one -> Admission.ID_CARD.equals(one.kind()))
                    .forEach(wanted::add);
        }
        jdbc.query(
                KEYS,
                row -> {
                    page.keys.put(new Identifier(row.getString(2), row.getString(1), row.getString(3)), row.getLong(4));
                },
                texts(wanted.stream().map(Identifier::kind).toList()),
                texts(wanted.stream().map(Identifier::assigner).toList()),
                texts(wanted.stream().map(Identifier::value).toList()));
    }

    private void loadPatients(DirectoryPage page) {
        Long[] ids = page.keys.values().stream().distinct().toArray(Long[]::new);
        if (ids.length == 0) {
            return;
        }
        jdbc.query(
                "select * from patient where id = any(?::bigint[])",
                row -> {
                    page.patients.put(row.getLong("id"), patient(row));
                },
                (Object) ids);
        jdbc.query(
                "select kind, value, patient_id from patient_trait where patient_id = any(?::bigint[])",
                row -> {
                    page.loaded(new Trait(row.getString(1), row.getString(2), row.getLong(3)));
                },
                (Object) ids);
    }

    private void loadVisits(DirectoryPage page, List<Admission> admissions) {
        List<VisitKey> wanted = admissions.stream()
                .map(Admission::encounter)
                .filter(visit -> !visit.number().isEmpty())
                .map(visit -> new VisitKey(visit.assigner(), visit.number()))
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        jdbc.query(
                VISITS,
                row -> {
                    VisitRow visit = visit(row);
                    page.visits.put(new VisitKey(visit.assigner(), visit.number()), visit);
                },
                texts(wanted.stream().map(VisitKey::assigner).toList()),
                texts(wanted.stream().map(VisitKey::number).toList()));
    }

    private static int unknown(DirectoryPage page, List<Admission> admissions) {
        return (int) admissions.stream()
                .flatMap(one -> DirectoryFold.keyOf(one).stream())
                .distinct()
                .filter(key -> !page.keys.containsKey(key))
                .count();
    }

    private static PatientRow patient(ResultSet row) throws SQLException {
        long mergedInto = row.getLong("merged_into");
        Long merged = row.wasNull() ? null : mergedInto;
        return new PatientRow(
                row.getLong("id"),
                row.getString("number"),
                row.getString("name"),
                row.getString("sex"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("id_card"),
                list(row.getArray("phones")),
                instant(row, "person_at"),
                instant(row, "phones_at"),
                merged,
                instant(row, "as_of"),
                row.getLong("receipt_id"));
    }

    static VisitRow visit(ResultSet row) throws SQLException {
        return new VisitRow(
                row.getString("assigner"),
                row.getString("number"),
                row.getLong("patient_id"),
                row.getString("kind"),
                row.getString("department"),
                row.getString("bed"),
                row.getString("doctor"),
                row.getString("diagnosis"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getBoolean("cancelled"),
                instant(row, "at"),
                instant(row, "end_told_at"),
                instant(row, "cancel_told_at"),
                row.getLong("receipt_id"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static List<String> list(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Object texts(List<String> values) {
        return values.toArray(String[]::new);
    }

    private String jsonOf(Collection<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            // records of texts, numbers and times always have a JSON form
            throw new IllegalStateException("rows have no JSON form");
        }
    }
}
