package org.onestophub.pipeline.enrich;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestophub.complaint.Admission;
import org.onestophub.pipeline.enrich.PatientClaims.Relation;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.Sought;

/**
 * Decides which patient a complaint is about. A link needs a number that names one person (visit, patient, or identity
 * card with a right check character), no number that names another, and no name that contradicts. Everything else is a
 * suggestion: a wrong link would show one patient's record to those who handle the complaint of another.
 *
 * <p>Confidence, as a rule of thumb for people and not a probability: 0.99 two numbers and the name agree; 0.95 one
 * number and the name; 0.90 numbers, and no name was given; 0.85 numbers, given by another person who did not name the
 * patient. Suggestions: 0.70 the complainant's own card and name, without saying who the patient is; 0.60 phone and name,
 * and no other patient fits; 0.60 a number, but the complainant has another name and did not say who the patient is;
 * 0.50 phone and name of several, or the card alone; 0.40 a number against the name; 0.30 a phone alone, as families and
 * offices share phones.
 */
final class PatientMatch {

    private static final int MAX_SUGGESTIONS = 5;

    private final PatientClaims claims;
    private final Map<Sought, List<KnownPatient>> found;

    PatientMatch(PatientClaims claims, Map<Sought, List<KnownPatient>> found) {
        this.claims = claims;
        this.found = found;
    }

    /** How the search ended. */
    enum State {
        LINKED,
        SUGGESTED,
        NONE,
        UNKNOWN
    }

    /** A patient, the confidence, and the claims that agreed. */
    record Scored(KnownPatient patient, BigDecimal confidence, List<String> evidence) {}

    /**
     * The decision. NONE: numbers contradict each other; UNKNOWN: the directory has no such patient.
     *
     * @param scored the linked patient, or the suggestions
     * @param conflict field in which the claims contradict, empty if they do not
     */
    record Decision(State state, List<Scored> scored, String conflict) {}

    Decision decide() {
        List<Set<KnownPatient>> byNumber = claims.numbers().keySet().stream()
                .filter(found::containsKey)
                .map(number -> (Set<KnownPatient>) new LinkedHashSet<>(found.get(number)))
                .toList();
        if (byNumber.isEmpty()) {
            return byHints();
        }
        Set<KnownPatient> common = new LinkedHashSet<>(byNumber.get(0));
        byNumber.forEach(common::retainAll);
        if (common.isEmpty()) {
            Set<KnownPatient> all = new LinkedHashSet<>();
            byNumber.forEach(all::addAll);
            return new Decision(State.NONE, suggested(all, "0.4"), "/patient");
        }
        List<KnownPatient> named = common.stream().filter(this::isNamed).toList();
        if (named.size() == 1) {
            return linked(named.get(0), byNumber.size() > 1 ? "0.99" : "0.95");
        }
        if (common.size() > 1) {
            return new Decision(State.SUGGESTED, suggested(named.isEmpty() ? common : named, "0.5"), "");
        }
        return unnamed(common.iterator().next());
    }

    /** Decides where one patient has the numbers, but no name agrees. */
    private Decision unnamed(KnownPatient patient) {
        if (claims.hasPatientName() && !patient.names().isEmpty()) {
            return new Decision(State.SUGGESTED, suggested(Set.of(patient), "0.4"), "/patient/name");
        }
        if (claims.hasPatientName() || claims.complainantName().isEmpty()) {
            return linked(patient, "0.9");
        }
        if (claims.relation() == Relation.ANOTHER) {
            return linked(patient, "0.85");
        }
        return new Decision(State.SUGGESTED, suggested(Set.of(patient), "0.6"), "");
    }

    private Decision byHints() {
        Set<KnownPatient> likely = new LinkedHashSet<>();
        claims.hints().keySet().forEach(hint -> likely.addAll(found.getOrDefault(hint, List.of())));
        if (likely.isEmpty()) {
            return new Decision(State.UNKNOWN, List.of(), "");
        }
        boolean isAlone = likely.stream().filter(this::isNamed).count() == 1;
        List<Scored> scored = likely.stream()
                .map(patient -> {
                    List<String> evidence = evidenceOf(patient);
                    boolean card = evidence.contains(Admission.ID_CARD);
                    boolean name = evidence.contains(Admission.NAME);
                    String confidence = name ? (card ? "0.7" : isAlone ? "0.6" : "0.5") : card ? "0.5" : "0.3";
                    return new Scored(patient, new BigDecimal(confidence), evidence);
                })
                .sorted(Comparator.comparing(Scored::confidence).reversed())
                .limit(MAX_SUGGESTIONS)
                .toList();
        return new Decision(State.SUGGESTED, scored, "");
    }

    private Decision linked(KnownPatient patient, String confidence) {
        return new Decision(
                State.LINKED, List.of(new Scored(patient, new BigDecimal(confidence), evidenceOf(patient))), "");
    }

    private List<Scored> suggested(Collection<KnownPatient> patients, String confidence) {
        return patients.stream()
                .limit(MAX_SUGGESTIONS)
                .map(one -> new Scored(one, new BigDecimal(confidence), evidenceOf(one)))
                .toList();
    }

    /** The patient's name as given; without one, the complainant's unless the complainant is another person. */
    private boolean isNamed(KnownPatient patient) {
        if (claims.hasPatientName()) {
            return patient.isCalled(claims.patientName());
        }
        return claims.relation() != Relation.ANOTHER && patient.isCalled(claims.complainantName());
    }

    private List<String> evidenceOf(KnownPatient patient) {
        List<String> evidence = new ArrayList<>(claims.all().stream()
                .filter(sought -> found.getOrDefault(sought, List.of()).contains(patient))
                .map(Sought::kind)
                .distinct()
                .toList());
        if (isNamed(patient)) {
            evidence.add(Admission.NAME);
        }
        return evidence;
    }
}
