package org.onestophub.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.contract.PhoneNumbers;
import org.onestophub.pipeline.enrich.PatientMatch.Decision;
import org.onestophub.pipeline.enrich.PatientMatch.Scored;
import org.onestophub.pipeline.enrich.PatientMatch.State;
import org.onestophub.pipeline.patient.PatientLookup;
import org.onestophub.pipeline.patient.PatientSearch;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.onestophub.pipeline.patient.PatientSearch.Sought;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Adds to a complaint what the directory knows of its patient. The rules are those of {@link PatientMatch}. */
@Component
public class Enrichment implements PatientContext {

    private static final String LINKED = "linked";

    private final PatientSearch directory;
    private final PhoneNumbers phones;
    private final String own;

    /** Of a hub of one institution. */
    Enrichment(PatientSearch directory, PhoneNumbers phones) {
        this(directory, phones, "");
    }

    @Autowired
    Enrichment(PatientSearch directory, PhoneNumbers phones, HubProperties hub) {
        this(directory, phones, hub.institution().uscc());
    }

    private Enrichment(PatientSearch directory, PhoneNumbers phones, String own) {
        this.phones = phones;
        this.directory = directory;
        this.own = own;
    }

    /** The directory is that of the hub's own patients; it says nothing to other institutions. */
    private PatientClaims claims(ObjectNode document) {
        String institution = document.at("/institution/uscc").asText();
        return institution.isEmpty() || institution.equals(own)
                ? PatientClaims.of(document, phones)
                : PatientClaims.NONE;
    }

    /** A document, the same node if nothing changed, and what was noticed. */
    record Enriched(ObjectNode document, List<Finding> findings) {}

    @Override
    public ObjectNode enriched(ObjectNode document) {
        return noted(document, enrich(document));
    }

    private static ObjectNode noted(ObjectNode document, Enriched result) {
        List<Finding> fresh = result.findings().stream()
                .filter(finding -> !isNoted(document, finding))
                .toList();
        if (fresh.isEmpty()) {
            return result.document();
        }
        @SuppressWarnings("ReferenceEquality") // a copy unless one was made already
        ObjectNode noted = result.document() == document ? document.deepCopy() : result.document();
        fresh.forEach(finding -> noted.withArray("/findings")
                .addObject()
                .put("code", finding.code())
                .put("field", finding.field()));
        return noted;
    }

    /**
     * A recorded complaint with what the directory knows by now. One that is linked follows its patient: where the
     * hospital merged the patient into another, or moved or renumbered the visit, the complaint names the one that stays.
     * @return the same node if nothing changed
     */
    ObjectNode again(ObjectNode document) {
        return again(document, directory);
    }

    /** The same for many; the directory is asked about all together. */
    List<ObjectNode> againAll(List<ObjectNode> documents) {
        return together(documents, this::again);
    }

    /** What {@link #enrich} gives for each; the directory is asked about all together. */
    List<Enriched> enrichAll(List<ObjectNode> documents) {
        return together(documents, this::enrich);
    }

    private <R> List<R> together(List<ObjectNode> documents, BiFunction<ObjectNode, PatientLookup, R> work) {
        return documents.size() == 1
                ? List.of(work.apply(documents.get(0), directory))
                : directory.together().each(documents, work);
    }

    private ObjectNode again(ObjectNode document, PatientLookup lookup) {
        if (!isLinked(document)) {
            return noted(document, enrich(document, lookup));
        }
        ObjectNode said = SaidWords.of(document);
        PatientClaims claims = claims(said);
        Decision decision = new PatientMatch(claims, lookup.find(claims.all())).decide();
        if (decision.state() != State.LINKED) {
            // a link once made is not taken back, but people must know that it is in doubt
            boolean isInDoubt = decision.state() == State.NONE;
            List<Finding> doubt = isInDoubt ? List.of(Finding.of(Problem.CONTEXT_CONFLICT, "/patient")) : List.of();
            return noted(document, new Enriched(document, doubt));
        }
        KnownPatient patient = decision.scored().get(0).patient();
        if (isNamedIn(document, patient, lookup)) {
            return document;
        }
        return enrich(said, lookup).document();
    }

    /** True if patient and visit go by the numbers in the document, or by others that are in use. */
    private static boolean isNamedIn(ObjectNode document, KnownPatient patient, PatientLookup lookup) {
        String number = PatientClaims.text(document.at("/patient/patientNumber"));
        if (!number.equals(patient.number())) {
            Sought sought = new Sought(Admission.PATIENT_NUMBER, number);
            boolean isInUse = !patient.formerNumbers().contains(number)
                    && lookup.find(List.of(sought)).getOrDefault(sought, List.of()).stream()
                            .anyMatch(one -> one.id() == patient.id());
            if (!isInUse) {
                return false;
            }
        }
        String visit = PatientClaims.text(document.at("/visit/visitNumber"));
        List<KnownVisit> visits = visit.isEmpty() ? List.of() : lookup.visits(patient.id(), visit);
        return visits.size() != 1 || visits.get(0).number().equals(visit);
    }

    @Override
    public List<Complaint.Claim> openClaims(ObjectNode document) {
        return isLinked(document) ? List.of() : claimsOf(document);
    }

    @Override
    public List<Complaint.Claim> linkedClaims(ObjectNode document) {
        return isLinked(document)
                ? claimsOf(document).stream()
                        .filter(claim -> !Admission.PHONE.equals(claim.kind()))
                        .toList()
                : List.of();
    }

    private List<Complaint.Claim> claimsOf(ObjectNode document) {
        PatientClaims claims = claims(document);
        List<Complaint.Claim> open = new ArrayList<>();
        for (Map<Sought, String> some : List.of(claims.numbers(), claims.hints())) {
            some.forEach((sought, pointer) -> open.add(new Complaint.Claim(sought.kind(), sought.value(), pointer)));
        }
        return open;
    }

    /** The document with what the directory knows; findings are given apart and not written into it. */
    Enriched enrich(ObjectNode document) {
        return enrich(document, directory);
    }

    private Enriched enrich(ObjectNode document, PatientLookup lookup) {
        PatientClaims claims = claims(document);
        if (isLinked(document) || claims.all().isEmpty()) {
            return new Enriched(document, List.of());
        }
        Decision decision = new PatientMatch(claims, lookup.find(claims.all())).decide();
        if (decision.state() == State.UNKNOWN) {
            return new Enriched(document, List.of());
        }
        ObjectNode changed = document.deepCopy();
        ObjectNode before = patient(changed).path("link").isObject()
                ? (ObjectNode) patient(changed).get("link")
                : null;
        ObjectNode link = link(changed, decision);
        boolean isNew = before == null || !withoutTime(before).equals(withoutTime(link));
        List<Finding> findings = decision.conflict().isEmpty()
                ? List.of()
                : List.of(Finding.of(Problem.CONTEXT_CONFLICT, decision.conflict()));
        if (!isNew) {
            return new Enriched(document, findings);
        }
        patient(changed).set("link", link);
        if (decision.state() == State.LINKED) {
            fill(changed, decision.scored().get(0).patient(), lookup);
        }
        return new Enriched(changed, findings);
    }

    private static void fill(ObjectNode document, KnownPatient patient, PatientLookup lookup) {
        DirectoryFacts facts = new DirectoryFacts(document);
        facts.fill(patient);
        String number = PatientClaims.text(document.at("/visit/visitNumber"));
        List<KnownVisit> visits = lookup.visits(patient.id(), number);
        // without a number only the one stay that is going on can be meant; two would be a guess
        if (visits.size() == 1 && (!number.isEmpty() || !document.path("visit").isObject())) {
            facts.fill(visits.get(0));
            facts.follow(visits.get(0));
        }
        facts.follow(patient);
    }

    private static ObjectNode link(ObjectNode document, Decision decision) {
        ObjectNode link = document.objectNode();
        link.put("state", decision.state().name().toLowerCase(java.util.Locale.ROOT));
        if (decision.state() == State.LINKED) {
            Scored one = decision.scored().get(0);
            link.put("confidence", one.confidence());
            link.set("evidence", texts(document, one.evidence()));
            link.put("asOf", one.patient().asOf().toString());
            return link;
        }
        ArrayNode suggestions = link.putArray("suggestions");
        for (Scored one : decision.scored()) {
            ObjectNode suggestion = suggestions.addObject();
            suggestion.put("patientNumber", one.patient().number());
            suggestion.put("confidence", one.confidence());
            suggestion.set("evidence", texts(document, one.evidence()));
        }
        return link;
    }

    private static ArrayNode texts(ObjectNode factory, List<String> texts) {
        ArrayNode array = factory.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode patient(ObjectNode document) {
        return document.withObject("/patient");
    }

    private static String withoutTime(ObjectNode link) {
        // as text: a confidence read back from the store may be a double
        return link.deepCopy().without("asOf").toString();
    }

    private static boolean isLinked(JsonNode document) {
        return LINKED.equals(document.at("/patient/link/state").textValue());
    }

    private static boolean isNoted(JsonNode document, Finding finding) {
        for (JsonNode noted : document.path("findings")) {
            if (finding.code().equals(noted.path("code").textValue())
                    && finding.field().equals(noted.path("field").asText())) {
                return true;
            }
        }
        return false;
    }
}
