package org.onestophub.pipeline.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;

/**
 * Writes facts of the directory into a complaint, where it is silent, and notes where they came from. Identity card and
 * phones stay in the directory: those who handle the case find them by the patient number, and the queue has many readers.
 */
final class DirectoryFacts {

    private final ObjectNode document;

    DirectoryFacts(ObjectNode document) {
        this.document = document;
    }

    void fill(KnownPatient patient) {
        put("/patient", "name", patient.name(), patient.receiptId());
        put("/patient", "sex", patient.sex(), patient.receiptId());
        put(
                "/patient",
                "birthDate",
                patient.birthDate() == null ? null : patient.birthDate().toString(),
                patient.receiptId());
        put("/patient", "patientNumber", patient.number(), patient.receiptId());
    }

    void fill(KnownVisit visit) {
        put("/visit", "visitNumber", visit.number(), visit.receiptId());
        put("/visit", "kind", visit.kind(), visit.receiptId());
        put("/visit", "startedAt", text(visit.startedAt()), visit.receiptId());
        put("/visit", "endedAt", text(visit.endedAt()), visit.receiptId());
        put("/visit", "departmentName", visit.department(), visit.receiptId());
        put("/visit", "doctor", visit.doctor(), visit.receiptId());
        put("/visit", "bed", visit.bed(), visit.receiptId());
        put("/visit", "diagnosis", visit.diagnosis(), visit.receiptId());
    }

    /** A patient number that a merge gave up, and with it a former name, becomes the one in use. */
    void follow(KnownPatient patient) {
        String number = PatientClaims.text(document.at("/patient/patientNumber"));
        if (number.equals(patient.number()) || !patient.formerNumbers().contains(number)) {
            return;
        }
        SaidWords.replace(document, "patientNumber", patient.number(), patient.receiptId());
        String name = PatientClaims.text(document.at("/patient/name"));
        if (patient.name() != null && !name.equals(patient.name()) && patient.isCalled(name)) {
            SaidWords.replace(document, "name", patient.name(), patient.receiptId());
        }
    }

    /** The number of a visit that goes on under another one becomes that one. */
    void follow(KnownVisit visit) {
        String number = PatientClaims.text(document.at("/visit/visitNumber"));
        if (!visit.number().isEmpty() && !number.isEmpty() && !number.equals(visit.number())) {
            SaidWords.replace(document, "visitNumber", visit.number(), visit.receiptId());
        }
    }

    private void put(String section, String field, @Nullable String value, long receiptId) {
        if (value == null || value.isEmpty() || document.withObject(section).hasNonNull(field)) {
            return;
        }
        document.withObject(section).put(field, value);
        document.withArray("/provenance")
                .addObject()
                .put("field", section + '/' + field)
                .put("receiptId", receiptId)
                .put("kind", "directory");
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
