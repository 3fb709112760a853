package org.onestophub.pipeline.patient;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.pipeline.patient.DirectoryPage.VisitKey;
import org.onestophub.pipeline.patient.VisitRow.Life;
import org.onestophub.pipeline.patient.VisitRow.Place;

/** Rows of the directory's tables as records, and records as columns. */
final class DirectoryRows {

    private DirectoryRows() {}

    static KeyRow key(ResultSet row) throws SQLException {
        return new KeyRow(
                new Identifier(row.getString("assigner"), row.getString("kind"), row.getString("value")),
                row.getLong("patient_id"),
                row.getString("universal"),
                instant(row, "first_at"),
                instant(row, "standing_at"),
                row.getBoolean("given_up"),
                row.getBoolean("shared"));
    }

    static PatientRow patient(ResultSet row) throws SQLException {
        long mergedInto = row.getLong("merged_into");
        Long merged = row.wasNull() ? null : mergedInto;
        Instant personAt = instant(row, "person_at");
        List<String> phones = list(row.getArray("phones"));
        return new PatientRow(
                row.getLong("id"),
                row.getString("number"),
                TimedFact.stored(row.getString("name"), instant(row, "name_at"), personAt),
                TimedFact.stored(row.getString("sex"), instant(row, "sex_at"), personAt),
                TimedFact.stored(row.getObject("birth_date", LocalDate.class), instant(row, "birth_at"), personAt),
                TimedFact.stored(row.getString("id_card"), instant(row, "id_card_at"), personAt),
                new TimedFact<>(phones.isEmpty() ? null : phones, instant(row, "phones_at")),
                new TimedFact<>(row.getString("address"), instant(row, "address_at")),
                merged,
                known(row, "as_of"),
                row.getLong("receipt_id"));
    }

    static Map<String, @Nullable Object> columns(PatientRow row) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", row.id());
        columns.put("number", row.number());
        put(columns, "name", row.name());
        put(columns, "sex", row.sex());
        columns.put("birth_date", row.birthDate().value());
        columns.put("birth_at", row.birthDate().at());
        put(columns, "id_card", row.idCard());
        columns.put("phones", row.phoneList());
        columns.put("phones_at", row.phones().at());
        put(columns, "address", row.address());
        columns.put("person_at", row.personAt());
        columns.put("merged_into", row.mergedInto());
        columns.put("as_of", row.asOf());
        columns.put("receipt_id", row.receiptId());
        return columns;
    }

    static VisitRow visit(ResultSet row) throws SQLException {
        Instant at = known(row, "at");
        Place place = new Place(row.getString("department"), row.getString("bed"));
        String became = row.getString("became_number");
        return new VisitRow(
                new VisitKey(row.getString("assigner"), row.getString("number")),
                row.getLong("patient_id"),
                TimedFact.stored(row.getString("kind"), instant(row, "kind_at"), at),
                TimedFact.stored(
                        place.department() == null && place.bed() == null ? null : place, instant(row, "place_at"), at),
                TimedFact.stored(row.getString("doctor"), instant(row, "doctor_at"), at),
                TimedFact.stored(row.getString("diagnosis"), instant(row, "diagnosis_at"), at),
                TimedFact.stored(instant(row, "started_at"), instant(row, "start_told_at"), at),
                TimedFact.stored(instant(row, "ended_at"), instant(row, "end_told_at"), at),
                TimedFact.stored(row.getBoolean("cancelled"), instant(row, "cancel_told_at"), null),
                new Life(
                        at,
                        instant(row, "began_at"),
                        instant(row, "since"),
                        row.getString("told_under"),
                        became == null ? null : new VisitKey(row.getString("became_assigner"), became)),
                row.getLong("receipt_id"));
    }

    static Map<String, @Nullable Object> columns(VisitRow row) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("assigner", row.key().assigner());
        columns.put("number", row.key().number());
        columns.put("patient_id", row.patientId());
        put(columns, "kind", row.kind());
        Place place = row.place().value();
        columns.put("department", place == null ? null : place.department());
        columns.put("bed", place == null ? null : place.bed());
        columns.put("place_at", row.place().at());
        put(columns, "doctor", row.doctor());
        put(columns, "diagnosis", row.diagnosis());
        columns.put("started_at", row.startedAt().value());
        columns.put("start_told_at", row.startedAt().at());
        columns.put("ended_at", row.ended().value());
        columns.put("end_told_at", row.ended().at());
        columns.put("cancelled", row.isCancelled());
        columns.put("cancel_told_at", row.cancelled().at());
        Life life = row.life();
        columns.put("at", life.at());
        columns.put("began_at", life.beganAt());
        columns.put("since", life.since());
        columns.put("told_under", life.toldUnder());
        VisitKey became = life.became();
        columns.put("became_assigner", became == null ? null : became.assigner());
        columns.put("became_number", became == null ? null : became.number());
        columns.put("receipt_id", row.receiptId());
        return columns;
    }

    private static void put(Map<String, @Nullable Object> columns, String name, TimedFact<?> fact) {
        columns.put(name, fact.value());
        columns.put(name + "_at", fact.at());
    }

    /** A time, null if the column is. */
    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** A time of a column that is never null. */
    static Instant known(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instant(row, column), column);
    }

    static List<String> list(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
