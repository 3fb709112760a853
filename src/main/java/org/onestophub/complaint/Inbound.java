package org.onestophub.complaint;

import java.util.List;
import java.util.Map;

/**
 * What every source connector hands to RECEIVE: the bytes, the keys under which the source knows them, and the facts of
 * the transport.
 *
 * @param content the bytes as they came
 * @param keys one to four source keys, the first is the principal one; if any of them is known the input is a repeat.
 *     Unique within a mapping, so a key that a source numbers by itself carries the account (for example
 *     {@code imap:complaints@mail.example.org/INBOX:7:1234}). A file is known by {@code sha256:<hex>}
 * @param transport facts for READ and for people: file name, mailbox, remote account, media type, device time. Hostile:
 *     at most 32 entries of 1,000 characters are kept
 * @param sameKey what to do with other content under a known key
 */
public record Inbound(Content content, List<String> keys, Map<String, String> transport, SameKey sameKey) {

    /** Transport fact by which a source or a trial asks to keep the input but refuse it; its value is a problem's code. */
    public static final String REFUSE = "refuse";

    /** Transport fact beside {@link #REFUSE}: the field at fault, or empty. */
    public static final String REFUSE_FIELD = "refuseField";

    /**
     * Transport fact of an input that the hub itself made of several: the ids of their receipts. Sources never set it.
     */
    public static final String LETTER_OF = "letterOf";

    /** Transport fact of such an input: when the first of them came, ISO-8601 in UTC. Sources never set it. */
    public static final String FIRST_RECEIVED_AT = "firstReceivedAt";

    /** What a known key with other content means. */
    public enum SameKey {
        /** It is another input; both are processed. */
        KEEP_BOTH,
        /**
         * If both say the same, however they are written, the second is a repeat; else it is another input, which adds to
         * what the first one began.
         */
        APPEND,
        /** The sender promised that a key means one thing; a second input that says something else is refused with RC-101, its bytes are kept. */
        REFUSE
    }

    /** Keys and transport facts are copied. */
    public Inbound {
        keys = List.copyOf(keys);
        transport = Map.copyOf(transport);
    }
}
