package org.onestophub.outlet.district;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Hmac;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Cursors of the feed: a version, a feed number, and a seal over both and what the consumer may see, made with a secret
 * of this very ledger. One that was cut, changed, or made by another hub or for another view is recognised.
 */
@Component
class FeedCursors {

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Long.BYTES;
    /** 144 bits; with the head the length is divisible by three, so that base64 has no bits that say nothing. */
    private static final int SEAL = 18;

    private static final int LENGTH = (HEAD + SEAL) * 4 / 3;

    private final Supplier<byte[]> ledgerSecret;
    private volatile byte @Nullable [] secret;

    @Autowired
    FeedCursors(FeedLedger ledger) {
        this(ledger::secret);
    }

    FeedCursors(Supplier<byte[]> ledgerSecret) {
        this.ledgerSecret = ledgerSecret;
    }

    /** The cursor after the event of that number. */
    String after(long number, FeedView view) {
        byte[] head = ByteBuffer.allocate(HEAD).put(VERSION).putLong(number).array();
        byte[] whole = Arrays.copyOf(head, HEAD + SEAL);
        System.arraycopy(seal(head, view), 0, whole, HEAD, SEAL);
        return Base64.getUrlEncoder().encodeToString(whole);
    }

    /**
     * The number behind a cursor; no cursor is the beginning.
     * @throws ProblemException DI-101 if this feed never gave it to this view
     */
    long number(@Nullable String cursor, FeedView view) {
        if (cursor == null) {
            return 0;
        }
        byte[] whole = bytesOf(cursor);
        byte[] head = Arrays.copyOf(whole, HEAD);
        byte[] sealed = Arrays.copyOfRange(whole, HEAD, HEAD + SEAL);
        if (whole[0] != VERSION || !MessageDigest.isEqual(sealed, seal(head, view))) {
            throw new ProblemException(Problem.CURSOR_INVALID, "cursor");
        }
        return ByteBuffer.wrap(head).getLong(1);
    }

    private static byte[] bytesOf(String cursor) {
        try {
            if (cursor.length() == LENGTH) {
                return Base64.getUrlDecoder().decode(cursor);
            }
        } catch (IllegalArgumentException e) {
            // no base64: as below
        }
        throw new ProblemException(Problem.CURSOR_INVALID, "cursor");
    }

    private byte[] seal(byte[] head, FeedView view) {
        return Arrays.copyOf(Hmac.of(secret(), head, view.scope().getBytes(StandardCharsets.UTF_8)), SEAL);
    }

    private byte[] secret() {
        byte[] known = secret;
        if (known == null) {
            known = ledgerSecret.get();
            secret = known;
        }
        return known;
    }
}
