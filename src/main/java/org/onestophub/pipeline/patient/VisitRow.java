package org.onestophub.pipeline.patient;

import java.time.Instant;
import org.onestophub.complaint.Admission.Encounter;

/** A row of {@code patient_visit}; see the migration for the columns. Absent facts are null. */
record VisitRow(
        String assigner,
        String number,
        long patientId,
        String kind,
        String department,
        String bed,
        String doctor,
        String diagnosis,
        Instant startedAt,
        Instant endedAt,
        boolean cancelled,
        Instant at,
        Instant endToldAt,
        Instant cancelToldAt,
        long receiptId) {

    static VisitRow begun(Encounter visit, long patientId, Instant at, long receiptId) {
        return new VisitRow(
                visit.assigner(),
                visit.number(),
                patientId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                at,
                null,
                null,
                receiptId);
    }

    /** The row with where the patient is, by an event at {@code eventAt}; an older event only fills what is empty. */
    VisitRow told(Encounter visit, long patient, Instant eventAt) {
        boolean newer = FactPrecedence.orSame(eventAt, at);
        return new VisitRow(
                assigner,
                number,
                newer ? patient : patientId,
                FactPrecedence.of(newer, present(visit.kind()), kind),
                FactPrecedence.of(newer, present(visit.department()), department),
                FactPrecedence.of(newer, present(visit.bed()), bed),
                FactPrecedence.of(newer, present(visit.doctor()), doctor),
                FactPrecedence.of(newer, present(visit.diagnosis()), diagnosis),
                FactPrecedence.of(newer, visit.startedAt(), startedAt),
                endedAt,
                cancelled,
                newer ? eventAt : at,
                endToldAt,
                cancelToldAt,
                receiptId);
    }

    /** The row with its end, or with none after a cancelled discharge; an older event changes nothing. */
    VisitRow ended(Instant end, Instant eventAt) {
        if (!FactPrecedence.orSame(eventAt, endToldAt)) {
            return this;
        }
        return new VisitRow(
                assigner,
                number,
                patientId,
                kind,
                department,
                bed,
                doctor,
                diagnosis,
                startedAt,
                end,
                cancelled,
                at,
                eventAt,
                cancelToldAt,
                receiptId);
    }

    /** The row after an admission or its cancellation; an older event changes nothing. */
    VisitRow cancelled(boolean isCancelled, Instant eventAt) {
        if (!FactPrecedence.orSame(eventAt, cancelToldAt)) {
            return this;
        }
        return new VisitRow(
                assigner,
                number,
                patientId,
                kind,
                department,
                bed,
                doctor,
                diagnosis,
                startedAt,
                endedAt,
                isCancelled,
                at,
                endToldAt,
                eventAt,
                receiptId);
    }

    VisitRow of(long newPatientId) {
        return new VisitRow(
                assigner,
                number,
                newPatientId,
                kind,
                department,
                bed,
                doctor,
                diagnosis,
                startedAt,
                endedAt,
                cancelled,
                at,
                endToldAt,
                cancelToldAt,
                receiptId);
    }

    VisitRow stamped(long newReceiptId) {
        return new VisitRow(
                assigner,
                number,
                patientId,
                kind,
                department,
                bed,
                doctor,
                diagnosis,
                startedAt,
                endedAt,
                cancelled,
                at,
                endToldAt,
                cancelToldAt,
                newReceiptId);
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
