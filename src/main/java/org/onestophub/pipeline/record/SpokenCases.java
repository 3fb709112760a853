package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.DisciplineRoute;
import org.onestophub.complaint.contract.CaseStatuses.Classified;
import org.onestophub.complaint.contract.CaseStatuses.Derived;
import org.onestophub.complaint.contract.CaseStatuses.Identity;
import org.springframework.stereotype.Component;

/**
 * Writes into a complaint what status events say of it: that its complainant was verified, so that the next revision has the
 * content that was kept back; what it is about; and that it is on the discipline route. A check that fails later takes the first
 * away again; of the second the last word stands, also above what inputs say that arrive later. Works in the caller's transaction.
 */
@Component
class SpokenCases {

    private static final String VERIFIED = "identityVerified";
    private static final String MATTER = "/matter/";

    private final CaseTable cases;

    SpokenCases(CaseTable cases) {
        this.cases = cases;
    }

    /** Revises the complaints of those derived cases of which something else is said now than stands in them, and gives them. */
    Set<Long> note(Map<Long, Derived> derived, Instant now) {
        Map<Long, Derived> spoken = new HashMap<>();
        derived.forEach((id, one) -> {
            if (one.identity() != null
                    || one.disciplineRoute() != null
                    || !one.classified().isEmpty()) {
                spoken.put(id, one);
            }
        });
        if (spoken.isEmpty()) {
            return Set.of();
        }
        Set<Long> revised = new TreeSet<>();
        CaseChanges changes = new CaseChanges(new CaseNames());
        for (CaseTable.Locked locked : cases.lock(spoken.keySet())) {
            ObjectNode document = locked.file().document();
            Derived said = Objects.requireNonNull(spoken.get(locked.file().id()), "asked for");
            if (apply(said, document)) {
                if (locked.own() != null) {
                    apply(said, locked.own());
                }
                OpenCase one = OpenCase.known(locked.file().id());
                one.load(locked.file(), locked.own());
                changes.revise(one, document, null, false);
                revised.add(one.id());
            }
        }
        cases.write(changes, "", now);
        return revised;
    }

    private static boolean apply(Derived said, ObjectNode document) {
        boolean isChanged = said.identity() != null && apply(said.identity(), document);
        isChanged |= said.disciplineRoute() != null && DisciplineRoute.put(document, said.disciplineRoute());
        for (Classified part : said.classified()) {
            isChanged |= apply(part, document);
        }
        return isChanged;
    }

    /** Writes a part of what the case is about into a complaint, with its origin; false if it changes nothing. */
    private static boolean apply(Classified part, ObjectNode document) {
        ObjectNode matter = document.withObjectProperty("matter");
        if (part.value().equals(matter.get(part.field()))) {
            return false;
        }
        matter.set(part.field(), part.value());
        String pointer = MATTER + part.field();
        ArrayNode origins = document.withArrayProperty("provenance");
        origins.removeIf(origin -> (origin.path("field").asText() + "/").startsWith(pointer + "/"));
        if (part.receiptId() != null) {
            origins.addObject()
                    .put("field", pointer)
                    .put("receiptId", part.receiptId())
                    .put("kind", "derived");
        }
        return true;
    }

    /** Writes the check into a complaint; false if it changes nothing. */
    private static boolean apply(Identity identity, ObjectNode document) {
        JsonNode known = document.path("complainant").path(VERIFIED);
        if (identity.verified() != null) {
            if (known.isEmpty()) {
                document.withObjectProperty("complainant").set(VERIFIED, identity.verified());
                return true;
            }
            return false;
        }
        if (known.isEmpty() || isLater(known.path("at").asText(), identity.at())) {
            return false;
        }
        document.withObjectProperty("complainant").remove(VERIFIED);
        return true;
    }

    /** True of a verification that is certainly later than the check; without a full time the check wins. */
    private static boolean isLater(String verifiedAt, Instant checkedAt) {
        try {
            return OffsetDateTime.parse(verifiedAt).toInstant().isAfter(checkedAt);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
