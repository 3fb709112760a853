package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.DisciplineRoute;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Restriction;

/**
 * What a list of walks does to cases, decided and not yet written: new cases, revisions, names and claims. Every revision
 * has its event, as if the walks had been recorded one by one.
 */
final class CaseChanges {

    /** What {@link JsonText} writes for a character that the ledger cannot keep. */
    private static final char REPLACED = 0xFFFD;

    private final CaseNames names;
    private final Set<OpenCase> touched = new LinkedHashSet<>();
    private final List<Revision> revisions = new ArrayList<>();
    private final List<Named> added = new ArrayList<>();
    private final List<Claimed> claims = new ArrayList<>();
    private final List<Lent> lent = new ArrayList<>();

    /** Changes that later things of the list see in {@code names}. */
    CaseChanges(CaseNames names) {
        this.names = names;
    }

    /** A revision of a case. {@code document} is its JSON text, {@code isByMachine} see {@link #revise}. */
    record Revision(
            OpenCase one,
            int number,
            String type,
            String document,
            @Nullable Long receiptId,
            boolean isByMachine) {}

    /** A name given to a case. */
    record Named(CaseName name, OpenCase one) {}

    /** A claim of a case about its patient. */
    record Claimed(Complaint.Claim claim, OpenCase one) {}

    /** Opens a case. */
    OpenCase open(ObjectNode document, long receiptId) {
        OpenCase begun = OpenCase.begun(document);
        note(begun, EventTypes.CREATED, receiptId, false);
        return begun;
    }

    /**
     * Gives the case its next revision.
     * @param isByMachine true if it holds nothing new but a machine's answer: the district is not given it
     */
    void revise(OpenCase one, ObjectNode document, @Nullable Long receiptId, boolean isByMachine) {
        one.change(document);
        note(one, EventTypes.UPDATED, receiptId, isByMachine);
    }

    /** A thing of one case that was added to the case which stands for it. */
    record Lent(Thing thing, OpenCase of, OpenCase host) {}

    /** Adds a thing of a merged case to the one that stands for it. The names it brings stay with its own case. */
    void lend(Thing thing, OpenCase of, OpenCase host, boolean isByMachine) {
        host.changeForOther(CaseMerge.of(host.document(), thing.candidate().mapped()));
        note(host, EventTypes.UPDATED, thing.receipt().id(), isByMachine);
        namesIn(thing.candidate().mapped()).forEach(name -> name(name, of));
        lent.add(new Lent(thing, of, host));
    }

    /** What was added to cases that stand for others. */
    List<Lent> lent() {
        return lent;
    }

    private void note(OpenCase one, String type, @Nullable Long receiptId, boolean isByMachine) {
        Restriction.mark(one.document());
        DisciplineRoute.mark(one.document());
        touched.add(one);
        String text = JsonText.of(one.document());
        if (text.indexOf(REPLACED) >= 0) {
            // characters that the ledger cannot keep: what is derived of the case is derived of what it keeps
            one.keep(JsonText.objectOf(text));
        }
        revisions.add(new Revision(one, one.revision(), type, text, receiptId, isByMachine));
        namesIn(one.ownDocument()).forEach(name -> name(name, one));
    }

    /** One more name under which the case is found; an empty value is none. */
    void name(CaseName name, OpenCase one) {
        if (!name.value().isEmpty() && !names.has(one, name)) {
            names.add(name, one);
            added.add(new Named(name, one));
        }
    }

    /** Claims by which the patient may be found later. */
    void claim(Collection<Complaint.Claim> some, OpenCase one) {
        some.forEach(claim -> claims.add(new Claimed(claim, one)));
    }

    /** The cases that get another state, in the order in which they were touched. */
    Collection<OpenCase> cases() {
        return touched;
    }

    List<Revision> revisions() {
        return revisions;
    }

    List<Named> names() {
        return added;
    }

    List<Claimed> claims() {
        return claims;
    }

    private static Set<CaseName> namesIn(ObjectNode document) {
        Set<CaseName> found = new TreeSet<>();
        document.path("externalIds")
                .forEach(own -> found.add(CaseName.of(own.path("kind").asText(), CaseFinder.aliasOf(own))));
        document.path("arrivals")
                .forEach(arrival -> found.add(CaseName.of(
                        "receipt-number", arrival.path("receiptNumber").asText())));
        found.add(CaseName.of("receipt-number", document.path("number").asText()));
        LeadFinder.textNamesOf(document)
                .forEach((kind, values) -> values.forEach(value -> found.add(CaseName.of(kind, value))));
        int kept = 0;
        for (JsonNode reference : document.path("references")) {
            if (reference.path("kind").asText().equals("message-id") && kept++ < CaseFinder.REFERENCES) {
                found.add(CaseName.of(CaseFinder.REFERS_TO, CaseFinder.aliasOf(reference)));
            }
        }
        return found;
    }
}
