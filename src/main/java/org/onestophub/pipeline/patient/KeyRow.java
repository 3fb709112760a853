package org.onestophub.pipeline.patient;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission.Identifier;

/**
 * A row of {@code patient_key}: a number that names one patient.
 *
 * @param key the number, without a universal id
 * @param universal universal id of the assigner where one stood beside its namespace, else empty
 * @param firstAt time of the earliest event that listed it first, null if none did
 * @param standingAt time of the newest merge that gave it up or named it as the survivor, null if none did
 * @param isGivenUp true if that merge gave it up
 * @param isShared true if two assigners with different universal ids go by this namespace and gave the number
 */
record KeyRow(
        Identifier key,
        long patientId,
        String universal,
        @Nullable Instant firstAt,
        @Nullable Instant standingAt,
        boolean isGivenUp,
        boolean isShared) {

    static KeyRow begun(Identifier key, long patientId, String universal) {
        return new KeyRow(key, patientId, universal, null, null, false, false);
    }

    KeyRow of(long newPatientId) {
        return new KeyRow(key, newPatientId, universal, firstAt, standingAt, isGivenUp, isShared);
    }

    KeyRow listedFirst(Instant at) {
        return new KeyRow(key, patientId, universal, TimedFact.earlier(firstAt, at), standingAt, isGivenUp, isShared);
    }

    /** The row after a merge; of two merges at the same time the one that gives it up counts: it was survivor before. */
    KeyRow stands(boolean givenUp, Instant at) {
        boolean isOlder = standingAt != null && at.isBefore(standingAt);
        boolean isSame = at.equals(standingAt);
        if (isOlder || isSame && !givenUp) {
            return this;
        }
        return new KeyRow(key, patientId, universal, firstAt, at, givenUp, isShared);
    }

    KeyRow withUniversal(String newUniversal) {
        return new KeyRow(key, patientId, newUniversal, firstAt, standingAt, isGivenUp, isShared);
    }

    KeyRow shared() {
        return new KeyRow(key, patientId, universal, firstAt, standingAt, isGivenUp, true);
    }
}
