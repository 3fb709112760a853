package org.onestophub.complaint;

import java.time.Instant;
import java.util.Map;

/**
 * An accepted input: bytes the hub has promised to keep and to bring to exactly one outcome.
 *
 * @param id unique in the hub, growing with time but not without gaps
 * @param number what people read out on the phone, with a check character; empty for channels that make no complaints
 * @param channel the route that took it in, without {@code in-}, for example {@code letter-sftp}
 * @param mapping the folder under {@code mappings/} that reads it, for example {@code letter}
 * @param sourceKey the principal key under which the source knows it
 * @param sha256 digest of the bytes, lower-case hex
 * @param receivedAt moment of arrival at the hub; legal clocks run from here
 * @param transport facts of the transport, see {@link Inbound}
 * @param content the bytes
 */
public record Receipt(
        long id,
        String number,
        String channel,
        String mapping,
        String sourceKey,
        String sha256,
        Instant receivedAt,
        Map<String, String> transport,
        Content content) {

    /** Name of the fact of the transport that says whose the input is; only the hub writes it. */
    public static final String INSTITUTION = "institution";

    /** Credit code of the institution whose input it is; empty if it is the hub's own. */
    public String institution() {
        return transport.getOrDefault(INSTITUTION, "");
    }

    /** Within what a source's keys are unique: the mapping, and the institution if it is not the hub's own. */
    public String keySpace() {
        return institution().isEmpty() ? mapping : mapping + "@" + institution();
    }

    /** True if it is not stored yet: the input is checked before it is kept, while the sender waits. */
    public boolean isTrial() {
        return id == 0;
    }
}
