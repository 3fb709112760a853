package org.onestophub.complaint;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A name under which the ledger finds a case again, as {@code complaint_alias} keeps it.
 *
 * @param kind as in {@link Complaint.ExternalId}, or one of RECORD's own, such as {@code item}
 * @param value at most 500 characters; a longer one is a digest, because an index row of PostgreSQL holds 2,700 bytes. With
 *     the system in front of a number that means nothing without
 */
public record CaseName(String kind, String value) implements Comparable<CaseName> {

    /** Names a thing by mapping and key; of one case at most. */
    public static final String ITEM = "item";

    private static final Set<String> WITH_SYSTEM = Set.of("work-order", "desk-entry");
    /** Numbers that stand for one case. Others, such as a Message-ID, are claims of a sender. */
    private static final Set<String> OF_ONE_CASE = Set.of("receipt-number", "work-order", "desk-entry", "case-number");

    private static final int VALUE_CHARS = 500;
    private static final Comparator<CaseName> ORDER =
            Comparator.comparing(CaseName::kind).thenComparing(CaseName::value);

    /** The name with its stored form of {@code value}. */
    public static CaseName of(String kind, String value) {
        return new CaseName(kind, bounded(value));
    }

    /** The name of a number that stands for one case; empty for others. */
    public static Optional<CaseName> of(Complaint.ExternalId number) {
        if (!OF_ONE_CASE.contains(number.kind())) {
            return Optional.empty();
        }
        String system = number.system() == null ? "" : number.system();
        return Optional.of(of(number.kind(), valueOf(number.kind(), system, number.value())));
    }

    /** The value under which a number is kept: that of a work order means something only with its system. */
    public static String valueOf(String kind, String system, String number) {
        return isWithSystem(kind) ? system + "|" + number : number;
    }

    /** True of the kinds of numbers that a system gives to one order or entry. */
    public static boolean isWithSystem(String kind) {
        return WITH_SYSTEM.contains(kind);
    }

    /** The stored form of a value. */
    public static String bounded(String value) {
        return value.length() <= VALUE_CHARS
                ? value
                : "sha256:" + Digest.sha256(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(CaseName other) {
        return ORDER.compare(this, other);
    }
}
