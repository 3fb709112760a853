package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.contract.CaseStatuses.Derived;
import org.springframework.stereotype.Component;

/**
 * Writes into a complaint that its complainant was verified, when a status event says so. So its next revision has the content
 * that was kept back. Works in the caller's transaction.
 */
@Component
class VerifiedCases {

    private static final String VERIFIED = "identityVerified";

    private final CaseTable cases;

    VerifiedCases(CaseTable cases) {
        this.cases = cases;
    }

    /** Revises the complaints of those derived cases that were verified since, and gives them. */
    Set<Long> note(Map<Long, Derived> derived, Instant now) {
        Map<Long, ObjectNode> identities = new HashMap<>();
        derived.forEach((id, one) -> {
            if (one.identity() != null) {
                identities.put(id, one.identity());
            }
        });
        if (identities.isEmpty()) {
            return Set.of();
        }
        Set<Long> revised = new TreeSet<>();
        CaseChanges changes = new CaseChanges(new CaseNames());
        for (CaseTable.Locked locked : cases.lock(identities.keySet())) {
            ObjectNode document = locked.file().document().deepCopy();
            if (document.path("complainant").path(VERIFIED).isEmpty()) {
                OpenCase one = OpenCase.known(locked.file().id());
                one.load(locked.file(), locked.own());
                document.withObjectProperty("complainant")
                        .set(VERIFIED, Objects.requireNonNull(identities.get(one.id()), "asked for"));
                changes.revise(one, document, null, false);
                revised.add(one.id());
            }
        }
        cases.write(changes, "", now);
        return revised;
    }
}
