package org.onestophub.intake.source.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;

/**
 * How far a feed was read: the marks of its last answer, by which the server says that nothing is new, and digests of the
 * entries that were kept last.
 *
 * @param etag header {@code ETag} of the last whole look; empty for none
 * @param modified header {@code Last-Modified}; empty for none
 * @param kept digests of entries with their keys, the latest first
 */
record FeedPosition(String etag, String modified, Set<String> kept) {

    /** Of more entries some are handed over again, which does no harm. */
    private static final int MOST_KEPT = 2_000;

    private static final int DIGITS = 16;

    static final FeedPosition NONE = new FeedPosition("", "", Set.of());

    /** A kept position; none if it is of another kind. */
    static FeedPosition of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            JsonNode tree = PullAnswers.mapper().readTree(text.getBytes(StandardCharsets.UTF_8));
            Set<String> kept = new LinkedHashSet<>();
            tree.path("kept").forEach(digest -> kept.add(digest.asText()));
            return new FeedPosition(
                    tree.path("etag").asText(""), tree.path("modified").asText(""), kept);
        } catch (IOException e) {
            return NONE;
        }
    }

    boolean isFirst() {
        return kept.isEmpty() && etag.isEmpty() && modified.isEmpty();
    }

    /** What is remembered of an entry. */
    static String digestOf(Inbound entry) {
        String whole = entry.keys().get(0) + " " + Digest.sha256(entry.content());
        return Digest.sha256(whole.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    /** As text for the table. */
    String text() {
        ObjectNode tree =
                PullAnswers.mapper().createObjectNode().put("etag", etag).put("modified", modified);
        kept.stream().limit(MOST_KEPT).forEach(tree.putArray("kept")::add);
        return tree.toString();
    }
}
