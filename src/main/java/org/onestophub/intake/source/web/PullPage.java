package org.onestophub.intake.source.web;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * One page of a listing.
 *
 * @param items with the bytes they have in the answer
 * @param next the next cursor or link; empty if there is none
 * @param more whether there are more pages; null if the platform does not say
 * @param total how many items the listing has; empty if the platform does not say
 */
record PullPage(List<byte[]> items, String next, @Nullable Boolean more, OptionalLong total) {

    /** A longer cursor or link is none. */
    private static final int MOST_CHARS = 4_000;

    private static final Pattern LINK =
            Pattern.compile("<([^<>]{1,4000})>[^,<]*;\\s*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);

    /**
     * The page in an answer.
     * @throws ProblemException CH-347 if it cannot be read, CH-348 if it says no
     */
    static PullPage of(byte[] body, HttpHeaders headers, PullListing listing) {
        JsonNode answer = PullAnswers.tree(body);
        if (listing.answerField != null && !isAccepted(answer.at(listing.answerField), listing.acceptedValues)) {
            throw new ProblemException(Problem.ANSWER_NEGATIVE_AT_SOURCE);
        }
        List<byte[]> items = PullAnswers.items(PullAnswers.utf8(body), listing.itemsField);
        return new PullPage(
                items,
                listing.paging.equals("link") && listing.nextField == null
                        ? linkOf(headers)
                        : textAt(answer, listing.nextField),
                moreOf(answer, listing.moreField),
                totalOf(answer, listing.totalField));
    }

    private static boolean isAccepted(JsonNode said, List<String> accepted) {
        return said.isValueNode() && accepted.contains(said.asText().strip());
    }

    private static String linkOf(HttpHeaders headers) {
        for (String header : headers.allValues("Link")) {
            Matcher link = LINK.matcher(header);
            if (link.find()) {
                return link.group(1);
            }
        }
        return "";
    }

    private static String textAt(JsonNode answer, @Nullable JsonPointer field) {
        JsonNode found = answer.at(field == null ? JsonPointer.compile("/") : field);
        String text = field == null || found.isNull() || !found.isValueNode()
                ? ""
                : found.asText().strip();
        if (text.length() > MOST_CHARS) {
            throw new ProblemException(Problem.ANSWER_UNREADABLE, "nextField");
        }
        return text;
    }

    private static @Nullable Boolean moreOf(JsonNode answer, @Nullable JsonPointer field) {
        if (field == null) {
            return null;
        }
        JsonNode found = answer.at(field);
        if (!found.isValueNode() || found.isNull()) {
            throw new ProblemException(Problem.ANSWER_UNREADABLE, "moreField");
        }
        return !List.of("false", "0", "n", "no").contains(found.asText().strip().toLowerCase(java.util.Locale.ROOT));
    }

    private static OptionalLong totalOf(JsonNode answer, @Nullable JsonPointer field) {
        if (field == null) {
            return OptionalLong.empty();
        }
        String text = answer.at(field).asText("").strip();
        if (!text.matches("[0-9]{1,12}")) {
            throw new ProblemException(Problem.ANSWER_UNREADABLE, "totalField");
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
