package org.onestophub.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.IdCard;
import org.onestophub.complaint.contract.PhoneNumbers;
import org.onestophub.pipeline.patient.PatientName;
import org.onestophub.pipeline.patient.PatientSearch.Sought;

/**
 * What a complaint says about who the patient is.
 *
 * @param numbers claims that identify one person, each with its JSON pointer in the document
 * @param hints claims that only make a patient likely: phones, and the identity card of a complainant who did not say
 *     whether the patient is another person
 * @param patientName the patient's name, or the complainant's if they are the same person; empty if not given
 * @param complainantName the complainant's name, empty if not given
 * @param relation who the complainant is to the patient
 */
record PatientClaims(
        Map<Sought, String> numbers,
        Map<Sought, String> hints,
        String patientName,
        String complainantName,
        Relation relation) {

    /** Nothing is said. */
    static final PatientClaims NONE = new PatientClaims(Map.of(), Map.of(), "", "", Relation.UNSTATED);

    /** Bound of the claims used for the search. */
    private static final int MAX_CLAIMS = 20;

    private static final int MAX_VALUE = 64;
    /** Code list {@code relation}: the patient in person. */
    private static final Set<String> SELF = Set.of("1", "01");

    private static final String RESIDENT_CARD = "01";

    /** Who complains. */
    enum Relation {
        SELF,
        ANOTHER,
        UNSTATED
    }

    /** The claims in a complaint; {@code phones} reads numbers that CHECK has not seen. */
    static PatientClaims of(JsonNode document, PhoneNumbers phones) {
        JsonNode complainant = document.path("complainant");
        Relation relation = relationOf(complainant);
        Map<Sought, String> numbers = new LinkedHashMap<>();
        Map<Sought, String> hints = new LinkedHashMap<>();
        add(numbers, Admission.VISIT_NUMBER, document.at("/visit/visitNumber"), "/visit/visitNumber");
        add(numbers, Admission.PATIENT_NUMBER, document.at("/patient/patientNumber"), "/patient/patientNumber");
        addCard(numbers, document.at("/patient/idDocument"), "/patient/idDocument/number");
        if (relation != Relation.ANOTHER) {
            Map<Sought, String> own = relation == Relation.SELF ? numbers : hints;
            addCard(own, complainant.path("idDocument"), "/complainant/idDocument/number");
        }
        addStated(complainant.path("claims"), relation, numbers, hints, phones);
        addPhones(hints, document.at("/patient/phones"), "/patient/phones/", phones);
        addPhones(hints, complainant.path("phones"), "/complainant/phones/", phones);
        numbers.keySet().forEach(hints::remove);
        String own = text(complainant.path("name"));
        String patient = text(document.at("/patient/name"));
        return new PatientClaims(
                numbers, hints, patient.isEmpty() && relation == Relation.SELF ? own : patient, own, relation);
    }

    List<Sought> all() {
        List<Sought> all = new ArrayList<>(numbers.keySet());
        all.addAll(hints.keySet());
        return all;
    }

    private static Relation relationOf(JsonNode complainant) {
        String code = text(complainant.path("relation"));
        if (code.isEmpty()) {
            return Relation.UNSTATED;
        }
        return SELF.contains(code) ? Relation.SELF : Relation.ANOTHER;
    }

    private static void addStated(
            JsonNode claims,
            Relation relation,
            Map<Sought, String> numbers,
            Map<Sought, String> hints,
            PhoneNumbers phones) {
        for (int i = 0; i < Math.min(claims.size(), MAX_CLAIMS); i++) {
            String kind = text(claims.get(i).path("kind"));
            JsonNode value = claims.get(i).path("value");
            String pointer = "/complainant/claims/" + i + "/value";
            switch (kind) {
                case Admission.VISIT_NUMBER, Admission.PATIENT_NUMBER -> add(numbers, kind, value, pointer);
                case Admission.PHONE -> addPhone(hints, text(value), pointer, phones);
                case Admission.ID_CARD -> {
                    if (relation != Relation.ANOTHER && IdCard.isValid(text(value))) {
                        put(relation == Relation.SELF ? numbers : hints, kind, IdCard.normal(text(value)), pointer);
                    }
                }
                default -> {}
            }
        }
    }

    private static void addCard(Map<Sought, String> claims, JsonNode idDocument, String pointer) {
        String type = text(idDocument.path("type"));
        String number = text(idDocument.path("number"));
        if ((type.isEmpty() || RESIDENT_CARD.equals(type)) && IdCard.isValid(number)) {
            put(claims, Admission.ID_CARD, IdCard.normal(number), pointer);
        }
    }

    private static void addPhones(Map<Sought, String> hints, JsonNode stated, String pointer, PhoneNumbers phones) {
        for (int i = 0; i < Math.min(stated.size(), MAX_CLAIMS); i++) {
            String e164 = text(stated.get(i).path("e164"));
            addPhone(hints, e164.isEmpty() ? text(stated.get(i).path("raw")) : e164, pointer + i, phones);
        }
    }

    private static void addPhone(Map<Sought, String> hints, String text, String pointer, PhoneNumbers phones) {
        phones.e164(text).forEach(phone -> put(hints, Admission.PHONE, phone, pointer));
    }

    private static void add(Map<Sought, String> claims, String kind, JsonNode value, String pointer) {
        put(claims, kind, text(value), pointer);
    }

    private static void put(Map<Sought, String> claims, String kind, String value, String pointer) {
        if (!value.isEmpty() && value.length() <= MAX_VALUE && claims.size() < MAX_CLAIMS) {
            claims.putIfAbsent(new Sought(kind, value), pointer);
        }
    }

    static String text(JsonNode node) {
        return node.isTextual() ? node.textValue().strip() : "";
    }

    boolean hasPatientName() {
        return !PatientName.normal(patientName).isEmpty();
    }
}
