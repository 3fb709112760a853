package org.onestophub.pipeline.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onestophub.pipeline.patient.DirectoryPage.Merge;
import org.onestophub.pipeline.patient.DirectoryPage.Pair;
import org.onestophub.pipeline.patient.DirectoryPage.Trait;
import org.onestophub.pipeline.patient.DirectoryPage.VisitKey;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what was changed on a page of the directory: one statement for each table, however many messages. */
final class DirectoryWriter {

    private static final String PUT_PATIENTS = """
            insert into patient (id, number, name, name_at, sex, sex_at, birth_date, birth_at, id_card, id_card_at, phones,
                                 phones_at, address, address_at, person_at, merged_into, as_of, receipt_id)
            select r.id, r.number, r.name, r.name_at, r.sex, r.sex_at, r.birth_date, r.birth_at, r.id_card, r.id_card_at,
                   r.phones, r.phones_at, r.address, r.address_at, r.person_at, r.merged_into, r.as_of, r.receipt_id
              from jsonb_populate_recordset(null::patient, ?::jsonb) as r
            on conflict (id) do update set number = excluded.number, name = excluded.name, name_at = excluded.name_at,
                   sex = excluded.sex, sex_at = excluded.sex_at, birth_date = excluded.birth_date,
                   birth_at = excluded.birth_at, id_card = excluded.id_card, id_card_at = excluded.id_card_at,
                   phones = excluded.phones, phones_at = excluded.phones_at, address = excluded.address,
                   address_at = excluded.address_at, person_at = excluded.person_at, merged_into = excluded.merged_into,
                   as_of = excluded.as_of, receipt_id = excluded.receipt_id""";
    private static final String PUT_KEYS = """
            insert into patient_key (kind, assigner, value, patient_id, universal, first_at, standing_at, given_up, shared)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[],
                                 ?::timestamptz[], ?::boolean[], ?::boolean[])
            on conflict (kind, assigner, value) do update set patient_id = excluded.patient_id,
                   universal = excluded.universal, first_at = excluded.first_at, standing_at = excluded.standing_at,
                   given_up = excluded.given_up, shared = excluded.shared""";
    private static final String PUT_TRAITS = """
            insert into patient_trait (kind, value, patient_id) select * from unnest(?::text[], ?::text[], ?::bigint[])
            on conflict do nothing""";
    private static final String DROP_TRAITS = """
            delete from patient_trait t using unnest(?::text[], ?::text[], ?::bigint[]) as w(kind, value, patient_id)
             where t.kind = w.kind and t.value = w.value and t.patient_id = w.patient_id""";
    private static final String PUT_VISITS = """
            insert into patient_visit (assigner, number, patient_id, kind, kind_at, department, bed, place_at, doctor,
                                       doctor_at, diagnosis, diagnosis_at, started_at, start_told_at, ended_at,
                                       end_told_at, cancelled, cancel_told_at, at, began_at, since, told_under,
                                       became_assigner, became_number, receipt_id)
            select r.assigner, r.number, r.patient_id, r.kind, r.kind_at, r.department, r.bed, r.place_at, r.doctor,
                   r.doctor_at, r.diagnosis, r.diagnosis_at, r.started_at, r.start_told_at, r.ended_at, r.end_told_at,
                   r.cancelled, r.cancel_told_at, r.at, r.began_at, r.since, r.told_under, r.became_assigner,
                   r.became_number, r.receipt_id
              from jsonb_populate_recordset(null::patient_visit, ?::jsonb) as r
            on conflict (assigner, number) do update set patient_id = excluded.patient_id, kind = excluded.kind,
                   kind_at = excluded.kind_at, department = excluded.department, bed = excluded.bed,
                   place_at = excluded.place_at, doctor = excluded.doctor, doctor_at = excluded.doctor_at,
                   diagnosis = excluded.diagnosis, diagnosis_at = excluded.diagnosis_at, started_at = excluded.started_at,
                   start_told_at = excluded.start_told_at, ended_at = excluded.ended_at,
                   end_told_at = excluded.end_told_at, cancelled = excluded.cancelled,
                   cancel_told_at = excluded.cancel_told_at, at = excluded.at, began_at = excluded.began_at,
                   since = excluded.since, told_under = excluded.told_under, became_assigner = excluded.became_assigner,
                   became_number = excluded.became_number, receipt_id = excluded.receipt_id""";
    private static final String DROP_VISITS = """
            delete from patient_visit v using unnest(?::text[], ?::text[]) as w(assigner, number)
             where v.assigner = w.assigner and v.number = w.number""";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final JdbcTemplate jdbc;

    DirectoryWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(DirectoryPage page) {
        for (Merge merge : page.merges) {
            jdbc.update(
                    "update patient_visit set patient_id = ? where patient_id = ?", merge.survivor(), merge.loser());
        }
        if (!page.changedPatients.isEmpty()) {
            jdbc.update(
                    PUT_PATIENTS,
                    jsonOf(page.changedPatients.values().stream()
                            .map(DirectoryRows::columns)
                            .toList()));
        }
        writeKeys(page.changedKeys.stream().map(page.keys::get).toList());
        update(DROP_TRAITS, page.goneTraits);
        update(PUT_TRAITS, page.newTraits);
        if (!page.goneVisits.isEmpty()) {
            jdbc.update(
                    DROP_VISITS,
                    DirectoryStore.texts(
                            page.goneVisits.stream().map(VisitKey::assigner).toList()),
                    DirectoryStore.texts(
                            page.goneVisits.stream().map(VisitKey::number).toList()));
        }
        if (!page.changedVisits.isEmpty()) {
            jdbc.update(
                    PUT_VISITS,
                    jsonOf(page.changedVisits.stream()
                            .map(page.visits::get)
                            .map(DirectoryRows::columns)
                            .toList()));
        }
        for (Pair pair : page.changedLinks) {
            TimedFact<Boolean> link = Objects.requireNonNull(page.links.get(pair), "a changed link is on the page");
            Instant at = Objects.requireNonNull(link.at(), "a changed link has the time of its event");
            jdbc.update(
                    "insert into patient_link (patient_id, other_id, is_linked, at) values (?, ?, ?, ?) "
                            + "on conflict (patient_id, other_id) do update set is_linked = excluded.is_linked, "
                            + "at = excluded.at",
                    pair.first(),
                    pair.second(),
                    link.value(),
                    Timestamp.from(at));
        }
    }

    private void writeKeys(List<KeyRow> keys) {
        if (keys.isEmpty()) {
            return;
        }
        jdbc.update(
                PUT_KEYS,
                DirectoryStore.texts(keys.stream().map(row -> row.key().kind()).toList()),
                DirectoryStore.texts(
                        keys.stream().map(row -> row.key().assigner()).toList()),
                DirectoryStore.texts(keys.stream().map(row -> row.key().value()).toList()),
                keys.stream().map(KeyRow::patientId).toArray(Long[]::new),
                DirectoryStore.texts(keys.stream().map(KeyRow::universal).toList()),
                // text, as a driver's timestamp array would be read in the zone of the session
                keys.stream().map(row -> text(row.firstAt())).toArray(String[]::new),
                keys.stream().map(row -> text(row.standingAt())).toArray(String[]::new),
                keys.stream().map(KeyRow::isGivenUp).toArray(Boolean[]::new),
                keys.stream().map(KeyRow::isShared).toArray(Boolean[]::new));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private void update(String statement, Collection<Trait> traits) {
        if (!traits.isEmpty()) {
            jdbc.update(
                    statement,
                    DirectoryStore.texts(traits.stream().map(Trait::kind).toList()),
                    DirectoryStore.texts(traits.stream().map(Trait::value).toList()),
                    traits.stream().map(Trait::patientId).toArray(Long[]::new));
        }
    }

    private static String jsonOf(Collection<Map<String, @Nullable Object>> rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            // texts, numbers and times always have a JSON form
            throw new IllegalStateException("rows have no JSON form");
        }
    }
}
