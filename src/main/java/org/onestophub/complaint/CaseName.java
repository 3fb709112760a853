package org.onestophub.complaint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A name under which the ledger finds a case, as {@code complaint_alias} holds it.
 *
 * @param kind as in {@link Complaint.ExternalId}
 * @param value the number; with the system in front of it where the number means nothing without
 */
public record CaseName(String kind, String value) {

    private static final Set<String> WITH_SYSTEM = Set.of("work-order", "desk-entry");
    /** Numbers that stand for one case. Others, such as a Message-ID, are claims of a sender. */
    private static final Set<String> OF_ONE_CASE = Set.of("receipt-number", "work-order", "desk-entry", "case-number");

    /** An index row of PostgreSQL holds 2,700 bytes. */
    private static final int MOST_CHARS = 500;

    /** The name of a number that stands for one case; empty for others. */
    public static Optional<CaseName> of(Complaint.ExternalId number) {
        if (!OF_ONE_CASE.contains(number.kind())) {
            return Optional.empty();
        }
        String system = number.system() == null ? "" : number.system();
        String value = WITH_SYSTEM.contains(number.kind()) ? system + "|" + number.value() : number.value();
        String bounded = value.length() <= MOST_CHARS
                ? value
                : "sha256:" + Digest.sha256(value.getBytes(StandardCharsets.UTF_8));
        return Optional.of(new CaseName(number.kind(), bounded));
    }
}
