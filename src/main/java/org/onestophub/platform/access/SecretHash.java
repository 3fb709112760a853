package org.onestophub.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;

/**
 * SHA-256 of a key's secret. A plain secret is hashed at once and not kept. One round of SHA-256 is enough because
 * secrets are long and random, not chosen by people; it is also what lets 2,000 pushes a second through.
 */
public final class SecretHash {

    /** Fewest characters of a plain secret; 24 random characters cannot be guessed over the network. */
    public static final int MIN_SECRET_LENGTH = 24;

    private static final String PREFIX = "sha256:";
    private static final Pattern HEX_DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    private final byte[] digest;
    private final boolean usable;

    private SecretHash(byte[] digest, boolean usable) {
        this.digest = digest;
        this.usable = usable;
    }

    /**
     * The hash of a setting: {@code sha256:<64 hex digits>} or the plain secret. Never throws, because the binder's
     * message would quote the secret; ask {@link #isUsable()}.
     */
    public static SecretHash of(String setting) {
        if (!setting.startsWith(PREFIX)) {
            return new SecretHash(sha256(setting), setting.length() >= MIN_SECRET_LENGTH);
        }
        String hex = setting.substring(PREFIX.length());
        if (!HEX_DIGEST.matcher(hex).matches()) {
            return new SecretHash(new byte[0], false);
        }
        return new SecretHash(HexFormat.of().parseHex(hex), true);
    }

    /** False if the secret is too short or the hash is none. */
    public boolean isUsable() {
        return usable;
    }

    /** Whether this is the hash with that digest; takes the same time whatever the answer. */
    boolean matches(byte[] otherDigest) {
        return MessageDigest.isEqual(digest, otherDigest);
    }

    /** The hash as it is written in the settings. */
    public String setting() {
        return PREFIX + HexFormat.of().formatHex(digest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretHash hash && matches(hash.digest);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(digest);
    }

    /** Says nothing, so that no log line can carry a hash. */
    @Override
    public String toString() {
        return "SecretHash";
    }

    static byte[] sha256(String secret) {
        return Digest.raw(secret.getBytes(StandardCharsets.UTF_8));
    }
}
