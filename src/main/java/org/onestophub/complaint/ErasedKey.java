package org.onestophub.complaint;

import java.nio.charset.StandardCharsets;

/** What replaces a source's key once its input is erased: the key's digest. Java and SQL give the same. */
public final class ErasedKey {

    private static final String BEGIN = "erased:";

    private ErasedKey() {}

    /** The replacement of {@code key}. */
    public static String of(String key) {
        return BEGIN + Digest.sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    /** An SQL expression for the replacement of the key in {@code column}. */
    public static String sql(String column) {
        return "'" + BEGIN + "' || encode(sha256(convert_to(" + column + ", 'UTF8')), 'hex')";
    }
}
