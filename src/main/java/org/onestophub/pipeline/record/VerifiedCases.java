package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.onestophub.complaint.contract.CaseStatuses.Derived;
import org.onestophub.complaint.contract.CaseStatuses.Identity;
import org.springframework.stereotype.Component;

/**
 * Writes into a complaint who may see it, when a status event says so: that its complainant was verified, so that its next revision
 * has the content that was kept back, until a check fails later; and that it is on the discipline route. Works in the caller's
 * transaction.
 */
@Component
class VerifiedCases {

    private static final String VERIFIED = "identityVerified";

    private final CaseTable cases;

    VerifiedCases(CaseTable cases) {
        this.cases = cases;
    }

    /** Revises the complaints of those derived cases of which other people may see other things since, and gives them. */
    Set<Long> note(Map<Long, Derived> derived, Instant now) {
        Map<Long, Derived> spoken = new HashMap<>();
        derived.forEach((id, one) -> {
            if (one.identity() != null || one.disciplineRoute() != null) {
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
        boolean isVerified = said.identity() != null && apply(said.identity(), document);
        boolean isPut = said.disciplineRoute() != null && DisciplineRoute.put(document, said.disciplineRoute());
        return isVerified || isPut;
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
