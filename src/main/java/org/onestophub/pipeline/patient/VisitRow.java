package org.onestophub.pipeline.patient;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission.Encounter;
import org.onestophub.pipeline.patient.DirectoryPage.VisitKey;

/** A row of {@code patient_visit}; see the migrations for the columns. Values change by {@code with…}, never in place. */
record VisitRow(
        VisitKey key,
        long patientId,
        TimedFact<String> kind,
        TimedFact<Place> place,
        TimedFact<String> doctor,
        TimedFact<String> diagnosis,
        TimedFact<Instant> startedAt,
        TimedFact<Instant> ended,
        TimedFact<Boolean> cancelled,
        Life life,
        long receiptId) {

    /** Where a patient lies (PV1-3): stated as a whole, either part may be null. */
    record Place(@Nullable String department, @Nullable String bed) {}

    /**
     * What the directory needs to know of a visit beside its facts.
     *
     * @param at time of the newest event about the visit
     * @param beganAt time of the newest event that began a stay under this number, null if none did
     * @param since facts stated up to here are of an earlier stay under the same number, null if there was none
     * @param toldUnder patient number under which the visit was first stated, null in rows of earlier versions
     * @param became the number under which the visit goes on, null unless it was replaced
     */
    record Life(
            Instant at,
            @Nullable Instant beganAt,
            @Nullable Instant since,
            @Nullable String toldUnder,
            @Nullable VisitKey became) {}

    static VisitRow begun(VisitKey key, long patientId, @Nullable String toldUnder, Instant at, long receiptId) {
        return new VisitRow(
                key,
                patientId,
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                TimedFact.untold(),
                new Life(at, null, null, toldUnder, null),
                receiptId);
    }

    /** True if the patient is there now, as far as is known. */
    boolean isOpen() {
        return life.became() == null && ended.value() == null && !isCancelled();
    }

    boolean isCancelled() {
        return Boolean.TRUE.equals(cancelled.value());
    }

    /** The row with what an event says; a new place takes the place of the whole old one. */
    VisitRow updated(Encounter visit, long patient, Instant eventAt) {
        long owner = eventAt.isBefore(life.at()) ? patientId : patient;
        VisitRow row = with(new Life(
                        TimedFact.newer(life.at(), eventAt),
                        life.beganAt(),
                        life.since(),
                        life.toldUnder(),
                        life.became()))
                .of(owner);
        Instant since = life.since();
        if (since != null && !eventAt.isAfter(since)) {
            return row;
        }
        boolean hasPlace = !visit.department().isEmpty() || !visit.bed().isEmpty();
        Place newPlace = hasPlace ? new Place(present(visit.department()), present(visit.bed())) : null;
        return new VisitRow(
                key,
                owner,
                kind.updated(present(visit.kind()), eventAt),
                updated(place, newPlace, visit, "place", eventAt),
                updated(doctor, present(visit.doctor()), visit, "doctor", eventAt),
                updated(diagnosis, present(visit.diagnosis()), visit, "diagnosis", eventAt),
                updated(startedAt, visit.startedAt(), visit, "startedAt", eventAt),
                updated(ended, visit.endedAt(), visit, "endedAt", eventAt),
                cancelled,
                row.life,
                receiptId);
    }

    /** The row after an event that began a stay; one that begins behind the end of another clears what was known of that. */
    VisitRow beganAt(Instant at) {
        return with(new Life(
                life.at(), TimedFact.later(life.beganAt(), at), life.since(), life.toldUnder(), life.became()));
    }

    /** The row after an event that ends the stay, or with {@code end} null takes its end back. */
    VisitRow withEnd(@Nullable Instant end, Instant eventAt) {
        return with(ended.set(end, eventAt), cancelled);
    }

    VisitRow withCancelled(boolean isCancelled, Instant eventAt) {
        return with(ended, cancelled.set(isCancelled, eventAt));
    }

    /** The row without the facts of a stay that ended before this one began. */
    VisitRow settled() {
        Instant end = ended.value() == null ? null : ended.at();
        Instant began = life.beganAt();
        if (end == null || began == null || !began.isAfter(end)) {
            return this;
        }
        return new VisitRow(
                key,
                patientId,
                kind.after(end),
                place.after(end),
                doctor.after(end),
                diagnosis.after(end),
                startedAt.after(end),
                new TimedFact<>(null, end),
                cancelled,
                new Life(life.at(), began, TimedFact.later(life.since(), end), life.toldUnder(), life.became()),
                receiptId);
    }

    /** The later telling of each fact of two rows that are one visit. */
    VisitRow or(VisitRow other) {
        return new VisitRow(
                        key,
                        patientId,
                        kind.or(other.kind),
                        place.or(other.place),
                        doctor.or(other.doctor),
                        diagnosis.or(other.diagnosis),
                        startedAt.or(other.startedAt),
                        ended.or(other.ended),
                        cancelled.or(other.cancelled),
                        new Life(
                                TimedFact.newer(life.at(), other.life.at()),
                                TimedFact.later(life.beganAt(), other.life.beganAt()),
                                TimedFact.later(life.since(), other.life.since()),
                                life.toldUnder() == null ? other.life.toldUnder() : life.toldUnder(),
                                life.became()),
                        receiptId)
                .settled();
    }

    VisitRow of(long newPatientId) {
        return new VisitRow(
                key, newPatientId, kind, place, doctor, diagnosis, startedAt, ended, cancelled, life, receiptId);
    }

    VisitRow at(VisitKey newKey) {
        return new VisitRow(
                newKey, patientId, kind, place, doctor, diagnosis, startedAt, ended, cancelled, life, receiptId);
    }

    VisitRow stamped(long newReceiptId) {
        return new VisitRow(
                key, patientId, kind, place, doctor, diagnosis, startedAt, ended, cancelled, life, newReceiptId);
    }

    /** A row that only says under which number the visit goes on. */
    static VisitRow replaced(VisitKey former, VisitKey now, long patientId, Instant at, long receiptId) {
        return begun(former, patientId, null, at, receiptId).with(new Life(at, null, null, null, now));
    }

    VisitRow with(Life newLife) {
        return new VisitRow(
                key, patientId, kind, place, doctor, diagnosis, startedAt, ended, cancelled, newLife, receiptId);
    }

    private VisitRow with(TimedFact<Instant> newEnd, TimedFact<Boolean> newCancelled) {
        return new VisitRow(
                key, patientId, kind, place, doctor, diagnosis, startedAt, newEnd, newCancelled, life, receiptId);
    }

    private static <T> TimedFact<T> updated(
            TimedFact<T> known, @Nullable T stated, Encounter visit, String name, Instant at) {
        return stated == null && visit.cleared().contains(name) ? known.set(null, at) : known.updated(stated, at);
    }

    private static @Nullable String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
