package org.onestophub.pipeline.record;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.onestophub.complaint.Digest;

/**
 * A name under which a case is found again, as {@code complaint_alias} keeps it.
 *
 * @param kind for example {@code item}, {@code work-order}, {@code message-id}
 * @param value at most 500 characters; a longer one is a digest, because an index row of PostgreSQL holds 2,700 bytes
 */
record CaseName(String kind, String value) implements Comparable<CaseName> {

    /** Names a thing by mapping and key; of one case at most. */
    static final String ITEM = "item";

    private static final int VALUE_CHARS = 500;
    private static final Comparator<CaseName> ORDER =
            Comparator.comparing(CaseName::kind).thenComparing(CaseName::value);

    /** The name with its stored form of {@code value}. */
    static CaseName of(String kind, String value) {
        return new CaseName(kind, bounded(value));
    }

    /** The stored form of a value. */
    static String bounded(String value) {
        return value.length() <= VALUE_CHARS
                ? value
                : "sha256:" + Digest.sha256(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(CaseName other) {
        return ORDER.compare(this, other);
    }
}
